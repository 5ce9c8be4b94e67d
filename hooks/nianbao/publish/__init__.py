"""Report, Portal -> HTML, PDF, CSV, JSON."""

from .addresses import COLUMN
from .dates import CommitDates, read_commit_dates
from .images import image_fault
from .pages import Column, Download, OrganPage, ReportPage, YearPage, published_column
from .typefaces import Typefaces, load_typefaces
from .typesetting import Pdf, Typesetter, TypesettingError

__all__ = [
    "COLUMN",
    "Column",
    "CommitDates",
    "Download",
    "OrganPage",
    "Pdf",
    "ReportPage",
    "Typefaces",
    "Typesetter",
    "TypesettingError",
    "YearPage",
    "image_fault",
    "load_typefaces",
    "published_column",
    "read_commit_dates",
]
