"""Tables of indicators: which column of one names them, which hold units, codes, figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import groupby
from pathlib import Path

from ...own_data import read_own_data
from ..document import SourceCell, SourceTable
from .cell_text import has_digits, looks_like_figure
from .label_matching import bare

__all__ = ["ColumnSpan", "OutlineTable", "Role", "covering", "outline_table", "unspaced", "words"]

# A unit is a word, not a label.
_LONGEST_UNIT = 4


class Role(StrEnum):
    """What a column holds; the values are the keys of the words that name it."""

    NAME = "names"
    UNIT = "units"
    CODE = "codes"
    REMARK = "remarks"
    FIGURE = ""


@dataclass(frozen=True, slots=True)
class ColumnSpan:
    """One column: what it holds, its name, its first position and the one after its last."""

    role: Role
    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class OutlineTable:
    """A table of indicators: its columns, and on which row its header begins and the rest does.

    Without a header both are 0, and the column of figures has no name.
    """

    table: SourceTable
    columns: tuple[ColumnSpan, ...]
    head: int = 0
    body: int = 0

    @property
    def figures(self) -> tuple[ColumnSpan, ...]:
        """The columns of figures, in printed order."""
        return tuple(column for column in self.columns if column.role is Role.FIGURE)


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one kind, bare."""
    content = read_own_data(Path(__file__).with_name("local_words.yml"))
    return frozenset(bare(word) for word in content[kind])


def unspaced(text: str) -> str:
    """What a cell says, on one line and without the white space of its layout."""
    return "".join(text.split())


def covering(table: SourceTable) -> dict[tuple[int, int], SourceCell]:
    """The cell at each position, whichever position it begins at."""
    return {
        (row, column): cell
        for cells in table.rows
        for cell in cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    }


def outline_table(table: SourceTable) -> OutlineTable | None:
    """The table with its columns, where its header or, without one, all of its rows tell them."""
    for head, cells in enumerate(table.rows):
        names = [cell for cell in cells if bare(cell.text) in words(Role.NAME)]
        if names:
            body = head + (max(cell.rowspan for cell in names) if table.has_columns else 1)
            columns = _columns(table, head, body)
            return OutlineTable(table, columns, head, body) if columns else None
    return _headless(table)


def _columns(table: SourceTable, head: int, body: int) -> tuple[ColumnSpan, ...]:
    """The columns below a header; none where it leaves open what one of them is."""
    columns: list[ColumnSpan] = []
    above: list[str] = []
    at = covering(table)
    for start, end in _spans(table, head, body):
        texts = list(dict.fromkeys(unspaced(at[r, start].text) for r in range(head, body)))
        name = next((text for text in reversed(texts) if text), "")
        roles = [role for role in Role if role and {bare(t) for t in texts} & words(role)]
        column = ColumnSpan(roles[0] if roles else Role.FIGURE, name, start, end)
        if column.role is Role.FIGURE and not name and _is_empty(at, table, body, start, end):
            continue
        columns.append(column)
        above.append("".join(texts))
    labels = [column.name for column in columns if column.role is Role.FIGURE]
    if len(set(labels)) < len(labels):
        # Columns of one name are told apart by what stands above them.
        columns = [
            ColumnSpan(c.role, whole, c.start, c.end) if c.role is Role.FIGURE else c
            for c, whole in zip(columns, above, strict=True)
        ]
    return tuple(columns) if _is_sound(columns) else ()


def _spans(table: SourceTable, head: int, body: int) -> Iterator[tuple[int, int]]:
    """First and last position of each column, by the lowest cells of the header."""
    at = covering(table)
    width = max(column for _, column in at) + 1
    if not table.has_columns:
        width = len(table.rows[head])
    places = [n for n in range(width) if all((row, n) in at for row in range(head, body))]
    for _, group in groupby(places, key=lambda n: id(at[body - 1, n])):
        span = list(group)
        yield span[0], span[-1] + 1


def _is_empty(
    at: dict[tuple[int, int], SourceCell], table: SourceTable, body: int, start: int, end: int
) -> bool:
    rows, columns = range(body, len(table.rows)), range(start, end)
    return not any(unspaced(at[r, c].text) for r in rows for c in columns if (r, c) in at)


def _is_sound(columns: Sequence[ColumnSpan]) -> bool:
    """Whether there are names at one place, one column of units at most, and named figures."""
    roles = [column.role for column in columns]
    figures = [column.name for column in columns if column.role is Role.FIGURE]
    names = [place for place, role in enumerate(roles) if role is Role.NAME]
    return (
        bool(names)
        and names[-1] - names[0] + 1 == len(names)
        and roles.count(Role.UNIT) <= 1
        and Role.FIGURE not in roles[: names[0]]
        and len(set(figures)) == len(figures) > 0
        and (len(figures) == 1 or all(figures))
    )


def _headless(table: SourceTable) -> OutlineTable | None:
    """Rows of a label, perhaps a unit, and one number throughout."""
    rows = [row for row in table.rows if sum(bool(unspaced(cell.text)) for cell in row) > 1]
    (width, *others) = {len(row) for row in rows} or {0}
    if others or width not in (2, 3):
        return None
    for label, *units, figure in rows:
        if looks_like_figure(label.text) or not looks_like_figure(figure.text):
            return None
        if any(has_digits(unit.text) or len(unspaced(unit.text)) > _LONGEST_UNIT for unit in units):
            return None
        if (label.column, figure.column) != (rows[0][0].column, rows[0][-1].column):
            return None
    if not any(has_digits(row[-1].text) for row in rows):
        return None
    roles = (Role.NAME, Role.UNIT, Role.FIGURE) if width == 3 else (Role.NAME, Role.FIGURE)
    columns = (
        ColumnSpan(role, "", cell.column, cell.column + cell.colspan)
        for role, cell in zip(roles, rows[0], strict=True)
    )
    return OutlineTable(table, tuple(columns))
