"""The facts of all reports: by year, by organ, and what the reports of a year add up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from ..form import Indicator
from ..problem import Problem
from ..settings import IdentifierPattern
from ..source import Lineage, Organ, Portal, Withdrawal, expected_years
from .facts import Facts, facts_of
from .git_history import CommitDates
from .observation import Observation

__all__ = ["PortalFacts", "added_up", "covering_note", "form_breaks", "over_years", "portal_facts"]


@dataclass(frozen=True)
class PortalFacts:
    """All organs by slug, and the facts of all reports in the order of organs.yml, by year.

    ``superseded`` are those of the texts that corrections have replaced, by organ, year and
    version: no list and no sum has them. ``withdrawn`` are the reports that are not published any
    more, by organ and year. ``lineage`` says which organs came from which.
    """

    organs: Mapping[str, Organ]
    lineage: Lineage
    reports: tuple[Facts, ...]
    superseded: Mapping[tuple[str, int, int], Facts]
    withdrawn: Mapping[tuple[str, int], Withdrawal] = field(default_factory=dict)

    @cached_property
    def by_place(self) -> Mapping[tuple[str, int], Facts]:
        """The facts of each report, by the organ's slug and the year."""
        return {(facts.organ.slug, facts.year): facts for facts in self.reports}

    @cached_property
    def by_organ(self) -> Mapping[str, tuple[Facts, ...]]:
        """The reports of each organ that has any, newest first, in the order of organs.yml."""
        groups: dict[str, list[Facts]] = {}
        for facts in reversed(self.reports):
            groups.setdefault(facts.organ.slug, []).append(facts)
        return {slug: tuple(groups[slug]) for slug in self.organs if slug in groups}

    @cached_property
    def by_year(self) -> Mapping[int, tuple[Facts, ...]]:
        """The reports about each year, newest year first, in the order of organs.yml."""
        groups: dict[int, list[Facts]] = {}
        for facts in self.reports:
            groups.setdefault(facts.year, []).append(facts)
        return {year: tuple(groups[year]) for year in sorted(groups, reverse=True)}

    @property
    def latest_year(self) -> int | None:
        """The latest year for which any organ has a report."""
        return max(self.by_year, default=None)

    def expected_years(self, organ: Organ) -> range:
        """The years about which the organ owes a report; none where nobody has one."""
        if self.latest_year is None:
            return range(0)
        reported = (facts.year for facts in self.by_organ.get(organ.slug, ()))
        return expected_years(organ, reported, self.latest_year, self._superior)

    @cached_property
    def _superior(self) -> frozenset[str]:
        """The organs that stand above others."""
        return frozenset(organ.parent for organ in self.organs.values())

    def awaited(self, year: int) -> tuple[Organ, ...]:
        """The organs that owe a report about a year and have none."""
        return tuple(
            organ
            for slug, organ in self.organs.items()
            if (slug, year) not in self.by_place
            and (slug, year) not in self.withdrawn
            and year in self.expected_years(organ)
        )

    def expected_reports(self, year: int) -> int:
        """How many reports about a year there should be."""
        return len(self.by_year.get(year, ())) + len(self.awaited(year))

    def counted(self, year: int) -> tuple[Facts, ...]:
        """The reports about a year that may be added up: those that no other one covers.

        The report of an organ with ``aggregate: yes`` covers those of all organs below it, however
        deep. Without a report about that year it covers none.
        """
        reports = self.by_year.get(year, ())
        covering = {facts.organ.slug for facts in reports if facts.organ.aggregate}
        return tuple(f for f in reports if covering.isdisjoint(self._above(f.organ.slug)))

    def rest(self, organ: Organ, year: int, indicator: Indicator) -> Observation | None:
        """What is left of a covering report's number without the reports that it covers.

        It is the share of the government's own office. None where it cannot be known: a report
        below is missing or has no number, counts something else, or they come to more.
        """
        covering = self.by_place.get((organ.slug, year))
        total = covering.observed(indicator) if covering and organ.aggregate else None
        if total is None or total.value is None:
            return None
        if any(organ.slug in self._above(each.slug) for each in self.awaited(year)):
            return None
        below = [
            facts
            for facts in self.by_year[year]
            if organ.slug in self._above(facts.organ.slug)
            and not any(
                above != organ.slug
                and self.organs[above].aggregate
                and (above, year) in self.by_place
                for above in self._above(facts.organ.slug) - self._above(organ.slug)
            )
        ]
        sums = added_up(year, total.name, total.unit, below)
        if sums.value is None or not sums.is_complete or sums.value > total.value:
            return None
        return replace(total, value=total.value - sums.value, before=None, note="", notes=())

    def sums_over_years(self, indicator: Indicator) -> tuple[Observation, ...]:
        """What all reports of each year add up to, oldest first; nothing is counted twice.

        Where reports of a year count different things under the indicator, those of the name that
        most of them have are added up, and the others do not have it.
        """
        found = []
        for year in sorted(self.by_year):
            reports = self.counted(year)
            observed = [o for o in (facts.observed(indicator) for facts in reports) if o]
            if observed:
                ((name, _),) = Counter(o.name for o in observed).most_common(1)
                unit = next(o.unit for o in observed if o.name == name)
                found.append(added_up(year, name, unit, reports))
        return tuple(found)

    def _above(self, slug: str) -> frozenset[str]:
        """The organs above one, without itself."""
        above: list[str] = []
        parent = self.organs[slug].parent
        # An organ above itself is a problem of organs.yml, but no reason to hang.
        while parent in self.organs and parent not in (slug, *above):
            above.append(parent)
            parent = self.organs[parent].parent
        return frozenset(above)


def portal_facts(
    portal: Portal,
    problems: Mapping[str, Sequence[Problem]],
    commits: CommitDates,
    identifiers: IdentifierPattern | None = None,
) -> PortalFacts:
    """The facts of all reports of a portal; ``problems`` are by the name of the file."""
    made: dict[tuple[str, int], Facts] = {}
    # Oldest first, so that the report before is there when one is compared with it.
    for report in sorted(portal.reports, key=lambda report: report.year):
        earlier = portal.report_before(report)
        before = made[earlier.organ.slug, earlier.year] if earlier else None
        found = problems.get(report.file, ())
        made[report.organ.slug, report.year] = facts_of(report, found, commits, before, identifiers)
    return PortalFacts(
        organs=portal.organs,
        lineage=portal.lineage,
        reports=tuple(made[report.organ.slug, report.year] for report in portal.reports),
        superseded={
            (slug, year, text.version): facts_of(
                text, problems.get(text.file, ()), commits, None, identifiers
            )
            for (slug, year), texts in portal.earlier.items()
            for text in texts
        },
        withdrawn={(each.organ.slug, each.year): each for each in portal.withdrawn},
    )


def added_up(year: int, name: str, unit: str, reports: Iterable[Facts]) -> Observation:
    """What reports have of a number together; the reports are those that are counted, or some."""
    observed = [facts.observations.get(name) for facts in reports]
    values = [o.value for o in observed if o is not None and o.value is not None]
    return Observation(
        year=year,
        name=name,
        unit=unit,
        value=sum(values) if values else None,
        given=len(values),
        asked=len(observed),
        notes=tuple(note for o in observed if o is not None for note in o.notes),
    )


def over_years(reports: Iterable[Facts], indicator: Indicator) -> tuple[Observation, ...]:
    """The indicator in the reports that have it, oldest first; the reports are of one organ."""
    found = (facts.observed(indicator) for facts in reports)
    return tuple(sorted((o for o in found if o), key=lambda observation: observation.year))


def form_breaks(reports: Iterable[Facts]) -> tuple[int, ...]:
    """The years in which a form was used first, without the very first; one organ's reports.

    A report without tables, which counts nothing, is no break.
    """
    counting = (facts for facts in reports if facts.form.has_tables)
    ordered = sorted(counting, key=lambda facts: facts.year)
    return tuple(
        later.year for earlier, later in pairwise(ordered) if earlier.form.key != later.form.key
    )


def covering_note(reports: Iterable[Facts]) -> str:
    """Whose figures hold those of others, so that a sum is not what it seems, or nothing."""
    names = [facts.organ.name for facts in reports if facts.organ.aggregate]
    return f"{'、'.join(names)}的数字已包括其下级机关，合计不重复计算。" if names else ""
