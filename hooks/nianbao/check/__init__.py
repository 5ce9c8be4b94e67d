"""Report, Portal -> problems."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from pathlib import Path

from ..problem import Problem, Problems
from ..source import Portal, Report
from .characters import check_characters
from .images import check_images
from .relations import check_numbers, check_relations

__all__ = ["Press", "check_portal", "check_report"]


@dataclass(frozen=True, slots=True)
class Press:
    """What the PDF's typesetter can do, which checking must know but not how.

    ``drawable`` holds the characters its fonts have; ``image_fault`` says why an image cannot
    be typeset, or nothing.
    """

    drawable: Set[str]
    image_fault: Callable[[Path], str]


def check_report(report: Report, press: Press) -> list[Problem]:
    """What is wrong with one report, beyond what reading it found."""
    problems = Problems(report.file)
    check_numbers(report, problems)
    check_relations(report, problems)
    check_characters(report.text, press.drawable, problems)
    check_images(report, press.image_fault, problems)
    return problems.found


def check_portal(portal: Portal, press: Press) -> list[Problem]:
    """What is wrong with organs.yml and with any report, beyond what reading them found."""
    organs = Problems(portal.organs_file)
    check_characters(portal.organs_text, press.drawable, organs)
    return [*organs.found, *(p for r in portal.reports for p in check_report(r, press))]
