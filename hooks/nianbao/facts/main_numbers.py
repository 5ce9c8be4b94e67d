"""Main figures as pages show them: of one report, and added up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..form import FormFigure
from ..source import Number, Report, shown
from .change import Change
from .totals import main_number, total_of

__all__ = ["MainNumber", "added_up", "main_numbers"]


@dataclass(frozen=True, slots=True)
class MainNumber:
    """One main figure; no value means that it is not known, which is not 0.

    ``remark`` tells of a sum how many reports have it, where not all do; ``change`` is how it
    differs from the year before, where the two may be compared.
    """

    name: str
    unit: str
    value: Number | None
    remark: str = ""
    change: Change | None = None

    @property
    def text(self) -> str:
        """The figure as readers see it: thousands apart, a dash where it is not known."""
        return shown(self.value)


def main_numbers(
    report: Report, figures: Iterable[FormFigure], before: Report | None = None
) -> tuple[MainNumber, ...]:
    """What a report has of these figures, held against the report ``before`` if that is given."""
    return tuple(
        MainNumber(
            name=figure.name,
            unit=figure.unit,
            value=main_number(report, figure),
            change=_change(report, before, figure) if before else None,
        )
        for figure in figures
    )


def _change(report: Report, before: Report, figure: FormFigure) -> Change | None:
    now, then = main_number(report, figure), main_number(before, figure)
    return None if now is None or then is None else Change(now - then, f"{before.year}年")


def added_up(figures: Iterable[FormFigure], reports: tuple[Report, ...]) -> tuple[MainNumber, ...]:
    """What the reports have of these figures together."""
    sums = []
    for figure in figures:
        total = total_of(figure, reports)
        remark = "" if total.is_complete else f"{total.asked} 份报告中的 {total.given} 份"
        sums.append(MainNumber(figure.name, figure.unit, total.value, remark))
    return tuple(sums)
