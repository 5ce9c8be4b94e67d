"""Official tables as a spreadsheet has them: laid out as the form prints them, with formulas."""

from .cells import Place, absolute, ranges, reference, runs
from .formulas import Check, Formula, Sums, sum_formula
from .looks import Looks
from .placed_table import PlacedTable, Shown, draw_table
from .published_book import published_book

__all__ = [
    "Check",
    "Formula",
    "Looks",
    "Place",
    "PlacedTable",
    "Shown",
    "Sums",
    "absolute",
    "draw_table",
    "published_book",
    "ranges",
    "reference",
    "runs",
    "sum_formula",
]
