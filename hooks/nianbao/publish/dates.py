"""When things were last changed, told honestly: by publication, else by git, never by the clock."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from ..source import Report

__all__ = ["CommitDates", "document_date", "latest_day", "read_commit_dates", "updated"]

CommitDates = Mapping[Path, date]
"""The day of the last commit of each file, by resolved path; without files not committed."""


def latest_day(days: Iterable[date | None]) -> date | None:
    """The latest of the days that are known, if any is."""
    return max((day for day in days if day), default=None)


def read_commit_dates(root: Path) -> CommitDates:
    """The last commit day of every file below ``root``.

    Empty without git, outside a repository, and in a shallow clone, where every file seems to
    have changed with the last commit.
    """
    if _git(root, "rev-parse", "--is-shallow-repository") != "false":
        return {}
    top = Path(_git(root, "rev-parse", "--show-toplevel"))
    log = _git(root, "-c", "core.quotePath=false", "log", "--format=%x00%cs", "--name-only", ".")
    dates: dict[Path, date] = {}
    for commit in log.split("\0")[1:]:
        day, *names = (line for line in commit.splitlines() if line)
        for name in names:
            # Newest first: the first commit that names a file is its last.
            dates.setdefault((top / name).resolve(), date.fromisoformat(day))
    return dates


def _git(root: Path, *arguments: str) -> str:
    """What git prints, or nothing when it cannot be asked."""
    command = ["git", *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - our own arguments, for the git on the PATH
            command, cwd=root, capture_output=True, encoding="utf-8", check=False
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def updated(report: Report, commits: CommitDates) -> date | None:
    """The day to tell crawlers: that of the last correction or of publication, else of git's."""
    return report.last_corrected or report.published or commits.get(report.path.resolve())


def document_date(report: Report, commits: CommitDates) -> date:
    """The day a PDF must carry: as above, else the last day the report is about."""
    return updated(report, commits) or date(report.year, 12, 31)
