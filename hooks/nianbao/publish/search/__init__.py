"""查找: a static index of every report's words, exact by construction."""

from .direct import DirectPage, term_pages
from .files import IndexedYear, indexed_year, search_files
from .texts import ReportText, report_text

__all__ = [
    "DirectPage",
    "IndexedYear",
    "ReportText",
    "indexed_year",
    "report_text",
    "search_files",
    "term_pages",
]
