"""一图读懂: the figures of a report, or of a year, told in pictures on one page."""

from .page import PicturePage, picture_of_report, picture_of_year

__all__ = ["PicturePage", "picture_of_report", "picture_of_year"]
