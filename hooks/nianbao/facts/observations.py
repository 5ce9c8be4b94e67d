"""Indicators as reports have them: of one report, over the years, and of all reports of a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from ..form import FormFigure, Indicator, indicators
from ..source import Number, Portal, Report, sum_of
from .totals import counted_reports, total_of

__all__ = [
    "Observation",
    "county_over_years",
    "form_breaks",
    "observed",
    "over_years",
    "parts_of",
]


@dataclass(frozen=True, slots=True)
class Observation:
    """An indicator in a year: one report's, or what reports add up to; None is not known.

    ``meaning`` is the name of what was counted: only observations of the same meaning may be
    joined or held against each other. Of ``asked`` reports, ``given`` have the number.
    """

    year: int
    meaning: str
    unit: str
    value: Number | None
    given: int = 1
    asked: int = 1

    @property
    def is_complete(self) -> bool:
        """Whether every report that was asked has it."""
        return self.given == self.asked

    def change_since(self, before: Observation | None) -> Number | None:
        """How much more it is than before; None where the two may not be compared."""
        if before is None or before.meaning != self.meaning:
            return None
        if self.value is None or before.value is None:
            return None
        return self.value - before.value


def observed(report: Report, indicator: Indicator) -> Observation | None:
    """The indicator in a report, or the one of earlier forms that stands in its place.

    None when the report's form has neither.
    """
    figure = _figure(report, indicator)
    if figure is None:
        return None
    value = sum_of(report.figures, figure.addresses)
    return Observation(report.year, figure.name, figure.unit, value, int(value is not None))


def parts_of(report: Report, indicator: Indicator) -> tuple[tuple[str, Number | None], ...]:
    """What the indicator is made of in a report, by name; nothing where its form has no parts."""
    parts = indicator.breakdown.parts if indicator.breakdown else ()
    figures = (report.form.indicators.get(name) for name in parts)
    return tuple((f.name, sum_of(report.figures, f.addresses)) for f in figures if f)


def over_years(reports: Iterable[Report], indicator: Indicator) -> tuple[Observation, ...]:
    """The indicator in the reports that have it, oldest first; the reports are of one organ."""
    found = (observed(report, indicator) for report in reports)
    return tuple(sorted((each for each in found if each), key=lambda each: each.year))


def county_over_years(portal: Portal, indicator: Indicator) -> tuple[Observation, ...]:
    """What all reports of each year add up to, oldest first; nothing is counted twice.

    Where reports of a year count different things under the indicator, those of the meaning that
    most of them have are added up, and the others are asked for in vain.
    """
    found = []
    for year in sorted(portal.by_year):
        reports = counted_reports(portal, year)
        figures = [figure for figure in (_figure(r, indicator) for r in reports) if figure]
        if not figures:
            continue
        ((name, _),) = Counter(figure.name for figure in figures).most_common(1)
        figure = next(figure for figure in figures if figure.name == name)
        total = total_of(figure, reports)
        found.append(Observation(year, name, figure.unit, total.value, total.given, total.asked))
    return tuple(found)


def form_breaks(reports: Iterable[Report]) -> tuple[int, ...]:
    """The years in which a form was used first, without the very first; one organ's reports."""
    ordered = sorted(reports, key=lambda report: report.year)
    return tuple(
        later.year for earlier, later in pairwise(ordered) if earlier.form.key != later.form.key
    )


def _figure(report: Report, indicator: Indicator) -> FormFigure | None:
    names = (each.name for each in _chain(indicator))
    return next((f for f in map(report.form.indicators.get, names) if f), None)


def _chain(indicator: Indicator) -> Iterator[Indicator]:
    """The indicator, then what earlier forms counted in its place."""
    yield indicator
    while indicator.before:
        indicator = indicators()[indicator.before]
        yield indicator
