"""When things were last changed: by publication, else by git, never by the clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..source import Report
from .git_history import CommitDates

__all__ = ["document_date", "latest_day", "latest_if_known", "updated"]


def latest_day(days: Iterable[date | None]) -> date | None:
    """The latest of the days that are known, if any is."""
    return max((day for day in days if day), default=None)


def latest_if_known(days: Iterable[date | None]) -> date | None:
    """The latest of the days, or nothing where one of them is not known: it may be later."""
    known = tuple(days)
    return None if None in known else latest_day(known)


def updated(report: Report, commits: CommitDates) -> date | None:
    """The day that crawlers get: that of the last correction or of publication, else of git's.

    Nobody publishes a report before its year has ended: what git has of such a day is of a draft.
    """
    committed = commits.get(report.path.resolve())
    if committed and committed.year <= report.year:
        committed = None
    return report.last_corrected or report.published or committed


def document_date(report: Report, commits: CommitDates) -> date:
    """The day a PDF must carry: as above, else the last day the report is about."""
    return updated(report, commits) or date(report.year, 12, 31)
