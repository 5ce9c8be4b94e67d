"""What stands in a reports folder: all organs and all files of reports, listed and then read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Set
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from ..form import OrganKind
from ..problem import TOP, Problem, Problems
from ..slow_work import WorkingOn, named
from .entries import Answers
from .folder_names import note_names
from .lineage import Lineage, lineage_of
from .lookalikes import fold_name
from .organ import Organ
from .organ_ties import successions
from .organs import read_organs, slug_fault
from .overlooked import note_overlooked
from .portal import Portal
from .report import Report, read_report
from .report_names import year_and_version
from .text_file import note_no_regular_file
from .unknown import suggestion_for
from .withdrawal import Withdrawal

__all__ = ["Listing", "ReportFile", "list_reports", "read_portal"]

_ORGANS_FILE = "organs.yml"
_FAR = 20
"""No portal has nothing to report of so many years and then a report."""


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A file that should hold a report; ``file`` is how messages name it.

    The year is that of its name, or 0 when the name is no year. ``version`` counts the texts of
    a report that was corrected, from 1.
    """

    organ: Organ
    year: int
    version: int
    path: Path
    file: str


@dataclass(frozen=True)
class Listing:
    """What stands in a reports folder, the reports not yet read: organs and files, in order.

    ``files`` are the current texts; ``earlier`` are those that corrections have replaced, by
    organ and year, oldest first.
    """

    organs: Mapping[str, Organ]
    organs_file: str
    organs_text: str
    files: tuple[ReportFile, ...]
    earlier: Mapping[tuple[str, int], tuple[ReportFile, ...]]

    @property
    def texts(self) -> tuple[ReportFile, ...]:
        """Every file, current and earlier ones."""
        return (*self.files, *(file for files in self.earlier.values() for file in files))

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
        """The latest year for which any organ has a file, without mistyped years."""
        return max((year for _, year in self.by_place if year not in self.far_years), default=None)

    @cached_property
    def far_years(self) -> Set[int]:
        """The years so long after all that is reported before that they can only be mistyped."""
        years = sorted({year for _, year in self.by_place})
        gaps = (later for earlier, later in pairwise(years) if later - earlier > _FAR)
        first = next(gaps, None)
        return {year for year in years if first is not None and year >= first}

    @cached_property
    def children(self) -> Mapping[str, tuple[Organ, ...]]:
        """The organs below each organ that has any."""
        groups: dict[str, list[Organ]] = {}
        for organ in self.organs.values():
            groups.setdefault(organ.parent, []).append(organ)
        return {slug: tuple(organs) for slug, organs in groups.items() if slug}

    @cached_property
    def lineage(self) -> Lineage:
        """Which organs came from which."""
        return lineage_of(self.organs)

    @cached_property
    def folded_names(self) -> Mapping[str, str]:
        """The name of each organ in the form in which names are compared."""
        return {slug: fold_name(organ.name) for slug, organ in self.organs.items()}

    @cached_property
    def reforms(self) -> Set[tuple[str, int]]:
        """The organs with the years in which they are no more what they were the year before."""
        reforms = set()
        for earlier, later in successions(self.organs):
            year = later.first_year or (earlier.last_year + 1 if earlier.last_year else None)
            if year is not None:
                reforms |= {(earlier.slug, year), (later.slug, year)}
        return reforms

    @property
    def answers(self) -> Answers:
        """What organs.yml answers to problems of its own."""
        entries = (entry for organ in self.organs.values() for entry in organ.acknowledged)
        return Answers(self.organs_file, is_published=True, acknowledged=tuple(entries))

    def read(
        self, files: Iterable[ReportFile], working_on: WorkingOn = nullcontext
    ) -> tuple[Portal, list[Problem]]:
        """The portal with the reports in these current files, and what is wrong with them.

        The earlier texts of each are read with it. ``working_on`` gets the name of the one that
        is being read.
        """
        reports: list[Report] = []
        earlier: dict[tuple[str, int], tuple[Report, ...]] = {}
        withdrawn: list[Withdrawal] = []
        problems: list[Problem] = []

        def read(file: ReportFile) -> Report | Withdrawal | None:
            with named(file.file, working_on):
                text, found = read_report(file.path, file.organ, file.file, file.version)
            problems.extend(found)
            return text

        for file in files:
            place = (file.organ.slug, file.year)
            current = read(file)
            if isinstance(current, Withdrawal):
                withdrawn.append(current)
                continue
            if current is not None:
                reports.append(current)
            texts = map(read, self.earlier.get(place, ()))
            if known := tuple(text for text in texts if isinstance(text, Report)):
                earlier[place] = known
        order = {slug: number for number, slug in enumerate(self.organs)}
        reports.sort(key=lambda report: (order[report.organ.slug], report.year))
        return Portal(self.organs, tuple(reports), earlier, tuple(withdrawn)), problems


def list_reports(folder: Path) -> tuple[Listing, list[Problem]]:
    """What stands in a reports folder: organs.yml and one folder an organ.

    Problems name files from the folder that holds the reports folder, with forward slashes.
    """
    organ_problems = Problems(f"{folder.name}/{_ORGANS_FILE}")
    organs_file = read_organs(folder / _ORGANS_FILE, organ_problems)
    organs = organs_file.organs
    problems = organ_problems.found
    files: list[ReportFile] = []
    names, links = _markdown_files(folder)
    problems += [*links, *note_names(folder), *note_overlooked(folder, organs)]
    for file in names:
        path = folder.parent / file
        organ = organs.get(path.parent.name)
        if path.parent == folder:
            problems += _loose(path, file)
        elif organ is None:
            if organs_file.is_complete:
                problems += _misplaced(path, file, organs)
        else:
            year, version = year_and_version(path)
            files.append(
                ReportFile(organ.in_year(year) if year else organ, year, version, path, file)
            )
    current = [file for file in files if not file.version]
    earlier = _by_version(file for file in files if file.version)
    last = {place: texts[-1].version for place, texts in earlier.items()}
    current = [replace(f, version=last.get((f.organ.slug, f.year), 0) + 1) for f in current]
    listing = Listing(organs, organ_problems.file, organs_file.text, tuple(current), earlier)
    return listing, [*problems, *_missing_versions(listing), *_far_years(listing)]


def read_portal(folder: Path) -> tuple[Portal, list[Problem]]:
    """All that stands in a reports folder."""
    listing, problems = list_reports(folder)
    portal, found = listing.read(listing.files)
    return portal, [*problems, *found]


def _by_version(files: Iterable[ReportFile]) -> dict[tuple[str, int], tuple[ReportFile, ...]]:
    """The files by organ and year, oldest version first."""
    groups: dict[tuple[str, int], list[ReportFile]] = {}
    for file in sorted(files, key=lambda file: file.version):
        groups.setdefault((file.organ.slug, file.year), []).append(file)
    return {place: tuple(texts) for place, texts in groups.items()}


def _missing_versions(listing: Listing) -> list[Problem]:
    """Earlier texts that are not numbered one after the other, or have no current text."""
    found = []
    for place, texts in listing.earlier.items():
        missing = [
            (file, f"{file.year}.v{file.version - 1}.md")
            for before, file in zip((0, *(text.version for text in texts)), texts, strict=False)
            if file.version != before + 1
        ]
        if place not in listing.by_place:
            missing.append((texts[-1], f"{texts[-1].year}.md"))
        for file, name in missing:
            problems = Problems(file.file)
            problems.add(
                "version-missing",
                TOP,
                f"有 {file.path.name}，没有 {name}",
                found=file.path.name,
                expected=name,
                advice="以前的文本从 v1 起连续编号，v1 是第一次公布的；现行文本的文件名只有年度",
            )
            found += problems.found
    return found


def _far_years(listing: Listing) -> list[Problem]:
    """Reports about a year in which nobody can have one."""
    found = []
    for file in listing.texts:
        if file.year in listing.far_years:
            problems = Problems(file.file)
            problems.add(
                "year-far",
                TOP,
                f"{file.year} 年度比别的报告最晚的 {listing.latest_year} 年晚了二十年以上",
                found=file.year,
                expected=listing.latest_year,
                advice="请改正文件名和 year",
            )
            found += problems.found
    return found


def _markdown_files(folder: Path) -> tuple[list[str], list[Problem]]:
    """The Markdown files in a folder and in the folders directly below, as messages name them.

    A folder that is a symbolic link is a problem: what it leads to may be anything.
    """
    # Searching by patterns would take longer than reading a report.
    names: list[str] = []
    links: list[Problem] = []
    for entry in os.scandir(folder) if folder.is_dir() else ():
        if entry.is_dir(follow_symlinks=False):
            names += [f"{entry.name}/{below.name}" for below in os.scandir(entry)]
        elif entry.is_symlink() and not entry.name.endswith(".md"):
            problems = Problems(f"{folder.name}/{entry.name}")
            note_no_regular_file(Path(entry), problems)
            links += problems.found
        names.append(entry.name)
    return sorted(f"{folder.name}/{name}" for name in names if name.endswith(".md")), links


def _loose(path: Path, file: str) -> list[Problem]:
    """A report that stands in no folder."""
    problems = Problems(file)
    problems.add(
        "unknown-organ",
        TOP,
        "报告不在机关的文件夹里",
        advice=f"请移到机关的文件夹，例如 {path.parent.name}/<机关代号>/{path.name}",
    )
    return problems.found


def _misplaced(path: Path, file: str, organs: Mapping[str, Organ]) -> list[Problem]:
    """A report that stands in a folder that is no organ's: what it may be meant to be."""
    problems = Problems(file)
    name = path.parent.name
    called = fold_name(name)
    same = (s for s, o in organs.items() if called in (fold_name(o.name), fold_name(s)))
    slug = next(same, "")
    if slug:
        advice = f"是“{organs[slug].name}”的，请把文件夹改名为它的代号 {slug}"
    else:
        slug = suggestion_for(name, organs, "unknown-organ", problems)
        advice = f"是不是“{slug}”（{organs[slug].name}）？" if slug else ""
        advice += f"是新的机关，请先在 {_ORGANS_FILE} 里写上：{_new_entry(name)}"
    problems.add(
        "unknown-organ",
        TOP,
        f"机关名录里没有“{name}”",
        found=name,
        expected=slug,
        advice=advice,
    )
    return problems.found


def _new_entry(name: str) -> str:
    """How an organ is written whose folder has that name."""
    kinds = "、".join(OrganKind)
    lines = f"下面缩进两格写 name: 机关全称，再一行缩进两格写 kind: 类别（{kinds} 之一）"
    if slug_fault(name):
        return f"一行代号加半角冒号（例如 caizheng-ju:），{lines}；文件夹照代号改名"
    return f"一行 {name}:，{lines}"
