"""Report, Portal -> problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from ..problem import Problem, Problems, Severity
from ..source import Portal, Report, read_portal
from .characters import check_characters
from .folded import fold_prose
from .images import check_images
from .organs import check_covered_organs
from .personal import check_personal_data
from .prose import check_prose_figures
from .publication import check_deadline, check_existence, check_missing_years
from .relations import check_numbers, check_relations
from .repeats import check_repeats
from .settling import settle
from .stated_years import check_stated_years
from .structure import check_instructions, check_sections
from .years import check_leaps, check_year_relations

__all__ = ["Press", "check_folder", "check_portal", "check_report", "settle"]


@dataclass(frozen=True, slots=True)
class Press:
    """What the PDF's typesetter can do, which checking must know but not how.

    ``drawable`` holds the characters its fonts have; ``image_fault`` says why an image cannot
    be typeset, or nothing.
    """

    drawable: Set[str]
    image_fault: Callable[[Path], str]


def check_report(report: Report, portal: Portal, press: Press) -> list[Problem]:
    """What is wrong with one report, by itself and beside the others of the portal."""
    problems = Problems(report.file)
    check_numbers(report, problems)
    check_relations(report, problems)
    check_characters(report.text, press.drawable, problems)
    check_images(report, press.image_fault, problems)
    check_sections(report, problems)
    check_deadline(report, problems)
    check_existence(report, problems)
    prose = fold_prose(report)
    check_instructions(report, prose, problems)
    check_personal_data(prose, problems)
    check_prose_figures(prose, problems)
    check_stated_years(prose, problems)
    before = portal.report(report.organ.slug, report.year - 1)
    if before is not None:
        check_repeats(prose, before, problems)
        # A reform moves requests and documents between organs: nothing follows from last year.
        if (report.organ.slug, report.year) not in portal.reforms:
            check_year_relations(report, before, problems)
            check_leaps(report, before, problems)
    check_covered_organs(report, portal, problems)
    return problems.found


def check_portal(
    portal: Portal, press: Press, reports: Iterable[Report] | None = None
) -> list[Problem]:
    """What is wrong with organs.yml and with reports, beyond what reading them found.

    All reports are checked, or those given, which the others of the portal stand beside.
    """
    organs = Problems(portal.organs_file)
    check_characters(portal.organs_text, press.drawable, organs)
    for organ in portal.organs.values():
        check_missing_years(portal, organ, organs)
    checked = portal.reports if reports is None else reports
    return [*organs.found, *(p for r in checked for p in check_report(r, portal, press))]


def check_folder(
    folder: Path, press: Press, severities: Mapping[str, Severity | None]
) -> tuple[Portal, list[Problem]]:
    """The portal in a reports folder, and everything that is wrong with it, sorted.

    ``severities`` are the site's own, by code; None leaves a code out.
    """
    portal, problems = read_portal(folder)
    problems += check_portal(portal, press)
    return portal, settle(problems, portal, severities)
