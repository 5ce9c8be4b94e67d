"""What became of every character of a source: in the file, in the review list, or furniture.

The source is read here a second time, by other means than those of the readers, so that what a
reader passes over is missed.
"""
