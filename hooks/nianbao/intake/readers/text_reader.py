"""A report as plain text: tabbed lines are tables, all other lines are paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from ...source import Element
from ..document import Block, Document, Paragraph, Refusal, SourceCell, SourceTable
from .decoding import decode_text
from .page_numbers import is_page_number
from .text_bars import is_rule, without_bars
from .text_markdown import is_item, is_markdown, markdown_prose, plain_cell
from .text_wrapping import Wrapping, joined

__all__ = ["read_text_report", "text_blocks"]

_NUMBER = r"[-+−－＋]?\d[\d,，]*(?:\.\d+)?%?"
_FIGURES = re.compile(rf"(?:.*\S\s+)?{_NUMBER}\s+{_NUMBER}")
_SECTION = re.compile(r"[一二三四五六七八九十]+、")
_SENTENCE = re.compile(r"[。；！？]")
_LONGEST_CAPTION = 30
_LONGEST_ROW = 2_000
# So many rows, each with a blank line below it, are one table.
_FEWEST_SPACED = 3


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
    last: str = ""
    """The last line of several in one."""

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
    blocks = text_blocks(decode_text(data))
    if not blocks:
        raise Refusal("这个文件里没有文字", "请检查选的文件对不对")
    return Document(tuple(blocks))


def text_blocks(text: str) -> list[Block]:
    """The paragraphs and tables of a text, in order."""
    lines = text.split("\n")
    has_marks = is_markdown(lines)
    runs = list(_runs(without_bars(lines)))
    prose = (line.text for run in runs for line in run if line.kind is _Kind.PROSE)
    maker = _Maker(Wrapping(prose), has_marks)
    return [block for run in runs for block in maker.blocks(run)]


def _runs(lines: Sequence[str]) -> Iterator[list[_Line]]:
    """Lines that stand together: a blank line or a page number parts them."""
    run: list[_Line] = []
    spaced = _between_rows(lines)
    for number, line in enumerate(lines, 1):
        if number - 1 in spaced:
            continue
        if not line.strip() or is_page_number(line):
            yield run
            run = []
        elif not is_rule(line):
            run.append(_Line(number, line, _kind(line), line))
    yield run


def _between_rows(lines: Sequence[str]) -> set[int]:
    """The blank lines between rows of which every one has a blank line below it."""
    rows = [n for n, line in enumerate(lines) if "\t" in line.strip()]
    found: set[int] = set()
    stretch: list[int] = []
    for row in (*rows, -1):
        if stretch and row == stretch[-1] + 2 and not lines[row - 1].strip():
            stretch.append(row)
            continue
        if len(stretch) >= _FEWEST_SPACED:
            found |= {place + 1 for place in stretch[:-1]}
        stretch = [row]
    return found


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


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes blocks of lines that stand together."""

    wrapping: Wrapping
    has_marks: bool

    def blocks(self, run: list[_Line]) -> Iterator[Block]:
        """The tables and paragraphs of lines without a blank one between them."""
        lines: list[_Line] = []
        last = max((place for place, line in enumerate(run) if line.is_row), default=-1)
        prose: list[_Line] = []
        for place, line in enumerate(run):
            is_inside = bool(lines) and line.is_short and place < last
            if line.is_row or is_inside:
                lines.append(line)
                continue
            if _is_table(lines):
                yield from self.paragraphs(prose)
                yield self.table(lines)
                prose = []
            else:
                prose += lines
            lines = []
            prose.append(line)
        if _is_table(lines):
            yield from self.paragraphs(prose)
            yield self.table(lines)
        else:
            yield from self.paragraphs([*prose, *lines])

    def paragraphs(self, lines: Sequence[_Line]) -> Iterator[Block]:
        """Lines of prose, those in one piece that a fixed width has broken."""
        whole: list[_Line] = []
        for line in lines:
            above = whole[-1] if whole else None
            if above is not None and self.has_marks and is_item(above.text) and is_item(line.text):
                whole[-1] = replace(above, text=f"{above.text}\n{line.text}", last=line.last)
            elif above is not None and self.wrapping.goes_on(above.last, line.text):
                whole[-1] = replace(above, text=joined(above.text, line.text), last=line.last)
            else:
                whole.append(line)
        for line in whole:
            place = f"第 {line.number} 行"
            if self.has_marks:
                for element in markdown_prose(line.text):
                    yield Paragraph(element, place)
            else:
                yield Paragraph(Element("p", children=(line.text.strip(),)), place)

    def table(self, lines: Sequence[_Line]) -> SourceTable:
        """Lines as the rows of a table."""
        rows = []
        for row, line in enumerate(lines):
            parts = line.text.split("\t") if line.kind is _Kind.TABBED else line.text.split()
            cells = (
                SourceCell(
                    (plain_cell(part) if self.has_marks else part).strip(),
                    row,
                    column,
                    place=f"第 {line.number} 行第 {column + 1} 格",
                    indent=len(part) - len(part.lstrip()),
                )
                for column, part in enumerate(parts)
            )
            rows.append(tuple(cells))
        place = f"第 {lines[0].number}–{lines[-1].number} 行"
        return SourceTable(place, tuple(rows), has_columns=False)


def _is_table(lines: Sequence[_Line]) -> bool:
    kinds = [line.kind for line in lines]
    tabbed = any(line.kind is _Kind.TABBED and "\t" in line.text.strip() for line in lines)
    rows = kinds.count(_Kind.FIGURES)
    return tabbed or rows >= 2 or (rows == 1 and _Kind.LABELS in kinds)
