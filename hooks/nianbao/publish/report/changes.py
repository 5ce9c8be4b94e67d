"""What a correction changed, for the pages of a report: entries, figures and paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from ...source import (
    Correction,
    FigureChange,
    ParagraphChange,
    Report,
    figure_changes,
    paragraph_changes,
)
from ..web.marked_text import MarkedText, marked_texts

__all__ = [
    "Changes",
    "FigureChange",
    "MarkedParagraph",
    "ParagraphChange",
    "changes",
    "marked_paragraph",
]


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between a text of a report and the one before, and the entries that say why.

    ``corrections`` are those of the last day: they speak of these changes and of no others.
    """

    corrections: tuple[Correction, ...]
    figures: tuple[FigureChange, ...]
    paragraphs: tuple[ParagraphChange, ...]


def changes(before: Report, after: Report) -> Changes:
    """What a correction made of the text ``before``."""
    return Changes(
        corrections=after.corrections_since(before),
        figures=figure_changes(before, after),
        paragraphs=paragraph_changes(before, after),
    )


@dataclass(frozen=True, slots=True)
class MarkedParagraph:
    """A paragraph that differs, in pieces: in which part of the report, before and after.

    A paragraph that a text does not have is no piece.
    """

    part: str
    before: tuple[MarkedText, ...]
    after: tuple[MarkedText, ...]


def marked_paragraph(change: ParagraphChange) -> MarkedParagraph:
    """A paragraph that differs, as the page shows it."""
    return MarkedParagraph(change.heading or "正文", *marked_texts(change.before, change.after))
