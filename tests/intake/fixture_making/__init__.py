"""Makes existing reports in every format, with what is wrong with real ones, and their truth.

It knows the official forms, but nothing of the importer that is judged by what it makes.
"""
