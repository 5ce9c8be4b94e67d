"""What a new report takes from the one of the year before: its figures, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..form import Address, Form, comparable_figures
from ..source import Figure, Number, Report, sum_of

__all__ = ["LastYear", "last_year"]


@dataclass(frozen=True, slots=True)
class LastYear:
    """Last year's figures by where they stand in this year's form.

    ``follows`` are the figures of this year that come of last year's alone, ``begins`` those to
    which this year adds something, both with what last year gives.
    """

    figures: Mapping[Address, Figure]
    follows: Mapping[Address, Number]
    begins: Mapping[Address, Number]


def last_year(form: Form, before: Report | None) -> LastYear:
    """What the report ``before`` gives to one in ``form``; nothing where there is none."""
    if before is None:
        return LastYear({}, {}, {})
    same = comparable_figures(form, before.form)
    figures = {a: before.figures[theirs] for a, theirs in same.items() if theirs in before.figures}
    known = {
        equation: value
        for equation in form.across_years
        if all(cell in figures for cell in equation.before)
        and (value := sum_of(figures, equation.before)) is not None
    }
    return LastYear(
        figures,
        {e.now: value for e, value in known.items() if not (e.plus or e.minus)},
        {e.now: value for e, value in known.items() if e.plus or e.minus},
    )
