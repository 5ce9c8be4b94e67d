"""查找: a static index of every report's words, exact by construction."""

from .direct import DirectPage, term_pages
from .files import search_files
from .texts import ReportText, report_text

__all__ = ["DirectPage", "ReportText", "report_text", "search_files", "term_pages"]
