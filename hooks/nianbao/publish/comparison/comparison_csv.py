"""A comparison as CSV: a line a pair of figures."""

from __future__ import annotations

import csv
import io
from functools import lru_cache

from ...form import Address
from ...source import Number
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
                _digits(pair.before.value) if pair.before else "",
                _digits(pair.after.value) if pair.after else "",
                _digits(pair.difference),
                "/".join(dict.fromkeys(filter(None, lines.units(pair)))),
                pair.obstacle.reason if pair.obstacle else "",
            )
        )
    return "\ufeff" + text.getvalue()


@lru_cache(4096)
def _place(address: Address) -> tuple[str, str, str, str]:
    return address.dotted, address.table, " › ".join(address.row), address.column


def _digits(number: Number | None) -> str:
    """The digits as written; a Decimal that is zero would have an exponent."""
    if number is None:
        return ""
    return str(number) if isinstance(number, int) else f"{number:f}"
