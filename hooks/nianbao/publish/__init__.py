"""Report, Portal -> HTML, PDF, CSV, JSON.

Nothing is gathered here: the check needs the fonts, and should not wait for the typesetter.
"""
