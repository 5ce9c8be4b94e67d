"""Header rows: how they are told from rows of figures, and what of them is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

from ...form import Form, Label, Layout
from ..document import SourceCell
from .label_matching import bare, closeness, names_of, without_groups
from .rows import SourceRow

__all__ = ["Columns", "HeaderWords", "Span", "header_words", "span_of"]

Span: TypeAlias = tuple[int, int]
# A corner is a long text, of which not every word is always there.
_CORNER_ALIKE = 0.7


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a row of figures stand in the source, in the form's order.

    ``spans`` holds for each column the first position and the one after its last, or None where
    only the order is known; ``found`` says for each whether the header names it. ``width`` is
    that of the table whose positions these are, ``reworded`` what the header says in other words
    than the form (its words, the form's, the place), ``units`` the units of money it prints.
    """

    spans: tuple[Span | None, ...]
    found: tuple[bool, ...]
    units: tuple[str, ...]
    width: int = 0
    reworded: tuple[tuple[str, str, str], ...] = ()

    @property
    def has_places(self) -> bool:
        """Whether every column that was found has its place."""
        pairs = zip(self.spans, self.found, strict=True)
        return any(self.found) and all(span is not None for span, found in pairs if found)


def span_of(cell: SourceCell) -> Span:
    """The first position of a cell and the one after its last."""
    return cell.column, cell.column + cell.colspan


class HeaderWords:
    """The words of a form by which a header row is told from a row of figures."""

    def __init__(self, form: Form) -> None:
        blocks = [block for table in form.tables.values() for block in table.blocks]
        over = [label for b in blocks for column in b.columns for label in _all(column)]
        beside = [label for b in blocks for row in b.rows for label in _all(row)]
        side_by_side = [
            label
            for table in form.tables.values()
            if table.layout is Layout.ACROSS
            for row in table.rows
            for label in _all(row)
        ]
        self.columns = _names(label for label in over if label.has_figures)
        self.rows = _names(label for label in beside if not label.children)
        self.groups = _names([*over, *side_by_side]) - self.columns
        self.corners = {bare(text) for b in blocks for text in (b.corner, b.unit) if text}

    def is_header(self, row: SourceRow) -> bool:
        """Whether a row names columns rather than holding figures."""
        if row.has_figures:
            return False
        names = {n for cell in row.cells if cell.text.strip() for n in self.of(cell)}
        columns = names & self.columns
        is_column_for_sure = bool(columns - self.rows) or len(columns) >= 2
        return is_column_for_sure or bool(names & (self.groups | self.corners))

    def of(self, cell: SourceCell) -> Sequence[str]:
        """The names that a cell may stand for: what it says, with and without groups above it."""
        return without_groups(cell.text, self.groups)

    def is_corner(self, cell: SourceCell) -> bool:
        """Whether a cell stands above the row labels."""
        name = bare(cell.text)
        return any(closeness(name, corner) >= _CORNER_ALIKE for corner in self.corners)


@cache
def header_words(form: Form) -> HeaderWords:
    """The words of a form, gathered once."""
    return HeaderWords(form)


def _names(labels: Iterable[Label]) -> set[str]:
    return {name for label in labels for name in names_of(label)}


def _all(label: Label) -> Iterable[Label]:
    yield label
    for child in label.children:
        yield from _all(child)
