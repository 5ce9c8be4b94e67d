"""The reports that a covering organ's report holds: which are there, and in what state.

A report that nobody can read counts as one that is not filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..check.organs import Contribution, contribution
from ..check.relations import check_numbers, check_relations
from ..check.settling import settle
from ..problem import Problem, Problems, Severity
from ..source import Listing, Organ, Report, Withdrawal, covered_organs, read_report

__all__ = ["OrganReport", "OrganReports", "read_organ_reports"]


@dataclass(frozen=True, slots=True)
class OrganReport:
    """One organ's report: what it adds, and the errors in its figures that nobody has explained."""

    organ: Organ
    file: str
    contribution: Contribution
    faults: tuple[Problem, ...]
    is_draft: bool = False


@dataclass(frozen=True, slots=True)
class OrganReports:
    """The organs that are covered, in the order of organs.yml, and the reports that are there."""

    organs: tuple[Organ, ...]
    reports: Mapping[tuple[str, int], OrganReport]

    @property
    def contributions(self) -> Mapping[tuple[str, int], Contribution]:
        """What each report adds."""
        return {place: report.contribution for place, report in self.reports.items()}


def read_organ_reports(listing: Listing, slug: str, year: int) -> OrganReports:
    """Reads the reports of the organs below one, about a year."""
    reports = {}
    # All organs below: what stands below a covering organ counts where that one has no report.
    for organ in covered_organs(slug, year, listing.children, ()):
        file = listing.by_place.get((organ.slug, year))
        if file is None:
            continue
        report, problems = read_report(file.path, file.organ, file.file, file.version)
        if not isinstance(report, Withdrawal):
            reports[organ.slug, year] = _organ_report(file.organ, file.file, report, problems)
    covered = covered_organs(slug, year, listing.children, reports)
    names = {organ.slug for organ in covered}
    return OrganReports(covered, {place: r for place, r in reports.items() if place[0] in names})


def _organ_report(
    organ: Organ, file: str, report: Report | None, problems: list[Problem]
) -> OrganReport:
    if report is None:
        nothing = Contribution("", (), is_complete=False)
        return OrganReport(organ, file, nothing, _errors(problems))
    checked = Problems(file)
    check_numbers(report, checked)
    check_relations(report, checked)
    found = settle([*problems, *checked.found], [report.answers], {})
    codes = {problem.code for problem in checked.found}
    is_complete = contribution(report).is_complete
    # Of a report that is not filled in, what is open comes first; sums over it say nothing.
    faults = [p for p in found if (p.code in codes if is_complete else bool(p.address))]
    return OrganReport(organ, file, contribution(report), _errors(faults), report.is_draft)


def _errors(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)
