"""A Markdown file -> Report, with the position of every figure."""

from .body import ReportSection
from .corrections import PROSE, Correction
from .entries import Answers, Entry
from .expected import expected_years
from .figure import UNVERIFIED, Figure, Number, NumberError, parse_number
from .figures import Figures
from .front_matter import YEARS
from .invisible import code_point, entities
from .limits import bounded, characters_across
from .lineage import Ancestors, Lineage, lineage_of
from .links import linked_file
from .litter import is_litter
from .lookalikes import fold_name
from .organ_ties import successions
from .organs import Organ, OrganKind, by_kind
from .places import mark_at, mark_beside
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
    "Lineage",
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
    "bounded",
    "by_kind",
    "characters_across",
    "code_point",
    "elements",
    "entities",
    "expected_years",
    "find_references",
    "fold_name",
    "is_litter",
    "lineage_of",
    "linked_file",
    "list_reports",
    "mark_at",
    "mark_beside",
    "parse_number",
    "read_portal",
    "read_report",
    "successions",
]
