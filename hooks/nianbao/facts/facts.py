"""What pages about many reports need of one report; its text is not needed again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ..form import Form, Indicator, indicators
from ..problem import Problem
from ..settings import IdentifierPattern
from ..source import Organ, Report, sum_of
from .data_notes import DataNote, concerning, data_notes
from .dates import document_date, updated
from .git_history import CommitDates
from .observation import Observation

__all__ = ["Facts", "facts_of"]


@dataclass(frozen=True, slots=True)
class Facts:
    """One report: whose and about which year, its state, its days, its followed numbers.

    ``corrected`` are the days of its corrections. ``updated`` is the day that crawlers get,
    if any is known, ``day`` the one that its PDF carries. ``notes`` are shown beside its figures.
    ``original_ending`` is how the name of its original ends, empty where there is none.
    ``identifier`` is the persistent one of the report, which all of its texts have; empty where
    the site gives none, and of a draft.
    ``observations`` are by the name of what its form counts, compared with those of ``before``,
    the facts of the report before it.
    """

    organ: Organ
    year: int
    version: int
    is_superseded: bool
    is_draft: bool
    form: Form
    title: str
    notice: str
    published: date | None
    corrected: tuple[date, ...]
    updated: date | None
    day: date
    notes: tuple[DataNote, ...]
    original_ending: str
    observations: Mapping[str, Observation]
    before: Facts | None = None
    identifier: str = ""

    @property
    def mark(self) -> str:
        """What stands after the name of the report in lists, if it is not published."""
        return "（草稿）" if self.is_draft else ""

    @property
    def last_corrected(self) -> date | None:
        """The day of the last correction, if there is one."""
        return max(self.corrected, default=None)

    def observed(self, indicator: Indicator) -> Observation | None:
        """The indicator in the report, or the one of earlier forms that stands in its place.

        Returns None if the report's form has neither.
        """
        names = (each.name for each in _with_earlier(indicator))
        return next((o for o in map(self.observations.get, names) if o), None)

    def parts_of(self, indicator: Indicator) -> tuple[Observation, ...]:
        """What the indicator is made of in the report; nothing where its form has no parts."""
        parts = indicator.breakdown.parts if indicator.breakdown else ()
        return tuple(o for o in map(self.observations.get, parts) if o)


def facts_of(
    report: Report,
    problems: Iterable[Problem],
    commits: CommitDates,
    before: Facts | None = None,
    identifiers: IdentifierPattern | None = None,
) -> Facts:
    """The facts of a report: ``problems`` are those of its file, ``before`` the report before."""
    pattern = identifiers if identifiers and not report.is_draft else IdentifierPattern()
    notes = data_notes(report, problems)
    return Facts(
        organ=report.organ,
        year=report.year,
        version=report.version,
        is_superseded=report.is_superseded,
        is_draft=report.is_draft,
        form=report.form,
        title=report.title,
        notice=report.notice,
        published=report.published,
        corrected=tuple(sorted({entry.date for entry in report.corrections})),
        updated=updated(report, commits),
        day=document_date(report, commits),
        notes=notes,
        original_ending=report.original_ending,
        observations=_observations(report, notes, before),
        before=before,
        identifier=pattern.of(report.organ.slug, report.year),
    )


def _observations(
    report: Report, notes: tuple[DataNote, ...], before: Facts | None
) -> Mapping[str, Observation]:
    """Every number that the report's form has under a name."""
    found = {}
    for name, figure in report.form.indicators.items():
        value = sum_of(report.figures, figure.addresses)
        observation = Observation(
            year=report.year,
            name=name,
            unit=figure.unit,
            value=value,
            given=int(value is not None),
            notes=concerning(notes, figure.addresses),
        )
        earlier = before.observations.get(name) if before else None
        found[name] = observation.compared_with(earlier)
    return found


def _with_earlier(indicator: Indicator) -> Iterator[Indicator]:
    """The indicator, then what earlier forms counted in its place."""
    yield indicator
    while indicator.before:
        indicator = indicators()[indicator.before]
        yield indicator
