"""A Markdown file -> Report, with the position of every figure."""

from .approval import APPROVED, Approval, approval_example
from .body import ReportSection
from .corrections import PROSE, Correction, nameable
from .covering import covered_organs
from .elsewhere import files_elsewhere
from .entries import Answers, Entry
from .figure import UNFILLED, UNVERIFIED, UNWRITTEN, Figure, Number, NumberError, parse_number
from .figure_changes import FigureChange, figure_changes
from .figures import Figures
from .front_matter import YEARS
from .invisible import code_point, entities
from .ledger import LEDGER, CurrentText, Ledger, ReleasedText, current_text, ledger_of, read_ledger
from .limits import bounded, characters_across
from .lineage import Ancestors, Lineage, expected_years, lineage_of
from .links import linked_file
from .listing import Listing, ReportFile, list_reports, read_portal
from .litter import is_litter
from .lookalikes import fold_name
from .number_text import digits, grouped, shown
from .organ import Organ, by_kind
from .paragraph_changes import ParagraphChange, paragraph_changes
from .places import index_at, mark_at, mark_beside
from .portal import Portal
from .prose import Element, Piece, elements
from .references import find_references
from .report import Report, read_report
from .settings_text import require_readable
from .sum_file import COMPUTED, OWN, SumFile, read_sum_file, sum_file_of
from .sums import sum_of
from .withdrawal import WITHDRAWN, Withdrawal

__all__ = [
    "APPROVED",
    "COMPUTED",
    "LEDGER",
    "OWN",
    "PROSE",
    "UNFILLED",
    "UNVERIFIED",
    "UNWRITTEN",
    "WITHDRAWN",
    "YEARS",
    "Ancestors",
    "Answers",
    "Approval",
    "Correction",
    "CurrentText",
    "Element",
    "Entry",
    "Figure",
    "FigureChange",
    "Figures",
    "Ledger",
    "Lineage",
    "Listing",
    "Number",
    "NumberError",
    "Organ",
    "ParagraphChange",
    "Piece",
    "Portal",
    "ReleasedText",
    "Report",
    "ReportFile",
    "ReportSection",
    "SumFile",
    "Withdrawal",
    "approval_example",
    "bounded",
    "by_kind",
    "characters_across",
    "code_point",
    "covered_organs",
    "current_text",
    "digits",
    "elements",
    "entities",
    "expected_years",
    "figure_changes",
    "files_elsewhere",
    "find_references",
    "fold_name",
    "grouped",
    "index_at",
    "is_litter",
    "ledger_of",
    "lineage_of",
    "linked_file",
    "list_reports",
    "mark_at",
    "mark_beside",
    "nameable",
    "paragraph_changes",
    "parse_number",
    "read_ledger",
    "read_portal",
    "read_report",
    "read_sum_file",
    "require_readable",
    "shown",
    "sum_file_of",
    "sum_of",
]
