"""A comparison as CSV: a line a pair of figures."""

from __future__ import annotations

import csv
import io
from functools import lru_cache

from ...form import Address
from ...source import Figure
from .differing import Comparison
from .lines import Lines

__all__ = ["comparison_csv"]

_COLUMNS = ("地址", "表", "行", "列", "前", "后", "差", "单位", "不可比原因")


def comparison_csv(comparison: Comparison) -> str:
    """Every pair, with the byte order mark by which Excel knows UTF-8.

    A figure that is blank and one that its report does not have are empty; the reason tells.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    lines = Lines(comparison)
    for pair in comparison.pairs:
        writer.writerow(
            (
                *_place(pair.address),
                _number(pair.before),
                _number(pair.after),
                "" if pair.difference is None else pair.difference,
                "/".join(dict.fromkeys(filter(None, lines.units(pair)))),
                pair.obstacle.reason if pair.obstacle else "",
            )
        )
    return "\ufeff" + text.getvalue()


@lru_cache(4096)
def _place(address: Address) -> tuple[str, str, str, str]:
    return address.dotted, address.table, " › ".join(address.row), address.column


def _number(figure: Figure | None) -> str:
    return "" if figure is None or figure.value is None else str(figure.value)
