"""A JSON file: a report's open data as data/schema/report.json describes it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..document import Document, Refusal
from ..prose.dates import parse_date
from .decoding import decode_text
from .open_data import DataLine, tables_of

__all__ = ["OpenReport", "open_report", "read_json"]

_LONGEST_TEXT = 100_000


@dataclass(frozen=True, slots=True)
class OpenReport:
    """What a file of open data says of a report: its title, its day, a line for each figure."""

    title: str
    published: str
    lines: tuple[DataLine, ...]


def read_json(data: bytes) -> Document:
    """The tables of a report's open data. Raises Refusal when the file is anything else."""
    report = open_report(data)
    if not report.lines:
        raise Refusal(
            "这份报告的 JSON 里没有统计表，也没有正文",
            "请用报告的 Word 文件、PDF 或网页导入",
        )
    return Document(tables_of(report.lines), report.title, parse_date(report.published))


def open_report(data: bytes) -> OpenReport:
    """The content of the file. Raises Refusal when it is no open data."""
    try:
        # Digits stay as they are written.
        content = json.loads(decode_text(data), parse_int=str, parse_float=str)
        return OpenReport(
            _text(content, "title"),
            _text(content, "published"),
            tuple(_lines(_part(content, "form"), _parts(content, "tables"))),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise Refusal(
            "这个 JSON 文件不是年报的数据，或者不完整",
            "请用报告网页上的 JSON，一份报告一个文件",
        ) from error


def _lines(form: Mapping[str, object], tables: Sequence[object]) -> Iterator[DataLine]:
    for table in tables:
        for row in _parts(table, "rows"):
            labels = tuple(map(str, _parts(row, "labels" if _has(row, "labels") else "name")))
            for cell in _parts(row, "cells"):
                yield DataLine(
                    _text(cell, "address"),
                    _text(form, "name"),
                    _text(table, "name"),
                    labels,
                    *(_text(cell, name) for name in ("column", "value", "unit", "note")),
                )


def _has(content: object, name: str) -> bool:
    return isinstance(content, dict) and name in content


def _part(content: object, name: str) -> Mapping[str, object]:
    """What stands under a name. Raises TypeError where it has no names itself."""
    part = content[name] if isinstance(content, dict) else None
    if not isinstance(part, dict):
        raise TypeError(name)
    return part


def _parts(content: object, name: str) -> Sequence[object]:
    """The list that stands under a name. Raises TypeError, KeyError where there is none."""
    part = content[name] if isinstance(content, dict) else None
    if not isinstance(part, list):
        raise TypeError(name)
    return part


def _text(content: object, name: str) -> str:
    """A text or a number; nothing where there is none. Raises TypeError for anything else."""
    if not isinstance(content, dict):
        raise TypeError(name)
    text = content.get(name)
    if text is None:
        return ""
    if not isinstance(text, str) or len(text) > _LONGEST_TEXT:
        raise TypeError(name)
    return text
