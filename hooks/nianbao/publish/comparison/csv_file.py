"""A comparison as CSV: a line a pair of figures."""

from __future__ import annotations

from ..data.csv_text import CsvCell, address_cells, csv_text
from .differing import Comparison
from .naming import ComparedNames

__all__ = ["comparison_csv"]

_COLUMNS = ("地址", "表", "行", "列", "前", "后", "差", "单位", "不可比原因")


def comparison_csv(comparison: Comparison) -> str:
    """Every pair.

    A figure that is blank and one that its report does not have are empty; the reason says
    which it is.
    """
    lines = ComparedNames(comparison)
    rows: list[tuple[CsvCell, ...]] = [_COLUMNS]
    for pair in comparison.pairs:
        before = pair.before.value if pair.before else None
        after = pair.after.value if pair.after else None
        reason = pair.obstacle.reason if pair.obstacle else ""
        units = "/".join(filter(None, dict.fromkeys(lines.units(pair))))
        rows.append((*address_cells(pair.address), before, after, pair.difference, units, reason))
    return csv_text(rows)
