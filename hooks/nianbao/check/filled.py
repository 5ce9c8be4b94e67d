"""Sums of figures where a total was left blank: what its parts add up to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..form import Address
from ..source import Number, Report

__all__ = ["FilledSum", "filled_sum"]


@dataclass(frozen=True, slots=True)
class FilledSum:
    """What figures add up to; with ``has_blanks`` some are not known, and it may be more."""

    number: Number
    has_blanks: bool = False


def filled_sum(report: Report, addresses: Iterable[Address]) -> FilledSum | None:
    """The sum of figures, a blank total replaced by the sum of its parts.

    None when a figure could not be read, or is blank and no part of it is filled in.
    """
    total: Number = 0
    has_blanks = False
    for address in addresses:
        figure = report.figures.get(address)
        if figure is None:
            return None
        if figure.value is not None:
            total += figure.value
            continue
        parts = report.form.row_totals.get(address, ())
        values = [part.value for part in map(report.figures.get, parts) if part is not None]
        filled = [value for value in values if value is not None]
        if not filled:
            return None
        for value in filled:
            total += value
        has_blanks = has_blanks or len(filled) < len(parts)
    return FilledSum(total, has_blanks)
