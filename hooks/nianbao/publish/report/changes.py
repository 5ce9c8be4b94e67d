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

__all__ = ["Changes", "FigureChange", "ParagraphChange", "changes"]


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between a text of a report and the one before, and the entries that tell why.

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
