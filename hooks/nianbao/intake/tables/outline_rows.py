"""The rows of a table of indicators: a name, a unit, and a cell for each column of figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..document import SourceCell
from ..review import ReviewItem, Status
from .cell_text import has_digits, looks_like_figure
from .column_numbers import are_column_numbers
from .label_matching import bare
from .outline_table import ColumnSpan, OutlineTable, Role, covering, unspaced, words

__all__ = ["OutlineRow", "rows_of_outline"]

_DASHES = re.compile(r"[-—–－─/]+")
_NOTE = re.compile(r"([^:：]{1,8})[:：]")


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """One indicator as found.

    ``above`` are the labels of the groups that stand beside it, ``indent`` how far its name
    stands in. ``cells`` has None where a column has no cell of its own, ``fault`` says why the
    figures cannot be told from each other.
    """

    name: str
    unit: str
    cells: tuple[SourceCell | None, ...]
    place: str
    above: tuple[str, ...] = ()
    indent: int = 0
    found: str = ""
    fault: str = ""

    @property
    def has_figures(self) -> bool:
        """Whether anything but dashes stands in its cells."""
        return bool(self.fault) or any(
            cell is not None and _DASHES.sub("", unspaced(cell.text)) for cell in self.cells
        )


def rows_of_outline(source: OutlineTable, review: list[ReviewItem]) -> Iterator[OutlineRow]:
    """The rows below the header; what is none, goes to the review."""
    at = covering(source.table)
    before: tuple[str, ...] = ()
    for number, cells in enumerate(source.table.rows):
        text = " ".join(unspaced(cell.text) for cell in cells if unspaced(cell.text))
        if source.head <= number < source.body or not text or _is_header(source, cells):
            continue
        if number == source.body and are_column_numbers([cell.text for cell in cells]):
            continue
        if number == source.body and are_column_numbers([cell.text for cell in cells]):
            continue
        place = next(cell.place for cell in cells if unspaced(cell.text))
        if number < source.head or _is_note(cells):
            review.append(ReviewItem(Status.LEFT_OUT, "表上的说明", place, found=text))
            continue
        reader = _Reader(source, at, number, cells)
        names = reader.names(before)
        if not names:
            status = Status.OPEN if has_digits(text) else Status.LEFT_OUT
            review.append(ReviewItem(status, "这一行没有名称，没有收入", place, found=text))
            continue
        before = names
        row = reader.row(names)
        yield replace(row, place=place, found=text)
        review.extend(
            ReviewItem(Status.LEFT_OUT, "备注没有收入", remark.place, row.name, remark.text)
            for remark in reader.remarks()
        )


def _is_header(source: OutlineTable, cells: Sequence[SourceCell]) -> bool:
    """Whether the row is the header once more."""
    texts = {bare(cell.text) for cell in cells if unspaced(cell.text)}
    known = {bare(column.name) for column in source.columns if column.name}
    return len(texts) > 1 and (texts <= known or bool(texts & words(Role.NAME)))


def _is_note(cells: Sequence[SourceCell]) -> bool:
    first = next(cell for cell in cells if unspaced(cell.text))
    match = _NOTE.match(unspaced(first.text))
    return bool(match) and bare(match[1] if match else "") in words("notes")


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one row."""

    source: OutlineTable
    at: Mapping[tuple[int, int], SourceCell]
    number: int
    cells: Sequence[SourceCell]

    def names(self, before: Sequence[str]) -> tuple[str, ...]:
        """The name and before it those of its groups; an empty place repeats what is above."""
        columns = [column for column in self.source.columns if column.role is Role.NAME]
        start, end = columns[0].start, columns[-1].end
        found: list[str] = []
        cells = dict.fromkeys(self.at.get((self.number, place)) for place in range(start, end))
        for cell in cells:
            text = unspaced(cell.text) if cell is not None else ""
            found.append(text)
        while found and not found[-1]:
            found.pop()
        for place, text in enumerate(found):
            if not text and place < len(before):
                found[place] = before[place]
        return tuple(filter(None, found))

    def row(self, names: tuple[str, ...]) -> OutlineRow:
        label = next(cell for cell in self.of(Role.NAME) if unspaced(cell.text) == names[-1])
        unit = "".join(unspaced(cell.text) for cell in self.of(Role.UNIT) if cell is not label)
        unit = "" if _DASHES.fullmatch(unit) or unit in words(Role.UNIT) else unit
        figures = self.source.figures
        cells = tuple(self.cell_of(column, label) for column in figures)
        return OutlineRow(
            name=names[-1],
            unit=unit,
            cells=cells,
            place="",
            above=names[:-1],
            indent=label.indent,
            fault=self.fault(cells, label),
        )

    def remarks(self) -> list[SourceCell]:
        return [cell for cell in self.of(Role.REMARK) if unspaced(cell.text)]

    def of(self, role: Role) -> Iterator[SourceCell]:
        """The cells that stand in the columns of that kind, from left to right."""
        columns = [column for column in self.source.columns if column.role is role]
        places = (place for column in columns for place in range(column.start, column.end))
        found = (self.at.get((self.number, place)) for place in places)
        yield from dict.fromkeys(cell for cell in found if cell is not None)

    def cell_of(self, column: ColumnSpan, label: SourceCell) -> SourceCell | None:
        """The one cell below a column; None where there is none of its own."""
        places = range(column.start, column.end)
        found = dict.fromkeys(self.at.get((self.number, place)) for place in places)
        cells = [cell for cell in found if cell is not None and cell is not label]
        said = [cell for cell in cells if unspaced(cell.text)]
        return next(iter(said or cells), None)

    def fault(self, cells: Sequence[SourceCell | None], label: SourceCell) -> str:
        """Why the cells are not the figures of this row, one for each column."""
        own = [cell for cell in cells if cell is not None and unspaced(cell.text)]
        digits = [cell for cell in self.cells if has_digits(cell.text)]
        digits = [cell for cell in digits if looks_like_figure(cell.text)]
        if not self.source.table.has_columns:
            wanted = len(self.source.columns)
            return "这一行的格数与表头不同" if digits and len(self.cells) != wanted else ""
        if any(cell.rowspan > label.rowspan for cell in own):
            return "一格跨几行，不能确定是哪一行的数"
        spans = [(column.start, column.end) for column in self.source.figures]
        if any(
            cell.column < start or cell.column + cell.colspan > end
            for cell, (start, end) in zip(cells, spans, strict=True)
            if cell is not None and unspaced(cell.text)
        ):
            return "一格跨几列，不能确定是哪一列的数"
        others = {Role.CODE, Role.REMARK, Role.NAME, Role.UNIT}
        elsewhere = {id(cell) for role in others for cell in self.of(role)}
        if any(cell not in own and id(cell) not in elsewhere for cell in digits):
            return "这一行的格与表头没有对齐"
        return ""
