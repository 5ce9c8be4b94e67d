"""A JSON file: a report's open data as data/schema/report.json describes it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...form import local_frame
from ...source import Element
from ..document import Document, Paragraph, Refusal
from ..prose.dates import parse_date
from .decoding import decode_text
from .open_data import DataLine, tables_of

__all__ = ["OpenReport", "open_report", "read_json"]

_LONGEST_TEXT = 100_000


@dataclass(frozen=True, slots=True)
class OpenReport:
    """What a file of open data says of a report, and a line for each figure.

    ``notice`` is what readers are told of it, ``caption`` that of the report's own table; either
    may be empty.
    """

    title: str
    published: str
    notice: str
    caption: str
    lines: tuple[DataLine, ...]


def read_json(data: bytes) -> Document:
    """The tables of a report's open data. Raises Refusal when the file is anything else."""
    report = open_report(data)
    if not report.lines:
        raise Refusal(
            "这份报告的 JSON 里没有统计表，也没有正文",
            "请用报告的 Word 文件、PDF 或网页导入",
        )
    above = (Paragraph(Element("p", children=(report.caption,))),) if report.caption else ()
    blocks = (*above, *tables_of(report.lines))
    published = parse_date(report.published)
    return Document(blocks, report.title, published, notice=report.notice)


def open_report(data: bytes) -> OpenReport:
    """The content of the file. Raises Refusal when it is no open data."""
    try:
        # Digits stay as they are written.
        content = json.loads(decode_text(data), parse_int=str, parse_float=str)
        form, tables = _text(_part(content, "form"), "name"), _parts(content, "tables")
        own = [table for table in tables if _text(table, "name") in local_frame().tables]
        return OpenReport(
            _text(content, "title"),
            _text(content, "published"),
            _text(content, "notice"),
            _text(own[0], "caption") if own else "",
            tuple(_lines(form, tables)),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise Refusal(
            "这个 JSON 文件不是年报的数据，或者不完整",
            "请用报告网页上的 JSON，一份报告一个文件",
        ) from error


def _lines(form: str, tables: Sequence[object]) -> Iterator[DataLine]:
    for table in tables:
        for row in _parts(table, "rows"):
            labels = tuple(map(str, _parts(row, "labels" if _has(row, "labels") else "name")))
            for cell in _parts(row, "cells"):
                yield DataLine(
                    _text(cell, "address"),
                    form,
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
