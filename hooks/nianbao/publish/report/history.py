"""The versions of a report: its texts from the first published to the current one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ...source import Correction, Report
from ...wording import chinese_date
from ..web.addresses import report_path
from .changes import FigureChange, MarkedParagraph, ParagraphChange, changes, marked_paragraph

__all__ = ["History", "Step", "Version", "history_of"]


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a report: its number, the day it was published, if known, and its page."""

    number: int
    day: date | None
    path: str


@dataclass(frozen=True, slots=True)
class Step:
    """One correction: the day, the entries that describe it, and what changed.

    Nothing is known to have changed where the text before was not kept; the day is not known
    where prose was changed without an entry.
    """

    day: date | None
    entries: tuple[Correction, ...]
    figures: tuple[FigureChange, ...] = ()
    paragraphs: tuple[ParagraphChange, ...] = ()

    @property
    def heading(self) -> str:
        """What it is called."""
        return f"{chinese_date(self.day) if self.day else ''}更正"

    @property
    def marked_paragraphs(self) -> tuple[MarkedParagraph, ...]:
        """The paragraphs with what differs in them."""
        return tuple(map(marked_paragraph, self.paragraphs))


@dataclass(frozen=True, slots=True)
class History:
    """The texts of a report.

    ``earlier`` are those that were superseded, oldest first, and ``superseded_by`` the step that
    did it to each; ``steps`` are all corrections and ``versions`` all texts, newest first.
    """

    earlier: tuple[Report, ...]
    superseded_by: tuple[Step, ...]
    steps: tuple[Step, ...]
    versions: tuple[Version, ...]


def history_of(current: Report, earlier: Sequence[Report]) -> History:
    """The history of a report that stands now, whose earlier texts are in order."""
    texts = (*earlier, current)
    kept = tuple(_step(before, after) for before, after in pairwise(texts))
    told = {step.day for step in kept}
    lost = tuple(
        Step(day, tuple(entry for entry in current.corrections if entry.date == day))
        for day in dict.fromkeys(entry.date for entry in current.corrections)
        if day not in told
    )
    return History(
        earlier=tuple(earlier),
        superseded_by=kept,
        steps=tuple(reversed((*lost, *kept))),
        versions=tuple(_version(text) for text in reversed(texts)),
    )


def _step(before: Report, after: Report) -> Step:
    change = changes(before, after)
    day = max((entry.date for entry in change.corrections), default=None)
    return Step(day, change.corrections, change.figures, change.paragraphs)


def _version(report: Report) -> Version:
    corrected = report.last_corrected
    return Version(report.version, corrected or report.published, report_path(report))
