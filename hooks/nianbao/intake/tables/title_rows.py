"""Tables that hold more than one section: parted at the rows that are a section's title."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from ...form import fold, forms
from ...source import Element
from ..document import Block, Paragraph, SourceCell, SourceTable
from ..prose.section_titles import Level, TitleLine

__all__ = ["with_title_rows_apart"]

_Row = tuple[SourceCell, ...]


def with_title_rows_apart(blocks: Iterable[Block]) -> list[Block]:
    """The blocks; of a table with such rows what is above and below each, and the title."""
    return [
        part
        for block in blocks
        for part in ((block,) if isinstance(block, Paragraph) else _parts(block))
    ]


def _parts(table: SourceTable) -> Iterator[Block]:
    titles = [number for number, row in enumerate(table.rows) if _title(row)]
    if not titles:
        yield table
        return
    start = 0
    for number in (*titles, len(table.rows)):
        if number > start:
            yield _part(table, start, number)
        if number < len(table.rows):
            cell = next(cell for cell in table.rows[number] if cell.text.strip())
            yield Paragraph(Element("p", children=(_title(table.rows[number]),)), cell.place)
        start = number + 1


def _part(table: SourceTable, start: int, end: int) -> SourceTable:
    rows = tuple(
        tuple(replace(cell, row=cell.row - start) for cell in row) for row in table.rows[start:end]
    )
    return replace(table, rows=rows)


def _title(row: _Row) -> str:
    """The title of a section that a row is; nothing where it says anything else."""
    texts = [text for cell in row if (text := "".join(cell.text.split()))]
    line = TitleLine.of(texts[0]) if len(texts) == 1 else None
    is_title = line is not None and line.level is Level.CHAPTER and fold(texts[0]) in _titles()
    return texts[0] if is_title else ""


@cache
def _titles() -> frozenset[str]:
    """The titles of sections with the form's own words: others stand in tables, too."""
    sections = (s for form in forms().values() if not form.free_sections for s in form.sections)
    return frozenset(fold(title) for s in sections for title in (s.title, *s.variants))
