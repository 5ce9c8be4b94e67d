"""What stands above the figures: which column of a source is which column of the form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import TypeVar

from ..form import Address, Form, Label, Layout, Table
from .cell_text import money_unit
from .document import SourceCell
from .label_matching import bare, closeness, is_printed_so, names_of, without_groups
from .rows import SourceRow

__all__ = ["Columns", "HeaderWords", "header_words", "resolve_across", "resolve_down"]

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a row of figures stand in the source, in the form's order.

    ``spans`` holds for each column the first position and the one after its last, or None where
    only the order is known; ``found`` says for each whether the header names it. ``width`` is
    that of the table whose positions these are, ``reworded`` what the header says in other words
    than the form, ``units`` the units of money it prints.
    """

    spans: tuple[Span | None, ...]
    found: tuple[bool, ...]
    width: int
    units: tuple[str, ...]
    reworded: tuple[tuple[str, str, str], ...] = ()

    @property
    def has_places(self) -> bool:
        """Whether every column that was found has its place."""
        pairs = zip(self.spans, self.found, strict=True)
        return any(self.found) and all(span is not None for span, found in pairs if found)

    @property
    def start(self) -> int:
        """The position of the first column."""
        return min(span[0] for span in self.spans if span is not None)


class HeaderWords:
    """The words of a form by which a header row is told from a row of figures."""

    def __init__(self, form: Form) -> None:
        blocks = [block for table in form.tables.values() for block in table.blocks]
        columns = [leaf for b in blocks for column in b.columns for leaf in column.leaves()]
        rows = [label for block in blocks for row in block.rows for label in _all(row)]
        self.columns = {name for label in columns for name in names_of(label)}
        self.rows = {name for label in rows for name in names_of(label) if not label.children}
        across = [t for t in form.tables.values() if t.layout is Layout.ACROSS]
        groups = [label for b in blocks for column in b.columns for label in _all(column)]
        groups += [label for table in across for row in table.rows for label in _all(row)]
        self.groups = {name for g in groups for name in names_of(g)} - self.columns
        self.corners = {
            bare(text) for block in blocks for text in (block.corner, block.unit) if text
        }
        self.row_groups = {
            name
            for block in blocks
            for row in block.rows
            for label in _all(row)
            if label.children
            for name in names_of(label)
        }

    def is_header(self, row: SourceRow) -> bool:
        """Whether a row names columns rather than holding figures."""
        if row.has_figures:
            return False
        names = [n for cell in row.cells if cell.text.strip() for n in self.of(cell)]
        columns = {name for name in names if name in self.columns}
        others = {name for name in names if name in self.groups or name in self.corners}
        return len(columns) >= 2 or bool(columns - self.rows) or bool(others)

    def of(self, cell: SourceCell) -> Sequence[str]:
        """The column names that a cell may stand for: what it says, with and without groups."""
        return without_groups(cell.text, self.groups)


@cache
def header_words(form: Form) -> HeaderWords:
    """The words of a form, gathered once."""
    return HeaderWords(form)


def _all(label: Label) -> Iterable[Label]:
    yield label
    for child in label.children:
        yield from _all(child)


def resolve_down(
    header: Sequence[SourceRow], columns: Sequence[Label], words: HeaderWords
) -> Columns:
    """The columns of a table whose rows stand below each other."""
    cells = [cell for row in header for cell in row.cells if cell.text.strip()]
    chosen: list[SourceCell | None] = [_named(cells, column, words) for column in columns]
    reworded: list[tuple[str, str, str]] = []
    if header and header[-1].has_columns:
        bottom = _bottom(header, [cell for cell in chosen if cell], words)
        for place, cell in _unnamed(bottom, chosen, columns, words):
            chosen[place] = cell
            reworded.append((cell.text, columns[place].text, cell.place))
    else:
        row = [c for r in header for c in r.cells if c.text.strip() and not _is_corner(c, words)]
        for place, cell in _unnamed(row, chosen, columns, words):
            chosen[place] = cell
            reworded.append((cell.text, columns[place].text, cell.place))
    reworded += [
        (cell.text, column.text, cell.place)
        for cell, column in zip(chosen, columns, strict=True)
        if cell is not None and not _is_plain(cell, column, words, reworded)
    ]
    found = [cell is not None for cell in chosen]
    if not any(found):
        # Two header rows run together leave no places, but the names in their order.
        text = bare("".join(cell.text for cell in cells))
        found = [any(name in text for name in names_of(column)) for column in columns]
        if not all(found):
            found = [False] * len(columns)
    spans = [_span(cell) if cell is not None else None for cell in chosen]
    if header and not header[-1].has_columns:
        spans = _spans_in_line(chosen, header)
    placed = bool(header) and len(set(spans)) == len(spans)
    return Columns(
        spans=tuple(spans) if placed else (None,) * len(columns),
        found=tuple(found),
        width=header[-1].width if header else 0,
        units=tuple(money_unit(cell.text) if cell else "" for cell in chosen),
        reworded=tuple(reworded),
    )


def _spans_in_line(
    chosen: Sequence[SourceCell | None], header: Sequence[SourceRow]
) -> list[Span | None]:
    """Places in tabbed text: each name's reaches to the next, where all stand in one line."""
    lines = {cell.row for cell in chosen if cell is not None}
    if None in chosen or len(lines) != 1:
        return [None] * len(chosen)
    line = next(row for row in header if row.cells[0].row in lines)
    starts = sorted(cell.column for cell in chosen if cell is not None)
    ends = dict(zip(starts, [*starts[1:], line.width], strict=True))
    return [(c.column, ends[c.column]) if c is not None else None for c in chosen]


def _is_plain(
    cell: SourceCell, column: Label, words: HeaderWords, known: list[tuple[str, str, str]]
) -> bool:
    """Whether a header cell says what the form does, or is listed as saying something else."""
    is_group_above = bare(cell.text) != words.of(cell)[-1]
    return (
        is_group_above
        or (cell.text, column.text, cell.place) in known
        or is_printed_so(cell.text, column)
    )


def _span(cell: SourceCell) -> Span:
    return cell.column, cell.column + cell.colspan


def _named(cells: list[SourceCell], column: Label, words: HeaderWords) -> SourceCell | None:
    """The cell that names a column: the lowest one, if those that do stand in one place."""
    names = set(names_of(column))
    named = [cell for cell in cells if names.intersection(words.of(cell))]
    if not named:
        return None
    lowest = [cell for cell in named if cell.row == named[-1].row]
    return lowest[0] if len(lowest) == 1 else None


def _is_corner(cell: SourceCell, words: HeaderWords) -> bool:
    name = bare(cell.text)
    return name in words.corners or "勾稽" in name


def _bottom(
    header: Sequence[SourceRow], chosen: list[SourceCell], words: HeaderWords
) -> list[SourceCell]:
    """The lowest cells of a header, from where its figures begin, empty ones left out."""
    lowest: dict[int, SourceCell] = {}
    for row in header:
        for cell in row.cells:
            for position in range(cell.column, cell.column + cell.colspan):
                if cell.text.strip() or position not in lowest:
                    lowest[position] = cell
    ends = [
        cell.column + cell.colspan
        for row in header
        for cell in row.cells
        if _is_corner(cell, words)
    ]
    start = min(ends, default=min((cell.column for cell in chosen), default=0))
    cells = [lowest[position] for position in sorted(lowest) if position >= start]
    return [cell for cell, _ in groupby(cells) if cell.text.strip()]


def _unnamed(
    cells: Sequence[SourceCell],
    chosen: Sequence[SourceCell | None],
    columns: Sequence[Label],
    words: HeaderWords,
) -> Iterable[tuple[int, SourceCell]]:
    """Columns whose name in the source is a little different, or cut short: told by their place.

    Only where header and form have equally many columns, and the names are alike.
    """
    if len(cells) != len(columns) or all(chosen):
        return
    for place, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        if chosen[place] is not None or cell in chosen:
            continue
        text = bare(cell.text)
        if text in words.columns:
            continue
        if any(_is_cut(text, name) or closeness(text, name) >= 0.5 for name in names_of(column)):
            yield place, cell


def _is_cut(text: str, name: str) -> bool:
    return len(text) >= 2 and name.startswith(text)


def resolve_across(header: Sequence[SourceRow], table: Table, words: HeaderWords) -> Columns:
    """The columns of a table whose rows stand side by side: each below its row's label."""
    addresses = [cell for line in table.lines for cell in line.cells]
    leaves = {name: leaf.key for leaf in table.lines[0].columns for name in names_of(leaf)}
    rows = _row_names(table)
    cells = [cell for row in header for cell in row.cells if cell.text.strip()]
    named = [(cell, key) for cell in cells for key in _keys(cell, leaves, words)]
    groups = [(cell, row) for cell in cells for row in _keys(cell, rows, words)]
    has_columns = bool(header) and header[-1].has_columns
    no_units = ("",) * len(addresses)
    nothing = Columns((None,) * len(addresses), (False,) * len(addresses), 0, no_units)
    if has_columns:
        spans = _spans_across(named, groups, addresses)
        if spans is not None:
            return Columns(spans, (True,) * len(addresses), header[-1].width, no_units)
    told = [row for _, row in sorted(groups, key=lambda pair: (pair[0].column, pair[0].row))]
    in_order = list(dict.fromkeys(told)) == list(dict.fromkeys(a.row for a in addresses))
    if len(named) == len(addresses) and in_order and _same_often(named, table):
        ordered = sorted((cell for cell, _ in named), key=lambda cell: cell.column)
        spans = tuple(_span(cell) for cell in ordered)
        keys = [key for cell in ordered for other, key in named if other is cell]
        is_placed = has_columns and keys == [address.column for address in addresses]
        places = spans if is_placed else (None,) * len(addresses)
        return Columns(places, (True,) * len(addresses), header[-1].width, no_units)
    text = bare("".join(cell.text for cell in cells))
    if in_order and all(
        text.count(name) >= len(table.lines)
        for name in (bare(c.text) for c in table.lines[0].columns)
    ):
        return Columns((None,) * len(addresses), (True,) * len(addresses), 0, no_units)
    return nothing


def _row_names(table: Table) -> Mapping[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for row in table.rows:
        for leaf, path in zip(row.leaves(), row.paths(), strict=True):
            names |= dict.fromkeys(names_of(leaf), path)
    return names


_Meant = TypeVar("_Meant", str, tuple[str, ...])


def _keys(cell: SourceCell, names: Mapping[str, _Meant], words: HeaderWords) -> Iterable[_Meant]:
    return dict.fromkeys(names[name] for name in words.of(cell) if name in names)


def _same_often(named: list[tuple[SourceCell, str]], table: Table) -> bool:
    keys = [key for _, key in named]
    return all(keys.count(leaf.key) == len(table.lines) for leaf in table.lines[0].columns)


def _spans_across(
    named: list[tuple[SourceCell, str]],
    groups: list[tuple[SourceCell, tuple[str, ...]]],
    addresses: list[Address],
) -> tuple[Span, ...] | None:
    """The place of every figure, when each name stands below exactly one group."""
    places: dict[tuple[tuple[str, ...], str], Span] = {}
    for cell, key in named:
        over = [
            (group, row)
            for group, row in groups
            if group.column <= cell.column and _span(cell)[1] <= _span(group)[1]
        ]
        if len(over) != 1 or (over[0][1], key) in places:
            return None
        places[over[0][1], key] = _span(cell)
    wanted = [(address.row, address.column) for address in addresses]
    return tuple(places[place] for place in wanted) if places.keys() == set(wanted) else None
