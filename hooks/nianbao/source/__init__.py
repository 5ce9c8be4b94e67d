"""A Markdown file -> Report, with the position of every figure."""

from .body import ReportSection
from .corrections import PROSE, Correction
from .entries import Answers, Entry
from .expected import expected_years
from .figure import UNVERIFIED, Figure, Number, NumberError, parse_number
from .figures import Figures
from .front_matter import YEARS
from .invisible import code_point, entities
from .lineage import Ancestors, ancestors_of
from .links import linked_file
from .litter import is_litter
from .organ_ties import successions
from .organs import Organ, OrganKind, by_kind
from .places import mark_at
from .portal import Listing, Portal, ReportFile, list_reports, read_portal
from .prose import Element, Piece, elements
from .references import find_references
from .report import Report, read_report

__all__ = [
    "PROSE",
    "UNVERIFIED",
    "YEARS",
    "Ancestors",
    "Answers",
    "Correction",
    "Element",
    "Entry",
    "Figure",
    "Figures",
    "Listing",
    "Number",
    "NumberError",
    "Organ",
    "OrganKind",
    "Piece",
    "Portal",
    "Report",
    "ReportFile",
    "ReportSection",
    "ancestors_of",
    "by_kind",
    "code_point",
    "elements",
    "entities",
    "expected_years",
    "find_references",
    "is_litter",
    "linked_file",
    "list_reports",
    "mark_at",
    "parse_number",
    "read_portal",
    "read_report",
    "successions",
]
