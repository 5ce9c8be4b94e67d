"""Which row of the source is which row of the form, by its label."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ...form import COUNT, Form, Label, Line
from ..document import SourceCell
from .cell_text import has_digits, looks_like_figure, money_unit
from .label_matching import (
    bare,
    is_printed_so,
    lacks_characters,
    names_of,
    nearest_of,
    without_groups,
)
from .rows import SourceRow

__all__ = ["LabelledRow", "LineMatcher", "line_matcher"]


@dataclass(frozen=True, slots=True)
class LabelledRow:
    """A row of figures and the form's line it is.

    ``values`` are the cells right of its label and its ``unit``, ``run_on`` digits that stand in
    one cell with the label. ``printed`` is the label in the source where it is not the form's.
    """

    row: SourceRow
    line: Line
    values: tuple[SourceCell, ...]
    run_on: str = ""
    unit: str = ""
    printed: str = ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    row: SourceRow
    labels: tuple[str, ...]
    values: tuple[SourceCell, ...]
    run_on: str = ""
    unit: str = ""


class LineMatcher:
    """Finds the form's lines among rows of figures, in the order they stand in."""

    def __init__(self, form: Form) -> None:
        tables = tuple(form.tables.values())
        self.lines = [line for table in tables for line in table.lines]
        self.leaves = [leaf for t in tables for row in t.rows for leaf in row.leaves()]
        self.names: list[tuple[str, ...]] = [tuple(names_of(leaf)) for leaf in self.leaves]
        self.places: dict[str, list[int]] = {}
        for place, names in enumerate(self.names):
            for name in names:
                self.places.setdefault(name, []).append(place)
        groups = [label for table in tables for row in table.rows for label in _groups(row)]
        self.groups = {name for label in groups for name in names_of(label)}
        measures = [m.unit for m in form.measures.values()] + [COUNT.unit]
        self.units = {bare(unit) for unit in measures if unit} | {"元", "万元", ""}

    def is_label(self, text: str) -> bool:
        """Whether a text is the label of a line, written as the form or a variant writes it."""
        return any(name in self.places for name in without_groups(text, self.groups))

    def matched(self, rows: Iterable[SourceRow]) -> tuple[list[LabelledRow], list[SourceRow]]:
        """The rows whose line is known, and those that hold figures without being any's.

        First every row with a label of the form; then, between two such, the rows whose label
        is nearly one of those missing there.
        """
        candidates = [c for row in rows if (c := self._candidate(row)) is not None]
        places = self._in_order([self._exact(candidate) for candidate in candidates])
        near = self._near(candidates, places)
        found, strange = [], []
        for number, (candidate, place) in enumerate(zip(candidates, places, strict=True)):
            line = near.get(number, place)
            if line is None:
                if candidate.row.has_figures:
                    strange.append(candidate.row)
                continue
            label = candidate.labels[-1]
            found.append(
                LabelledRow(
                    candidate.row,
                    self.lines[line],
                    candidate.values,
                    candidate.run_on,
                    candidate.unit,
                    "" if is_printed_so(label, self.leaves[line]) else label,
                )
            )
        return found, strange

    def _candidate(self, row: SourceRow) -> _Candidate | None:
        """The row's label cells and the cells after them; None without a label."""
        cells = row.cells
        end = 0
        for number, cell in enumerate(cells):
            if self.is_label(cell.text):
                end = number + 1
        if not end:
            firsts = (
                n for n, c in enumerate(cells) if has_digits(c.text) and looks_like_figure(c.text)
            )
            first = next(firsts, len(cells))
            end = next((n for n in range(first, 0, -1) if _says(cells[n - 1])), 0)
        while end > 1 and bare(cells[end - 1].text) in self.units:
            end -= 1
        labels = tuple(cell.text for cell in cells[:end] if _says(cell))
        values = cells[end:]
        unit = ""
        while values and bare(values[0].text) in self.units and _says(values[0]):
            unit = unit or money_unit(values[0].text)
            values = values[1:]
        if not labels:
            return None
        label, run_on = _parted(labels[-1])
        if run_on and not self.is_label(labels[-1]) and self.is_label(label):
            return _Candidate(row, (*labels[:-1], label), values, run_on, unit)
        return _Candidate(row, labels, values, unit=unit)

    def _exact(self, candidate: _Candidate) -> Sequence[int]:
        """The lines with the label: one, or several that are called the same."""
        for label in (*reversed(candidate.labels), "".join(candidate.labels)):
            for name in without_groups(label, self.groups):
                if name in self.places:
                    return self.places[name]
        return ()

    def _in_order(self, exact: Sequence[Sequence[int]]) -> list[int | None]:
        """Each row's line; of lines called the same, those between the row's neighbours.

        Rows are told apart only where there are as many of them as of lines they may be.
        """
        places = [lines[0] if len(lines) == 1 else None for lines in exact]
        settled = list(places)
        alike: dict[tuple[int, ...], list[int]] = {}
        for number, lines in enumerate(exact):
            if len(lines) > 1:
                start, end = self._gap(places, number)
                between = tuple(place for place in lines if start < place < end)
                alike.setdefault(between, []).append(number)
        for between, numbers in alike.items():
            if len(between) == len(numbers):
                settled = [
                    between[numbers.index(n)] if n in numbers else place
                    for n, place in enumerate(settled)
                ]
        return settled

    def _gap(self, places: Sequence[int | None], number: int) -> tuple[int, int]:
        """The lines above and below which a row's line must be, by the rows around it."""
        above = [p for p in places[:number] if p is not None]
        below = [p for p in places[number + 1 :] if p is not None]
        return max(above, default=-1), min(below, default=len(self.lines))

    def _near(
        self, candidates: Sequence[_Candidate], places: Sequence[int | None]
    ) -> Mapping[int, int]:
        """Rows without a line, with the nearest missing line between their neighbours'."""
        taken = {place for place in places if place is not None}
        near: dict[int, int] = {}
        for number, place in enumerate(places):
            if place is not None:
                continue
            start, end = self._gap(places, number)
            open_lines = [p for p in range(start + 1, end) if p not in taken]
            told = [(name, p) for p in open_lines for name in self.names[p]]
            # Lines called the same cannot be told apart by being nearly called so.
            names = {name: p for name, p in told if len(self.places[name]) == 1}
            for label in reversed(candidates[number].labels):
                nearest = nearest_of(label, names)
                if nearest is None:
                    nearest = _only_one({p for n, p in names.items() if lacks_characters(label, n)})
                if nearest is not None:
                    near[number] = nearest
                    taken.add(nearest)
                    break
        return near


def _only_one(places: set[int]) -> int | None:
    return places.pop() if len(places) == 1 else None


@cache
def line_matcher(form: Form) -> LineMatcher:
    """The matcher of a form, made once."""
    return LineMatcher(form)


def _says(cell: SourceCell) -> bool:
    """Whether a cell could be a label: it says something that is no figure."""
    return bool(cell.text.strip()) and not looks_like_figure(cell.text)


def _parted(text: str) -> tuple[str, str]:
    """A text and the digits at its end."""
    joined = "".join(text.split())
    label = joined.rstrip("0123456789０１２３４５６７８９")
    return label, joined[len(label) :]


def _groups(label: Label) -> Iterable[Label]:
    if label.children and not label.counted:
        yield label
    for child in label.children:
        yield from _groups(child)
