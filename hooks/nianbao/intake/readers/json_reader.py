"""A JSON file: a report's open data as data/schema/report.json describes it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from ...form import local_frame
from ...source import Element
from ..document import Document, Paragraph, Refusal
from ..prose.dates import parse_date
from ..said import Said, SaidCorrection, SaidFault, SaidFigure
from .decoding import decode_text
from .open_data import DataLine, tables_of

__all__ = ["OpenReport", "open_report", "read_json", "said_by"]

_LONGEST_TEXT = 100_000


@dataclass(frozen=True, slots=True)
class OpenReport:
    """What a file of open data says of a report, and a line for each figure.

    ``notice`` is what readers are told of it, ``caption`` that of the report's own table; either
    may be empty. ``said`` is what only front matter can hold.
    """

    title: str
    published: str
    notice: str
    caption: str
    lines: tuple[DataLine, ...]
    said: Said


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
    return Document(blocks, report.title, published, notice=report.notice, said=report.said)


def said_by(files: Iterable[bytes]) -> Said:
    """What the open data among the files that go with a text say of it, figures and all."""
    for data in files:
        try:
            report = open_report(data)
        except Refusal:
            continue
        figures = {line.place: SaidFigure(line.value, line.note) for line in report.lines}
        return replace(report.said, figures=MappingProxyType(figures))
    return Said()


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
            _said(content),
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


def _said(content: Mapping[str, object]) -> Said:
    return Said(
        organ=_text(_part(content, "organ"), "name") if _has(content, "organ") else "",
        year=_text(content, "year"),
        version=_text(content, "version"),
        is_superseded=content.get("current") is False,
        time=_text(content, "publishedTime"),
        description=_text(content, "description"),
        original=_text(_part(content, "original"), "name") if _has(content, "original") else "",
        corrections=tuple(
            SaidCorrection(
                _text(entry, "date"),
                tuple(_text(place, "address") for place in _parts(entry, "what")),
                _text(entry, "why"),
            )
            for entry in _parts_or_none(content, "corrections")
        ),
        faults=tuple(
            SaidFault(_text(entry, "rule"), _text(entry, "address"), _text(entry, "reason"))
            for entry in _parts_or_none(content, "discrepancies")
        ),
        indicators=tuple(
            (_text(entry, "code"), _text(entry, "address"))
            for entry in _parts_or_none(content, "indicators")
        ),
    )


def _parts_or_none(content: Mapping[str, object], name: str) -> Sequence[object]:
    """The list that stands under a name; an empty one where there is none."""
    return _parts(content, name) if name in content else ()


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
