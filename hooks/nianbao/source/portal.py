"""The portal: all organs and all their reports."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby

from .lineage import Lineage, lineage_of
from .organ import Organ
from .report import Report
from .withdrawal import Withdrawal

__all__ = ["Portal"]


@dataclass(frozen=True)
class Portal:
    """All organs by slug, and all reports in the order of organs.yml, by year.

    ``reports`` are the current texts only; ``earlier`` holds, by organ and year, the texts that
    corrections have replaced, oldest first. No list and no sum has those, nor the ``withdrawn``.
    """

    organs: Mapping[str, Organ]
    reports: tuple[Report, ...]
    earlier: Mapping[tuple[str, int], tuple[Report, ...]] = field(default_factory=dict)
    withdrawn: tuple[Withdrawal, ...] = ()

    @property
    def texts(self) -> tuple[Report, ...]:
        """Every text, current and earlier ones."""
        return (*self.reports, *(text for texts in self.earlier.values() for text in texts))

    @cached_property
    def lineage(self) -> Lineage:
        """Which organs came from which."""
        return lineage_of(self.organs)

    @cached_property
    def by_organ(self) -> Mapping[str, tuple[Report, ...]]:
        """The reports of each organ that has any, newest first, in the order of organs.yml."""
        groups = groupby(self.reports, key=lambda report: report.organ.slug)
        return {slug: tuple(reversed(list(reports))) for slug, reports in groups}

    @property
    def drafts(self) -> tuple[Report, ...]:
        """The reports that are not to be published yet."""
        return tuple(report for report in self.reports if report.is_draft)

    def without(self, places: Container[tuple[str, int]]) -> Portal:
        """The portal without the reports of these organs and years."""
        reports = (r for r in self.reports if (r.organ.slug, r.year) not in places)
        return replace(self, reports=tuple(reports))

    def report(self, slug: str, year: int) -> Report | None:
        """The report of an organ about a year."""
        return self._by_place.get((slug, year))

    def report_before(self, report: Report) -> Report | None:
        """The report that a report is held against: that of the organ's nearest earlier year.

        Before an organ's first report stands the last one that it has under a former name. After
        a merger or a division there is none.
        """
        organs = (report.organ, *self.lineage.ancestors(report.organ).renamed)
        # Newest first, of one organ after the other.
        known = (each for organ in organs for each in self.by_organ.get(organ.slug, ()))
        return next((each for each in known if each.year < report.year), None)

    def text_before(self, report: Report) -> Report | None:
        """The text that a correction has replaced by this one, where it was kept."""
        texts = self.earlier.get((report.organ.slug, report.year), ())
        return next((text for text in texts if text.version == report.version - 1), None)

    @cached_property
    def _by_place(self) -> Mapping[tuple[str, int], Report]:
        return {(report.organ.slug, report.year): report for report in self.reports}
