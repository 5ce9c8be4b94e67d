"""Each format people have reports in -> a Document.

Empty on purpose: a reader brings its library, which only its format needs.
"""
