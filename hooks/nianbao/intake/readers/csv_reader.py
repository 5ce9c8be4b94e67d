"""A CSV file: our own open data, turned back into tables, or any other as one table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from ...spreadsheet_text import without_mark
from ..document import Document, Refusal
from ..prose.dates import parse_date
from ..said import Said
from .decoding import decode_text
from .open_data import DataLine, table_of_texts, tables_of, usual_title

__all__ = ["is_open_data", "read_csv"]

_OWN = ("机关", "年度", "格式", "表", "行", "列", "数值", "单位", "备注")
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
        return Document((table_of_texts(list(map(_placed, lines))),))
    return _own(
        [(n, dict(zip(columns, map(_own_text, line), strict=False))) for n, line in lines[1:]]
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
    reports = {tuple(line.get(column, "") for column in _REPORT) for _, line in lines}
    if len(reports) > 1:
        raise Refusal(
            f"这个 CSV 文件里有 {len(reports)} 份报告的数据",
            "请用报告网页上的 CSV，一份报告一个文件",
        )
    if not lines:
        raise Refusal("这个 CSV 文件里没有数据", "请检查选的文件对不对")
    _, first = lines[0]
    title = usual_title(first.get("机关", ""), first.get("年度", ""))
    published = parse_date(first.get("发布日期", ""))
    said = Said(
        organ=first.get("机关", ""),
        year=first.get("年度", ""),
        version=first.get("版本", ""),
        is_superseded=first.get("现行") == "否",
    )
    return Document(tables_of(map(_data_line, lines)), title, published, said=said)


def _data_line(line: _Line) -> DataLine:
    number, said = line
    form, table, row, column, *rest = (said.get(name, "") for name in _OWN[2:])
    value, unit, note = rest
    labels = tuple(_BETWEEN_LABELS.split(row))
    return DataLine(f"第 {number} 行", form, table, labels, column, value, unit, note)


def _placed(line: tuple[int, list[str]]) -> list[tuple[str, str]]:
    """The texts of a line, each with its place."""
    number, parts = line
    return [(part.strip(), f"第 {number} 行第 {at} 格") for at, part in enumerate(parts, 1)]
