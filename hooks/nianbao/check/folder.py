"""Checking a reports folder: share by share, all of it at once, or a few files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TypeAlias

from ..problem import Problem, Problems
from ..settings import HouseRules
from ..slow_work import WorkingOn, named
from ..source import (
    LEDGER,
    Listing,
    Portal,
    Report,
    ReportFile,
    Withdrawal,
    covered_organs,
    current_text,
    list_reports,
)
from .approvals import check_approval_day, check_approvals
from .characters import check_characters
from .corrections import check_corrections
from .elsewhere import Gist, check_elsewhere, gists_of
from .former_names import check_former_names
from .organ_kinds import check_organ_kind
from .organ_texts import check_organ_texts
from .organs import Contribution, check_covered_organs, contribution
from .personal import check_personal_text
from .press import Press
from .publication import check_missing_years
from .released import check_against_ledger
from .report import check_report
from .settling import answers_here, settle
from .shares import Share, shares_of
from .speakers import check_speaker
from .subjects import check_subjects
from .summed import check_summed
from .times import check_times
from .titles import check_title

__all__ = [
    "Contributions",
    "check_files",
    "check_rest",
    "check_share",
    "contributions_of",
    "read_and_check",
]

Contributions: TypeAlias = Mapping[tuple[str, int], Contribution]
"""What reports add to those that cover them, by organ and year."""


def check_share(
    share: Share,
    contributions: Contributions,
    press: Press,
    rules: HouseRules,
    working_on: WorkingOn = nullcontext,
) -> tuple[Portal, list[Problem]]:
    """The reports of a share, read, and everything that is wrong with its files, sorted.

    ``contributions`` are those of all other shares, if the share covers others. ``working_on``
    gets the name of the report being read or checked.
    """
    listing = share.listing
    portal, problems = listing.read(listing.files, working_on)
    problems += share.problems
    problems += _check_withdrawn(portal)
    known = {**contributions, **contributions_of(portal)}
    problems += _check_reports(portal, portal.texts, listing, known, press, rules, working_on)
    answers = (answers_here(report.answers) for report in portal.texts)
    return portal, settle(problems, answers, rules.severities)


def check_rest(
    listing: Listing, problems: Iterable[Problem], press: Press, rules: HouseRules
) -> list[Problem]:
    """What is wrong with organs.yml, and with what is no report, as ``problems`` say."""
    found = [*problems, *_check_organs(listing, press)]
    return settle(found, (listing.answers,), rules.severities)


def contributions_of(portal: Portal) -> Contributions:
    """What the reports of a portal add to those that cover them."""
    return {(r.organ.slug, r.year): contribution(r) for r in portal.reports}


def read_and_check(
    folder: Path,
    press: Press,
    rules: HouseRules,
    working_on: WorkingOn = nullcontext,
    today: date | None = None,
) -> tuple[Portal, list[Problem]]:
    """The portal in a reports folder, and everything that is wrong with it, sorted.

    Everything is read at once and held in memory; a site is made share by share. Where ``today``
    is given, nothing may be published after it.
    """
    listing, listed = list_reports(folder)
    shares, rest = shares_of(listing, listed)
    problems = check_rest(listing, rest, press, rules)
    contributions: dict[tuple[str, int], Contribution] = {}
    gists: dict[tuple[str, int], Gist] = {}
    reports: list[Report] = []
    earlier: dict[tuple[str, int], tuple[Report, ...]] = {}
    withdrawn: list[Withdrawal] = []
    for share in sorted(shares, key=lambda share: share.covers):
        portal, found = check_share(share, contributions, press, rules, working_on)
        contributions |= contributions_of(portal)
        gists |= gists_of(portal)
        problems += found
        reports += portal.reports
        earlier |= portal.earlier
        withdrawn += portal.withdrawn
    texts = [current_text(r) for r in (*reports, *(t for each in earlier.values() for t in each))]
    ledger, found = check_against_ledger(folder, texts, withdrawn, today)
    problems += [*found, *check_approvals(texts, ledger, rules, today)]
    problems += check_elsewhere(gists, listing, rules)
    problems += check_times(texts, rules)
    order = {slug: number for number, slug in enumerate(listing.organs)}
    reports.sort(key=lambda report: (order[report.organ.slug], report.year))
    return Portal(listing.organs, tuple(reports), earlier, tuple(withdrawn)), sorted(problems)


def check_files(
    folder: Path,
    paths: Collection[Path],
    press: Press,
    rules: HouseRules,
    working_on: WorkingOn = nullcontext,
    today: date | None = None,
) -> tuple[int, list[Problem]]:
    """How many of the files are reports, and everything that is wrong with them.

    Other reports are read only where one of these is held against them; an earlier text of a
    report is read with all its texts. What only all reports together show is not looked for.
    """
    listing, problems = list_reports(folder)
    files = [file for file in listing.texts if file.path in paths]
    portal, found = listing.read(_with_neighbours(files, listing), working_on)
    reports = [report for report in portal.texts if report.path in paths]
    contributions = contributions_of(portal)
    problems += found
    problems += _check_reports(portal, reports, listing, contributions, press, rules, working_on)
    problems += _check_withdrawn(portal)
    texts = [current_text(report) for report in portal.texts]
    released, changed = check_against_ledger(folder, texts, portal.withdrawn, today)
    problems += [*changed, *check_approvals(texts, released, rules, today)]
    answers = (listing.answers, *(answers_here(report.answers) for report in reports))
    names = {path.relative_to(folder.parent).as_posix() for path in paths}
    told = {file.path for file in files} | {folder.parent / p.file for p in problems}
    if any(path not in told for path in paths):
        # A file of an organ that could not be read: what hinders reading it is said of organs.yml.
        names.add(listing.organs_file)
    if listing.organs_file in names:
        problems += _check_organs(listing, press)
    # While nobody can read what was released, no file is known to be unchanged.
    ledger = f"{folder.name}/{LEDGER}"
    asked = (problem for problem in problems if problem.file in (*names, ledger))
    return len(files), settle(asked, (a for a in answers if a.file in names), rules.severities)


def _with_neighbours(files: list[ReportFile], listing: Listing) -> Iterable[ReportFile]:
    """The files, with the year before each and, of one that covers organs, theirs."""
    places: dict[tuple[str, int], None] = {}
    for file in files:
        places[file.organ.slug, file.year] = None
        places[file.organ.slug, file.year - 1] = None
        if file.organ.aggregate:
            children = listing.children
            below = covered_organs(file.organ.slug, file.year, children, listing.by_place)
            places |= dict.fromkeys((organ.slug, file.year) for organ in below)
    neighbours = [listing.by_place[place] for place in places if place in listing.by_place]
    return [*neighbours, *(file for file in files if not file.year)]


def _check_organs(listing: Listing, press: Press) -> list[Problem]:
    """What is wrong with organs.yml, beyond what reading it found."""
    problems = Problems(listing.organs_file)
    check_characters(listing.organs_text, press, problems)
    for organ in listing.organs.values():
        check_missing_years(listing, organ, problems)
        check_former_names(listing, organ, problems)
        check_organ_kind(organ, problems)
        check_organ_texts(listing, organ, problems)
    return problems.found


def _check_reports(
    portal: Portal,
    reports: Iterable[Report],
    listing: Listing,
    contributions: Contributions,
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


def _check_withdrawn(portal: Portal) -> list[Problem]:
    """Why a report was withdrawn is published, and often has to do with somebody's data."""
    found: list[Problem] = []
    for gone in portal.withdrawn:
        problems = Problems(gone.file)
        check_personal_text(gone.why, gone.mark, problems)
        found += problems.found
    return found


def _check_surroundings(
    report: Report, portal: Portal, listing: Listing, contributions: Contributions
) -> list[Problem]:
    """A report against its organ, its earlier texts, and the reports that it covers."""
    problems = Problems(report.file)
    check_title(report, listing, problems)
    check_speaker(report, listing, problems)
    check_subjects(report, listing, problems)
    check_corrections(report, portal.text_before(report), problems)
    check_approval_day(report, problems)
    if report.organ.aggregate:
        below = listing.children
        covered = covered_organs(report.organ.slug, report.year, below, contributions)
        is_summed = check_summed(report, covered, contributions, problems)
        children = below.get(report.organ.slug, ())
        check_covered_organs(report, children, contributions, problems, is_summed=is_summed)
    return problems.found
