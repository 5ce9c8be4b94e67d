"""Main figures of one report and of many: what they are, and what they add up to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..form import FormFigure
from ..source import Number, Portal, Report, sum_of

__all__ = ["Total", "counted_reports", "covering_note", "main_figures", "main_number", "total_of"]


@dataclass(frozen=True, slots=True)
class Total:
    """What a main figure adds up to over reports; None when none of them has it.

    ``given`` is how many have it, ``asked`` how many were to be added up: a blank is not zero,
    so a total with fewer given than asked says less than it seems to.
    """

    value: Number | None
    given: int
    asked: int

    @property
    def is_complete(self) -> bool:
        """Whether every report has the figure."""
        return self.given == self.asked


def main_figures(reports: Iterable[Report]) -> tuple[FormFigure, ...]:
    """The main figures of all forms that the reports use, newest form first, each name once."""
    used = {report.form.key: report.form for report in reports}
    newest_first = sorted(used.values(), key=lambda form: form.first_year, reverse=True)
    by_name: dict[str, FormFigure] = {}
    for form in newest_first:
        for figure in form.main_figures:
            by_name.setdefault(figure.name, figure)
    return tuple(by_name.values())


def main_number(report: Report, figure: FormFigure) -> Number | None:
    """A report's number for an indicator, of its own form or of another that has it too.

    None when a part is blank, or when the report's form has no indicator of that name.
    """
    own = report.form.indicators.get(figure.name)
    return sum_of(report.figures, own.addresses) if own else None


def counted_reports(portal: Portal, year: int) -> tuple[Report, ...]:
    """The reports about a year that may be added up: those that no other one covers.

    The report of an organ with ``aggregate: yes`` covers those of all organs below it, however
    deep. Without a report about that year it covers none.
    """
    reports = portal.by_year.get(year, ())
    covering = {report.organ.slug for report in reports if report.organ.aggregate}
    return tuple(r for r in reports if covering.isdisjoint(_above(portal, r.organ.slug)))


def covering_note(reports: Iterable[Report]) -> str:
    """Whose figures hold those of others, so that a total is not what it seems, or nothing."""
    names = [report.organ.name for report in reports if report.organ.aggregate]
    return f"{'、'.join(names)}的数字已包括其下级机关，合计不重复计算。" if names else ""


def total_of(figure: FormFigure, reports: Iterable[Report]) -> Total:
    """What a main figure adds up to; the reports are those of ``counted_reports``, or some."""
    numbers = [main_number(report, figure) for report in reports]
    given = [number for number in numbers if number is not None]
    return Total(sum(given) if given else None, len(given), len(numbers))


def _above(portal: Portal, slug: str) -> frozenset[str]:
    """The organs above one, without itself."""
    above: list[str] = []
    parent = portal.organs[slug].parent
    # An organ above itself is a problem of organs.yml, but no reason to hang.
    while parent in portal.organs and parent not in (slug, *above):
        above.append(parent)
        parent = portal.organs[parent].parent
    return frozenset(above)
