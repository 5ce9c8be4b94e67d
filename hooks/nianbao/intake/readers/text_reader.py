"""A report as plain text: tabbed lines are tables, all other lines are paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from ...source import Element
from ..document import Block, Document, Paragraph, Refusal, SourceCell, SourceTable
from .decoding import decode_text
from .page_numbers import is_page_number

__all__ = ["read_text_report"]

_RULE = re.compile(r"[\s\-－—–─━═=_＿*＊+|:│┃┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬]{3,}")
_FRAME = re.compile(r"[│┃|]")
_NUMBER = r"[-+−－＋]?\d[\d,，]*(?:\.\d+)?%?"
_FIGURES = re.compile(rf"(?:.*\S\s+)?{_NUMBER}\s+{_NUMBER}")
_SECTION = re.compile(r"[一二三四五六七八九十]+、")
_SENTENCE = re.compile(r"[。；！？]")
_LONGEST_CAPTION = 30
_LONGEST_ROW = 2_000


class _Kind(Enum):
    PROSE = auto()
    TABBED = auto()
    FIGURES = auto()
    """A label and at least two numbers, parted by spaces."""
    LABELS = auto()
    """Short words parted by spaces: the head of a table, when one is beside it."""


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    kind: _Kind

    @property
    def is_row(self) -> bool:
        """Whether it could be a row of a table by itself."""
        return self.kind is not _Kind.PROSE

    @property
    def is_short(self) -> bool:
        """Whether it could be a caption within a table, or a label with its number run on."""
        return len(self.text.strip()) <= _LONGEST_CAPTION and not _SENTENCE.search(self.text)


def read_text_report(data: bytes) -> Document:
    """A text file as paragraphs and tables, in order.

    Raises Refusal when the file is no text or empty.
    """
    blocks: list[Block] = []
    for run in _runs(decode_text(data)):
        blocks += _blocks(run)
    if not blocks:
        raise Refusal("这个文件里没有文字", "请检查选的文件对不对")
    return Document(tuple(blocks))


def _runs(text: str) -> Iterator[list[_Line]]:
    """Lines that stand together: a blank line or a page number parts them."""
    run: list[_Line] = []
    for number, raw in enumerate(text.split("\n"), 1):
        if not raw.strip() or is_page_number(raw):
            yield run
            run = []
        elif not _RULE.fullmatch(raw):
            line = _without_frame(raw)
            run.append(_Line(number, line, _kind(line)))
    yield run


def _without_frame(line: str) -> str:
    """The line with a frame drawn by characters turned into tabs."""
    stripped = line.strip()
    if _FRAME.match(stripped) and _FRAME.match(stripped[-1]):
        return _FRAME.sub("\t", stripped[1:-1])
    return line


def _kind(line: str) -> _Kind:
    stripped = line.strip()
    if "\t" in stripped:
        return _Kind.TABBED
    if len(stripped) > _LONGEST_ROW or _SENTENCE.search(stripped):
        return _Kind.PROSE
    if "\t" in line.lstrip():
        # A caption with nothing but empty cells beside it.
        return _Kind.TABBED
    if _FIGURES.fullmatch(stripped):
        return _Kind.FIGURES
    parts = stripped.split()
    if len(parts) > 1 and not _SECTION.match(stripped) and max(map(len, parts)) <= 20:
        return _Kind.LABELS
    return _Kind.PROSE


def _blocks(run: list[_Line]) -> Iterator[Block]:
    """The tables and paragraphs of lines without a blank one between them."""
    table: list[_Line] = []
    last = max((place for place, line in enumerate(run) if line.is_row), default=-1)
    for place, line in enumerate(run):
        is_inside = bool(table) and line.is_short and place < last
        if line.is_row or is_inside:
            table.append(line)
            continue
        yield from _finished(table)
        table = []
        yield _paragraph(line)
    yield from _finished(table)


def _finished(lines: list[_Line]) -> Iterator[Block]:
    if _is_table(lines):
        yield _table(lines)
    else:
        yield from map(_paragraph, lines)


def _is_table(lines: list[_Line]) -> bool:
    kinds = [line.kind for line in lines]
    tabbed = any(line.kind is _Kind.TABBED and "\t" in line.text.strip() for line in lines)
    rows = kinds.count(_Kind.FIGURES)
    return tabbed or rows >= 2 or (rows == 1 and _Kind.LABELS in kinds)


def _paragraph(line: _Line) -> Paragraph:
    return Paragraph(Element("p", children=(line.text.strip(),)), f"第 {line.number} 行")


def _table(lines: list[_Line]) -> SourceTable:
    rows = []
    for row, line in enumerate(lines):
        parts = line.text.split("\t") if line.kind is _Kind.TABBED else line.text.split()
        rows.append(
            tuple(
                SourceCell(
                    part.strip(),
                    row,
                    column,
                    place=f"第 {line.number} 行第 {column + 1} 格",
                    indent=len(part) - len(part.lstrip()),
                )
                for column, part in enumerate(parts)
            )
        )
    place = f"第 {lines[0].number}–{lines[-1].number} 行"
    return SourceTable(place, tuple(rows), has_columns=False)
