"""Checking a reports folder: all of it, to build a site or to list its problems, or a few files."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from ..problem import Problem, Problems
from ..settings import HouseRules
from ..slow_work import SlowWork, WorkingOn, named
from ..source import Listing, Portal, Report, ReportFile, list_reports
from .characters import check_characters
from .corrections import check_corrections
from .organs import Contribution, check_covered_organs, contribution
from .press import Press
from .publication import check_missing_years
from .report import check_report
from .settling import settle
from .titles import check_title

__all__ = ["check_files", "check_folder", "read_and_check"]

_Contributions = Mapping[tuple[str, int], Contribution]

_WORTH_A_PROCESS = 100
"""So many reports take as long as starting a process."""


def read_and_check(
    folder: Path, press: Press, rules: HouseRules, working_on: WorkingOn = nullcontext
) -> tuple[Portal, list[Problem]]:
    """The portal in a reports folder, and everything that is wrong with it, sorted.

    ``working_on`` gets the name of the report being read or checked.
    """
    listing, problems = list_reports(folder)
    portal, found = listing.read(listing.files, working_on)
    contributions = {(r.organ.slug, r.year): contribution(r) for r in portal.reports}
    problems += [*found, *_check_organs(listing, press)]
    problems += _check_reports(
        portal, portal.texts, listing, contributions, press, rules, working_on
    )
    answers = (listing.answers, *(report.answers for report in portal.texts))
    return portal, settle(problems, answers, rules.severities)


def check_files(
    folder: Path,
    paths: Collection[Path],
    press: Press,
    rules: HouseRules,
    working_on: WorkingOn = nullcontext,
) -> tuple[int, list[Problem]]:
    """How many of the files are reports, and everything that is wrong with them.

    Other reports are read only where one of these is held against them; an earlier text of a
    report is read with all its texts.
    """
    listing, problems = list_reports(folder)
    files = [file for file in listing.texts if file.path in paths]
    portal, found = listing.read(_with_neighbours(files, listing), working_on)
    reports = [report for report in portal.texts if report.path in paths]
    contributions = {(r.organ.slug, r.year): contribution(r) for r in portal.reports}
    problems += found
    problems += _check_reports(portal, reports, listing, contributions, press, rules, working_on)
    answers = (listing.answers, *(report.answers for report in reports))
    names = {path.relative_to(folder.parent).as_posix() for path in paths}
    if listing.organs_file in names:
        problems += _check_organs(listing, press)
    asked = (problem for problem in problems if problem.file in names)
    return len(files), settle(asked, (a for a in answers if a.file in names), rules.severities)


def check_folder(
    folder: Path, press: Press, rules: HouseRules, processes: int | None = None
) -> tuple[int, list[Problem]]:
    """How many reports a folder has, and everything that is wrong with it.

    The reports are read in as many processes as there are processors, and not kept. Those that
    cover other organs come last, when the figures of the others are known.
    """
    listing, problems = list_reports(folder)
    covering = [file for file in listing.files if file.organ.aggregate]
    groups = _groups(
        [file for file in listing.files if not file.organ.aggregate],
        processes or os.cpu_count() or 1,
    )
    tasks = [_Task(listing, group, press, rules) for group in groups]
    if len(tasks) < 2:
        results = [_check_group(task) for task in tasks]
    else:
        # Threads would wait for each other; forking is not safe once Typst is loaded.
        context = multiprocessing.get_context("spawn")
        # What a process holds goes with it: there is no need to look for cycles.
        with ProcessPoolExecutor(len(tasks), context, initializer=gc.disable) as pool:
            results = list(pool.map(_check_group, tasks))
    contributions = {place: c for _, given in results for place, c in given.items()}
    portal, found = listing.read(covering)
    contributions |= {(r.organ.slug, r.year): contribution(r) for r in portal.reports}
    problems += [*found, *_check_organs(listing, press)]
    problems += _check_reports(portal, portal.texts, listing, contributions, press, rules)
    answers = (listing.answers, *(report.answers for report in portal.texts))
    settled = settle(problems, answers, rules.severities)
    return len(listing.files), sorted([*settled, *(p for ps, _ in results for p in ps)])


@dataclass(frozen=True)
class _Task:
    """A share of the reports, complete by organ, and what checking them takes."""

    listing: Listing
    files: tuple[ReportFile, ...]
    press: Press
    rules: HouseRules


def _check_group(task: _Task) -> tuple[list[Problem], _Contributions]:
    """The problems of a share of the reports, and what those add that another covers.

    One organ is read, checked and forgotten after the other: little is kept, little is walked.
    """
    found: list[Problem] = []
    covered: dict[tuple[str, int], Contribution] = {}
    listing, press, rules = task.listing, task.press, task.rules
    with SlowWork() as working_on:
        for organ, files in groupby(task.files, key=lambda file: file.organ):
            portal, problems = listing.read(files, working_on)
            problems += _check_reports(portal, portal.texts, listing, {}, press, rules, working_on)
            answers = (report.answers for report in portal.texts)
            found += settle(problems, answers, rules.severities)
            parent = listing.organs.get(organ.parent)
            if parent is not None and parent.aggregate:
                covered |= {(organ.slug, r.year): contribution(r) for r in portal.reports}
    return found, covered


def _groups(files: list[ReportFile], processes: int) -> list[tuple[ReportFile, ...]]:
    """The files in even shares, those of one organ together, for they are held together."""
    size = max(len(files) // processes, _WORTH_A_PROCESS) + 1
    groups: list[list[ReportFile]] = [[]]
    for before, file in zip([None, *files], files, strict=False):
        if len(groups[-1]) >= size and before is not None and before.organ is not file.organ:
            groups.append([])
        groups[-1].append(file)
    return [tuple(group) for group in groups]


def _with_neighbours(files: list[ReportFile], listing: Listing) -> Iterable[ReportFile]:
    """The files, with the year before each and, of one that covers organs, theirs."""
    places: dict[tuple[str, int], None] = {}
    for file in files:
        places[file.organ.slug, file.year] = None
        places[file.organ.slug, file.year - 1] = None
        if file.organ.aggregate:
            below = listing.children.get(file.organ.slug, ())
            places |= dict.fromkeys((organ.slug, file.year) for organ in below)
    neighbours = [listing.by_place[place] for place in places if place in listing.by_place]
    return [*neighbours, *(file for file in files if not file.year)]


def _check_organs(listing: Listing, press: Press) -> list[Problem]:
    """What is wrong with organs.yml, beyond what reading it found."""
    problems = Problems(listing.organs_file)
    check_characters(listing.organs_text, press, problems)
    for organ in listing.organs.values():
        check_missing_years(listing, organ, problems)
    return problems.found


def _check_reports(
    portal: Portal,
    reports: Iterable[Report],
    listing: Listing,
    contributions: _Contributions,
    press: Press,
    rules: HouseRules,
    working_on: WorkingOn = nullcontext,
) -> list[Problem]:
    found: list[Problem] = []
    for report in reports:
        with named(report.file, working_on):
            before = portal.report(report.organ.slug, report.year - 1)
            is_reformed = (report.organ.slug, report.year) in listing.reforms
            found += check_report(report, press, rules, before, is_reformed=is_reformed)
            found += _check_surroundings(report, portal, listing, contributions)
    return found


def _check_surroundings(
    report: Report, portal: Portal, listing: Listing, contributions: _Contributions
) -> list[Problem]:
    """A report against its organ, its earlier texts, and the reports that it covers."""
    problems = Problems(report.file)
    check_title(report, listing, problems)
    check_corrections(report, portal.text_before(report), problems)
    if report.organ.aggregate:
        children = listing.children.get(report.organ.slug, ())
        check_covered_organs(report, children, contributions, problems)
    return problems.found
