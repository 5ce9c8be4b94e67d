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
    lines = Lines(comparison)
    rows = [_cells(_COLUMNS)]
    for pair in comparison.pairs:
        before = _digits(pair.before.value) if pair.before else ""
        after = _digits(pair.after.value) if pair.after else ""
        numbers = f"{before},{after},{_digits(pair.difference)}"
        reason = pair.obstacle.reason if pair.obstacle else ""
        units = "/".join(filter(None, dict.fromkeys(lines.units(pair))))
        rows.append(f"{_place(pair.address)},{numbers},{_cells((units, reason))}")
    return "\ufeff" + "".join(f"{row}\r\n" for row in rows)


@lru_cache(4096)
def _place(address: Address) -> str:
    """Address, table, row and column; every comparison of a form has the same."""
    return _cells((address.dotted, address.table, " › ".join(address.row), address.column))


@lru_cache(256)
def _cells(texts: tuple[str, ...]) -> str:
    """Texts as cells of a line, in quotation marks where that is needed."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(texts)
    return line.getvalue()


def _digits(number: Number | None) -> str:
    """The digits as written; a Decimal that is zero would have an exponent."""
    if number is None:
        return ""
    return str(number) if isinstance(number, int) else f"{number:f}"
