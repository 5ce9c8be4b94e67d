"""A report's open data, whatever file it stands in: its figures, turned back into tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ...form import NUMBERED, Address, Form, forms, local_frame
from ..document import SourceCell, SourceTable

__all__ = ["DataLine", "table_of_texts", "tables_of", "usual_title"]

_Row = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class DataLine:
    """One figure: where it stands in the file, what it belongs to and what it says.

    ``form`` is the name or the key of its form, ``labels`` are those of its row from the outside
    in; all of the rest is text as the file has it.
    """

    place: str
    form: str
    table: str
    labels: tuple[str, ...]
    column: str
    value: str
    unit: str = ""
    note: str = ""

    @property
    def form_key(self) -> str:
        """The key of its form."""
        return self.form.removesuffix(NUMBERED)


def usual_title(organ: str, year: str) -> str:
    """What a report is called whose open data does not say it."""
    return f"{organ}{year}年政府信息公开工作年度报告"


def tables_of(lines: Iterable[DataLine]) -> tuple[SourceTable, ...]:
    """The tables that the figures stand in, in their order."""
    return tuple(
        table_of_texts(_rows(list(group)))
        for _, group in groupby(lines, key=lambda line: line.table)
    )


def table_of_texts(rows: Sequence[_Row]) -> SourceTable:
    """Rows of texts, each with its place, as a table; it is called by its first and last place."""
    places = dict.fromkeys((rows[0][0][1], rows[-1][-1][1]))
    cells = tuple(tuple(_cells(number, row)) for number, row in enumerate(rows))
    return SourceTable("–".join(places), cells)


def _rows(lines: Sequence[DataLine]) -> list[_Row]:
    """One table as rows of texts with the places they come from.

    Where the columns change, a row with their names comes before; a local table, which no form
    knows, says all that it is: what its labels are, and the units of its rows.
    """
    is_local = lines[0].form_key == local_frame().key
    (block,) = next(iter(local_frame().tables.values())).blocks
    corner, above_units = (block.corner, [block.unit]) if is_local else ("", [])
    rows = [list(group) for _, group in groupby(lines, key=lambda line: line.labels)]
    width = max(len(row[0].labels) for row in rows)
    found: list[_Row] = []
    columns: list[str] = []
    for row in rows:
        place = row[0].place
        if columns != (columns := [line.column for line in row]):
            head = [corner] * width + above_units + columns
            found.append([(name, place) for name in head])
        labels = [*row[0].labels, *[""] * (width - len(row[0].labels))]
        units = {line.unit for line in row} if is_local else set()
        if is_local:
            labels.append(next(iter(units)) if len(units) == 1 else "")
        figures = [(_figure(line, has_own_unit=len(units) > 1), line.place) for line in row]
        found.append([(text, place) for text in labels] + figures)
    return found


def _figure(line: DataLine, *, has_own_unit: bool) -> str:
    """The number as a report would write it, with what stands beside it."""
    value, form = line.value, forms().get(line.form_key)
    if line.unit and value and (has_own_unit or (form and _takes_any_unit(form, line))):
        value += line.unit
    return f"{value}（{line.note}）" if line.note else value


def _takes_any_unit(form: Form, line: DataLine) -> bool:
    measure = form.measures.get(Address(line.table, line.labels, line.column))
    return measure is not None and not measure.unit


def _cells(row: int, cells: _Row) -> Iterator[SourceCell]:
    for column, (text, place) in enumerate(cells):
        yield SourceCell(text, row, column, place=place)
