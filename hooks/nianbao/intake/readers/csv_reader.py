"""A CSV file: our own open data, turned back into tables, or any other as one table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ...form import NUMBERED, Address, Form, forms, local_frame
from ...spreadsheet_text import without_mark
from ..document import Document, Refusal, SourceCell, SourceTable
from .decoding import decode_text

__all__ = ["is_open_data", "read_csv"]

_OWN = ("机关", "年度", "格式", "地址", "表", "行", "列", "数值", "单位", "备注")
_REPORT = ("机关", "年度", "版本")
# GBK has no ›: who saves the file in it gets something like it, or a question mark.
_BETWEEN_LABELS = re.compile(" [›>?？] ")
# The csv module has such a limit too, but any library in the process may have raised it.
_LONGEST_CELL = 100_000
_Line = tuple[int, dict[str, str]]


def read_csv(data: bytes) -> Document:
    """The tables of a CSV file, and the report's title where the file is our own open data.

    Raises Refusal when the file is no text or no table.
    """
    text = decode_text(data)
    head = text.partition("\n")[0]
    # Excel saves "Unicode text" with tabs.
    reader = csv.reader(io.StringIO(text), delimiter="\t" if "\t" in head else ",")
    try:
        lines = [(reader.line_num, _bounded(line)) for line in reader]
    except csv.Error as error:
        raise Refusal(
            f"这个 CSV 文件第 {reader.line_num} 行读不出来",
            "请用 Excel 打开，核对后另存为 CSV（UTF-8）",
        ) from error
    lines = [(number, line) for number, line in lines if any(part.strip() for part in line)]
    if not lines:
        raise Refusal("这个 CSV 文件里没有内容", "请检查选的文件对不对")
    columns = [part.strip() for part in lines[0][1]]
    if not is_open_data(columns):
        cells = [(number, [(part.strip(), number) for part in line]) for number, line in lines]
        return Document((_table(cells),))
    return _own(
        [
            (number, dict(zip(columns, map(_own_text, line), strict=False)))
            for number, line in lines[1:]
        ]
    )


def _bounded(line: list[str]) -> list[str]:
    if any(len(part) > _LONGEST_CELL for part in line):
        raise csv.Error("a cell is longer than any table's")
    return line


def is_open_data(columns: Iterable[str]) -> bool:
    """Whether a file with these columns is our own open data."""
    return set(_OWN) <= {column.strip() for column in columns}


def _own_text(part: str) -> str:
    return without_mark(part).strip()


def _own(lines: Sequence[_Line]) -> Document:
    """A report from its open data."""
    reports = {tuple(_of(line, column) for column in _REPORT) for line in lines}
    if len(reports) > 1:
        raise Refusal(
            f"这个 CSV 文件里有 {len(reports)} 份报告的数据",
            "请用报告网页上的 CSV，一份报告一个文件",
        )
    tables = []
    for _, group in groupby(lines, key=lambda line: _of(line, "表")):
        tables.append(_table(_rows(list(group))))
    if not tables:
        raise Refusal("这个 CSV 文件里没有数据", "请检查选的文件对不对")
    title = f"{_of(lines[0], '机关')}{_of(lines[0], '年度')}年政府信息公开工作年度报告"
    return Document(tuple(tables), title)


def _rows(lines: Sequence[_Line]) -> list[tuple[int, list[tuple[str, int]]]]:
    """One table as rows of texts with the file's lines they come from.

    Where the columns change, a line with their names comes before; a local table, which no form
    knows, says all that it is: what its labels are, and the units of its rows.
    """
    is_local = _form_key(lines[0]) == local_frame().key
    (block,) = next(iter(local_frame().tables.values())).blocks
    corner, above_units = (block.corner, [block.unit]) if is_local else ("", [])
    rows = [list(group) for _, group in groupby(lines, key=lambda line: _of(line, "行"))]
    width = max(len(_labels(row[0])) for row in rows)
    found: list[tuple[int, list[tuple[str, int]]]] = []
    columns: list[str] = []
    for row in rows:
        number = row[0][0]
        if columns != (columns := [_of(line, "列") for line in row]):
            head = [corner] * width + above_units + columns
            found.append((number, [(name, number) for name in head]))
        labels = _labels(row[0])
        labels += [""] * (width - len(labels))
        units = {_of(line, "单位") for line in row} if is_local else set()
        if is_local:
            labels.append(next(iter(units)) if len(units) == 1 else "")
        figures = [(_figure(line, has_own_unit=len(units) > 1), line[0]) for line in row]
        found.append((number, [(text, number) for text in labels] + figures))
    return found


def _labels(line: _Line) -> list[str]:
    return _BETWEEN_LABELS.split(_of(line, "行"))


def _figure(line: _Line, *, has_own_unit: bool) -> str:
    """The number as a report would write it, with what stands beside it."""
    value, unit, note = _of(line, "数值"), _of(line, "单位"), _of(line, "备注")
    form = forms().get(_form_key(line))
    if unit and value and (has_own_unit or (form and _takes_any_unit(form, line))):
        value += unit
    return f"{value}（{note}）" if note else value


def _takes_any_unit(form: Form, line: _Line) -> bool:
    address = Address(_of(line, "表"), tuple(_labels(line)), _of(line, "列"))
    measure = form.measures.get(address)
    return measure is not None and not measure.unit


def _form_key(line: _Line) -> str:
    return _of(line, "格式").removesuffix(NUMBERED)


def _of(line: _Line, column: str) -> str:
    return line[1].get(column, "")


def _table(lines: Sequence[tuple[int, Sequence[tuple[str, int]]]]) -> SourceTable:
    rows = tuple(tuple(_cells(row, cells)) for row, (_, cells) in enumerate(lines))
    return SourceTable(f"第 {lines[0][0]}–{lines[-1][0]} 行", rows)


def _cells(row: int, cells: Sequence[tuple[str, int]]) -> Iterator[SourceCell]:
    for column, (text, number) in enumerate(cells):
        yield SourceCell(text, row, column, place=f"第 {number} 行第 {column + 1} 格")
