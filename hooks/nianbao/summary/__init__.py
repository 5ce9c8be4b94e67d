"""情况汇总: what the superior authority is told of a year, as a page, a workbook, a document.

It is no part of the site, and may say what the site does not: why problems were left as they are.
"""

from .document import summary_document
from .gathering import gather
from .model import Column, Part, Summary, Table, Value
from .page import summary_page
from .workbook import summary_workbook

__all__ = [
    "Column",
    "Part",
    "Summary",
    "Table",
    "Value",
    "gather",
    "summary_document",
    "summary_page",
    "summary_workbook",
]
