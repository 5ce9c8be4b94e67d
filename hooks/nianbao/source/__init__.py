"""A Markdown file -> Report, with the position of every figure."""

from .body import ReportSection
from .entries import Entry
from .figure import Figure, Number, NumberError, parse_number
from .figures import Figures
from .links import linked_file
from .organs import Organ, OrganKind
from .portal import Portal, read_portal
from .prose import Element, Piece, elements
from .references import find_references
from .report import Report, read_report
from .text_file import mark_at

__all__ = [
    "Element",
    "Entry",
    "Figure",
    "Figures",
    "Number",
    "NumberError",
    "Organ",
    "OrganKind",
    "Piece",
    "Portal",
    "Report",
    "ReportSection",
    "elements",
    "find_references",
    "linked_file",
    "mark_at",
    "parse_number",
    "read_portal",
    "read_report",
]
