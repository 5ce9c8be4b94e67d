"""一图读懂: the figures of a report, or of a year, in pictures on one page."""

from .page import PicturePage, picture_pages

__all__ = ["PicturePage", "picture_pages"]
