"""The portal: all organs and all their reports, read from one folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..problem import Mark, Problem, Problems
from .organs import Organ, read_organs
from .report import Report, read_report
from .unknown import note_unknown

__all__ = ["Portal", "read_portal"]

_ORGANS_FILE = "organs.yml"


@dataclass(frozen=True)
class Portal:
    """All organs by slug, and all reports by organ and year."""

    organs: Mapping[str, Organ]
    reports: tuple[Report, ...]

    @cached_property
    def by_organ(self) -> Mapping[str, tuple[Report, ...]]:
        """The reports of each organ that has any, newest first, in the order of organs.yml."""
        return {
            slug: newest_first
            for slug in self.organs
            if (newest_first := tuple(r for r in reversed(self.reports) if r.organ.slug == slug))
        }

    @cached_property
    def by_year(self) -> Mapping[int, tuple[Report, ...]]:
        """The reports about each year, newest year first, in the order of organs.yml."""
        years = sorted({report.year for report in self.reports}, reverse=True)
        return {year: tuple(r for r in self.reports if r.year == year) for year in years}

    def neighbours(self, report: Report) -> tuple[Report | None, Report | None]:
        """The same organ's report before and after, where there are such."""
        ordered = self.by_organ[report.organ.slug]
        place = ordered.index(report)
        earlier = ordered[place + 1] if place + 1 < len(ordered) else None
        return earlier, ordered[place - 1] if place else None


def read_portal(folder: Path) -> tuple[Portal, list[Problem]]:
    """All that stands in a reports folder: organs.yml and one folder an organ.

    Problems name files from the folder that holds the reports folder, with forward slashes.
    """
    root = folder.parent

    def name(path: Path) -> str:
        return path.relative_to(root).as_posix()

    organ_problems = Problems(name(folder / _ORGANS_FILE))
    organs = read_organs(folder / _ORGANS_FILE, organ_problems)
    problems = organ_problems.found
    reports: list[Report] = []
    for path in sorted(folder.glob("*/*.md")):
        organ = organs.get(path.parent.name)
        if organ is None:
            slug = path.parent.name
            stranger = Problems(name(path))
            note_unknown(
                "unknown-organ",
                Mark(1, 1),
                f"机关名录里没有“{slug}”",
                slug,
                organs,
                stranger,
                otherwise=f"请先在 {_ORGANS_FILE} 里写上这个机关",
            )
            problems += stranger.found
            continue
        report, found = read_report(path, organ, name(path))
        problems += found
        if report is not None:
            reports.append(report)
    order = {slug: number for number, slug in enumerate(organs)}
    reports.sort(key=lambda report: (order[report.organ.slug], report.year))
    return Portal(organs, tuple(reports)), problems
