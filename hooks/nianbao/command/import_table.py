"""待定表: files of which nobody could tell whose report they are, for somebody to fill in.

A CSV that Excel and WPS open; what they save may be in GBK.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..intake.identity import Register
from ..source import YEARS
from ..spreadsheet_text import marked_as_text, without_mark

__all__ = ["Answer", "Row", "TableError", "read_table", "write_table"]

_HEAD = ("文件", "机关代号", "年度", "原因")
_SKIPPED = ("不导入", "不用", "略")
_LARGEST = 10_000_000


class TableError(Exception):
    """The table cannot be used; the sentence says which row is wrong, and how."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody wrote of one file: whose report of which year, or that it is none."""

    slug: str = ""
    year: int = 0
    is_skipped: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One file: what is known of it or was answered, and why that is not enough, if it is not."""

    name: str
    answer: Answer
    why: str = ""


def read_table(path: Path, register: Register) -> Mapping[str, Answer]:
    """What the table says, by the names of files; rows that are still empty say nothing.

    Raises TableError, OSError.
    """
    data = path.read_bytes()
    if len(data) > _LARGEST:
        raise TableError(f"{path.name} 太大，不像是待定表")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    try:
        rows = list(csv.reader(io.StringIO(text), strict=True))
    except csv.Error as error:
        raise TableError(f"{path.name} 读不出来，请用表格软件另存为 CSV（逗号分隔）") from error
    if not rows or tuple(cell.strip() for cell in rows[0][:3]) != _HEAD[:3]:
        raise TableError(f"{path.name} 的第一行应为 {'、'.join(_HEAD)}，请不要删去")
    answers: dict[str, Answer] = {}
    for number, row in enumerate(rows[1:], 2):
        name, organ, year, *_ = (without_mark(cell.strip()) for cell in (*row, "", "", ""))
        if name and (organ or year):
            answers[name] = _answer(organ, year, f"{path.name} 第 {number} 行", register)
    return answers


def write_table(path: Path, rows: Iterable[Row]) -> None:
    """Writes the table, in place of what it was. Raises OSError."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_HEAD)
    for row in rows:
        answer = row.answer
        organ = _SKIPPED[0] if answer.is_skipped else answer.slug
        cells = (row.name, organ, str(answer.year or ""), row.why)
        writer.writerow(map(marked_as_text, cells))
    path.write_bytes(text.getvalue().encode("utf-8-sig"))


def _answer(organ: str, year: str, where: str, register: Register) -> Answer:
    if organ in _SKIPPED:
        return Answer(is_skipped=True)
    slug = organ if organ in register.names else register.in_text(organ)
    if organ and not slug:
        raise TableError(f"{where}：organs.yml 里没有“{organ}”，请写机关代号；不导入的写“不导入”")
    digits = re.fullmatch(r"(\d{4})\s*(?:年|年度|\.0)?", year)
    if year and not (digits and int(digits[1]) in YEARS):
        raise TableError(f"{where}：“{year}”不是年度，请写四位数，例如 2021")
    return Answer(slug, int(digits[1]) if digits else 0)
