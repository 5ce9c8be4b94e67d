"""The tables of a source -> the figures of a form, as far as the source says them."""
