"""Report, Portal -> problems."""

from __future__ import annotations

from collections.abc import Set

from ..problem import Problem, Problems
from ..source import Portal, Report
from .characters import check_characters
from .relations import check_numbers, check_relations

__all__ = ["check_portal", "check_report"]


def check_report(report: Report, drawable: Set[str]) -> list[Problem]:
    """What is wrong with one report, beyond what reading it found.

    ``drawable`` holds the characters that the PDF's fonts have.
    """
    problems = Problems(report.file)
    check_numbers(report, problems)
    check_relations(report, problems)
    check_characters(report, drawable, problems)
    return problems.found


def check_portal(portal: Portal, drawable: Set[str]) -> list[Problem]:
    """What is wrong with any report of the portal."""
    return [p for report in portal.reports for p in check_report(report, drawable)]
