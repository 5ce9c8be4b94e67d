"""一图读懂: the figures of a report, or of a year, in pictures on one page."""

from .page import PicturePage, report_pictures, year_picture

__all__ = ["PicturePage", "report_pictures", "year_picture"]
