"""The sheet for the sections' prose: cells for paragraphs, and last year's text beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from ...book_marks import Kind
from ...check import aspects_of
from ...source import Report
from ...source.body import ReportSection
from ..spreadsheet import Looks, Place
from .material import BookMaterial
from .records import Records

__all__ = ["PROSE_SHEET", "write_prose_sheet"]

PROSE_SHEET = "正文"
_HEADS, _WRITTEN, _LAST = 24, 72, 60
_OF_ASPECT, _OF_SECTION, _FREE = 3, 5, 6
_HEIGHT, _HIGHEST = 48, 400
_LONGEST = 32_000
_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class _Part:
    """Paragraphs under one heading: the section, and what stands above them."""

    section: str
    heading: str
    count: int
    is_free: bool = False
    is_first: bool = True

    @property
    def head(self) -> str:
        """What stands beside its cells."""
        if self.section and self.heading and self.is_first:
            return f"{self.section}\n{self.heading}"
        return self.heading or self.section


@dataclass(frozen=True, slots=True)
class _Section:
    """One section: its parts below each other, and beside all of them last year's text."""

    parts: tuple[_Part, ...]
    last: tuple[str, ...]

    def beside(self) -> list[str]:
        """Last year's paragraphs, a row each; the last row has all that are left."""
        rows = sum(part.count for part in self.parts)
        texts = [*self.last[: rows - 1], "\n".join(self.last[rows - 1 :])]
        return [text[:_LONGEST] for text in texts] + [""] * (rows - len(texts))


def write_prose_sheet(
    book: Workbook, looks: Looks, material: BookMaterial, records: Records
) -> None:
    """Writes the sheet: a cell for each paragraph."""
    sheet = book.add_worksheet(PROSE_SHEET)
    for column, width in enumerate((_HEADS, _WRITTEN, _LAST)):
        sheet.set_column(column, column, width)
    before = material.before
    beside = f"上年（{before.year} 年度）的正文，供参考" if before else ""
    for column, text in enumerate(("部分", "正文：一格一段", beside)):
        sheet.write_string(0, column, text, looks.plain(is_bold=True))
    row = 1
    for section in _sections(material):
        for number, text in enumerate(section.beside(), row):
            sheet.set_row(number, _height(text))
            sheet.write_string(number, 2, text, looks.plain(is_faded=True))
        for part in section.parts:
            _write_part(sheet, looks, part, row, records)
            row += part.count
    sheet.freeze_panes(1, 1)
    sheet.set_selection(1, 1, 1, 1)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _write_part(sheet: Worksheet, looks: Looks, part: _Part, row: int, records: Records) -> None:
    head = Place(row, 0)
    look = looks.text_to_write() if part.is_free else looks.plain(is_bold=True)
    sheet.write_string(*head, part.head, look)
    if part.is_free:
        records.add(Kind.HEADING, "", head, PROSE_SHEET)
    for number in range(row, row + part.count):
        sheet.write_blank(number, 1, None, looks.text_to_write())
        records.add(Kind.PROSE, part.section, Place(number, 1), PROSE_SHEET, part.heading)


def _height(text: str) -> int:
    lines = sum(-(-2 * len(line) // _LAST) for line in text.split("\n"))
    return min(max(_HEIGHT, 14 * lines), _HIGHEST)


def _sections(material: BookMaterial) -> Iterator[_Section]:
    form = material.form
    if form.free_sections:
        yield from _free_sections(material)
        return
    aspects = aspects_of(form)
    for section in form.sections:
        if section.own_words and aspects:
            heads = [f"（{_NUMERALS[number]}）{aspect}" for number, aspect in enumerate(aspects)]
            parts = tuple(
                _Part(section.title, head, _OF_ASPECT, is_first=head == heads[0]) for head in heads
            )
            aspects = ()
        elif section.table:
            continue
        else:
            parts = (_Part(section.title, "", _OF_SECTION),)
        yield _Section(parts, _last_text(material.before, section.title))


def _free_sections(material: BookMaterial) -> Iterator[_Section]:
    """The sections that last year's report had, with headings to change; a few more without."""
    before = material.before
    sections = [s for s in before.sections if not s.official.table] if before else []
    for section in sections:
        heading = section.heading
        if before is not None:
            heading = heading.replace(str(before.year), str(material.year))
        yield _Section((_Part("", heading, _OF_SECTION, is_free=True),), _paragraphs(section))
    for _ in range(len(sections), _FREE):
        yield _Section((_Part("", "", _OF_SECTION, is_free=True),), ())


def _last_text(before: Report | None, title: str) -> tuple[str, ...]:
    sections = before.sections if before else ()
    return next((_paragraphs(s) for s in sections if s.official.title == title), ())


def _paragraphs(section: ReportSection) -> tuple[str, ...]:
    texts = (" ".join(block.text.split()) for block in section.blocks)
    return tuple(text for text in texts if text)
