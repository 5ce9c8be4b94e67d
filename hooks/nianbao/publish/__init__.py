"""Report, Portal -> HTML, PDF, CSV, JSON."""

from .addresses import COLUMN
from .dates import CommitDates, read_commit_dates
from .pages import Column, Download, OrganPage, ReportPage, YearPage, published_column
from .typefaces import Typefaces, load_typefaces
from .typesetting import Pdf, Typesetter

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
    "YearPage",
    "load_typefaces",
    "published_column",
    "read_commit_dates",
]
