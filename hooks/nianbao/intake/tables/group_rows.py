"""A row of figures that bears the label of a group, where the form has the group's rows only.

Another edition of the form has one row there. Zeros are the zeros of every row of the group;
how other numbers spread over its rows, nobody can tell from one row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...form import Address, Form, Label, Layout, Line, Table
from ..document import SourceCell
from ..review import ReviewItem, Status
from .cell_text import CellReading, has_digits, looks_like_figure
from .columns_down import columns_down
from .headers import header_words
from .label_matching import names_of, without_groups
from .row_reading import readings_of_row
from .rows import SourceRow

__all__ = ["GroupRow", "group_rows", "readings_of_group", "review_of_group"]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A row of the source and the lines of the form that its label stands above."""

    row: SourceRow
    label: str
    lines: tuple[Line, ...]


def group_rows(
    form: Form, rows: Iterable[SourceRow], taken: Iterable[tuple[Address, ...]]
) -> Iterator[GroupRow]:
    """Those of the rows that stand for a group of which no line is ``taken``."""
    known = set(taken)
    groups = {name: group for group in _groups(form) for name in names_of(group[0])}
    for row in rows:
        labels = (cell.text for cell in reversed(row.cells))
        names = (name for text in labels for name in without_groups(text, groups))
        label, lines = next((groups[n] for n in names if n in groups), (None, ()))
        if label is not None and not any(line.cells in known for line in lines):
            yield GroupRow(row, label.text, lines)


def _groups(form: Form) -> Iterator[tuple[Label, tuple[Line, ...]]]:
    """The groups that have rows right below them and no figures of their own."""
    for table in form.tables.values():
        if table.layout is not Layout.ACROSS:
            for row in table.rows:
                yield from _groups_in(table, row, ())


def _groups_in(
    table: Table, label: Label, above: tuple[str, ...]
) -> Iterator[tuple[Label, tuple[Line, ...]]]:
    path = (*above, label.key) if label.key else above
    for child in label.children:
        yield from _groups_in(table, child, path)
    if label.children and not label.has_figures and not any(c.children for c in label.children):
        yield label, tuple(x for x in table.lines if x.address.row[: len(path)] == path)


def readings_of_group(
    group: GroupRow, form: Form, header: Sequence[SourceRow]
) -> dict[Address, CellReading]:
    """The figures of the group's lines: zeros and blanks where the row has nothing else."""
    first, *_ = group.lines
    columns = columns_down(header, first.columns, header_words(form))
    read = readings_of_row(form, first.cells, group.row, _values(group.row), columns)
    ways = [*read.ways.values()]
    own = ways[0] if len(ways) == 1 and all(map(_is_nothing, ways[0])) else None
    fault = f"来源只有“{group.label}”一行，没有分项，各项是多少要查原始记录"
    return {
        cell: own[place] if own else CellReading("", group.row.place, group.row.text, fault=fault)
        for line in group.lines
        for place, cell in enumerate(line.cells)
    }


def _is_nothing(reading: CellReading) -> bool:
    return not reading.fault and reading.written in ("0", "")


def review_of_group(group: GroupRow, readings: Mapping[Address, CellReading]) -> ReviewItem | None:
    """What to tell of a group whose figures were taken from its one row."""
    if any(reading.fault for reading in readings.values()):
        return None
    reason = f"来源只有“{group.label}”一行，没有数或者是零，其中各项照此填写"
    return ReviewItem(Status.REPAIRED, reason, group.row.place, found=group.row.text)


def _values(row: SourceRow) -> Sequence[SourceCell]:
    """The cells behind the label."""
    cells = row.cells
    is_figure = [has_digits(cell.text) and looks_like_figure(cell.text) for cell in cells]
    first = is_figure.index(True)
    labels = [n for n in range(first) if cells[n].text.strip()]
    return cells[labels[-1] + 1 if labels else first :]
