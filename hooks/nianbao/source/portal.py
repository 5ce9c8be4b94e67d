"""The portal: all organs and all their reports, read from one folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path

from ..problem import TOP, Problem, Problems
from .entries import Answers
from .organs import Organ, read_organs
from .report import Report, read_report, year_of
from .unknown import note_unknown

__all__ = ["Listing", "Portal", "ReportFile", "list_reports", "read_portal"]

_ORGANS_FILE = "organs.yml"


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A file that should hold a report; ``file`` is how messages name it.

    The year is that of its name, or 0 when the name is no year.
    """

    organ: Organ
    year: int
    path: Path
    file: str


@dataclass(frozen=True)
class Listing:
    """What stands in a reports folder, the reports not yet read: organs and files, in order."""

    organs: Mapping[str, Organ]
    organs_file: str
    organs_text: str
    files: tuple[ReportFile, ...]

    @cached_property
    def by_place(self) -> Mapping[tuple[str, int], ReportFile]:
        """The file of each organ and year."""
        return {(file.organ.slug, file.year): file for file in self.files if file.year}

    @cached_property
    def years(self) -> Mapping[str, tuple[int, ...]]:
        """The years for which each organ has a file."""
        groups: dict[str, list[int]] = {}
        for slug, year in self.by_place:
            groups.setdefault(slug, []).append(year)
        return {slug: tuple(years) for slug, years in groups.items()}

    @cached_property
    def latest_year(self) -> int | None:
        """The latest year for which any organ has a file."""
        return max((year for _, year in self.by_place), default=None)

    @cached_property
    def children(self) -> Mapping[str, tuple[Organ, ...]]:
        """The organs below each organ that has any."""
        groups: dict[str, list[Organ]] = {}
        for organ in self.organs.values():
            groups.setdefault(organ.parent, []).append(organ)
        return {slug: tuple(organs) for slug, organs in groups.items() if slug}

    @cached_property
    def reforms(self) -> Set[tuple[str, int]]:
        """The organs with the years in which they are no more what they were the year before."""
        ties = [
            pair
            for organ in self.organs.values()
            for pair in (
                *((self.organs.get(slug), organ) for slug in organ.predecessors),
                *((organ, self.organs.get(slug)) for slug in organ.successors),
            )
        ]
        reforms = set()
        for earlier, later in ties:
            if earlier is None or later is None:
                continue
            year = later.first_year or (earlier.last_year + 1 if earlier.last_year else None)
            if year is not None:
                reforms |= {(earlier.slug, year), (later.slug, year)}
        return reforms

    @property
    def answers(self) -> Answers:
        """What organs.yml answers to problems of its own."""
        entries = (entry for organ in self.organs.values() for entry in organ.acknowledged)
        return Answers(self.organs_file, is_published=True, acknowledged=tuple(entries))

    def read(self, files: Iterable[ReportFile]) -> tuple[Portal, list[Problem]]:
        """The portal with the reports in these files, and what is wrong with them."""
        reports: list[Report] = []
        problems: list[Problem] = []
        for file in files:
            report, found = read_report(file.path, file.organ, file.file)
            problems += found
            if report is not None:
                reports.append(report)
        order = {slug: number for number, slug in enumerate(self.organs)}
        reports.sort(key=lambda report: (order[report.organ.slug], report.year))
        return Portal(self.organs, tuple(reports)), problems


@dataclass(frozen=True)
class Portal:
    """All organs by slug, and all reports in the order of organs.yml, by year."""

    organs: Mapping[str, Organ]
    reports: tuple[Report, ...]

    @cached_property
    def by_organ(self) -> Mapping[str, tuple[Report, ...]]:
        """The reports of each organ that has any, newest first, in the order of organs.yml."""
        groups = groupby(self.reports, key=lambda report: report.organ.slug)
        return {slug: tuple(reversed(list(reports))) for slug, reports in groups}

    @cached_property
    def by_year(self) -> Mapping[int, tuple[Report, ...]]:
        """The reports about each year, newest year first, in the order of organs.yml."""
        groups: dict[int, list[Report]] = {}
        for report in self.reports:
            groups.setdefault(report.year, []).append(report)
        return {year: tuple(groups[year]) for year in sorted(groups, reverse=True)}

    def report(self, slug: str, year: int) -> Report | None:
        """The report of an organ about a year."""
        return self._by_place.get((slug, year))

    @cached_property
    def _by_place(self) -> Mapping[tuple[str, int], Report]:
        return {(report.organ.slug, report.year): report for report in self.reports}


def list_reports(folder: Path) -> tuple[Listing, list[Problem]]:
    """What stands in a reports folder: organs.yml and one folder an organ.

    Problems name files from the folder that holds the reports folder, with forward slashes.
    """
    organ_problems = Problems(f"{folder.name}/{_ORGANS_FILE}")
    organs_text, organs = read_organs(folder / _ORGANS_FILE, organ_problems)
    problems = organ_problems.found
    files: list[ReportFile] = []
    for file in _markdown_files(folder):
        path = folder.parent / file
        organ = organs.get(path.parent.name)
        if path.parent == folder or organ is None:
            problems += _misplaced(path, file, organs, is_loose=path.parent == folder)
        else:
            files.append(ReportFile(organ, year_of(path), path, file))
    return Listing(organs, organ_problems.file, organs_text, tuple(files)), problems


def read_portal(folder: Path) -> tuple[Portal, list[Problem]]:
    """All that stands in a reports folder."""
    listing, problems = list_reports(folder)
    portal, found = listing.read(listing.files)
    return portal, [*problems, *found]


def _markdown_files(folder: Path) -> list[str]:
    """The Markdown files in a folder and in the folders directly below, as messages name them."""
    # Searching by patterns would take longer than reading a report.
    found = []
    for entry in os.scandir(folder) if folder.is_dir() else ():
        names = (
            [f"{entry.name}/{below.name}" for below in os.scandir(entry)] if entry.is_dir() else []
        )
        found += [name for name in (entry.name, *names) if name.endswith(".md")]
    return sorted(f"{folder.name}/{name}" for name in found)


def _misplaced(
    path: Path, file: str, organs: Mapping[str, Organ], *, is_loose: bool
) -> list[Problem]:
    """A report that stands in no organ's folder."""
    problems = Problems(file)
    slug = path.parent.name
    if is_loose:
        problems.add(
            "unknown-organ",
            TOP,
            "报告不在机关的文件夹里",
            advice=f"请移到机关的文件夹，例如 {slug}/<机关代号>/{path.name}",
        )
    else:
        note_unknown(
            "unknown-organ",
            TOP,
            f"机关名录里没有“{slug}”",
            slug,
            organs,
            problems,
            otherwise=f"请先在 {_ORGANS_FILE} 里写上这个机关",
        )
    return problems.found
