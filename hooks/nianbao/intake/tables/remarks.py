"""What a table says besides labels and figures: its notes and titles, kept as paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from ...form import Form
from ...source import Element
from ..document import Block, Paragraph, SourceTable
from .headers import header_words
from .label_matching import bare, closeness, without_groups
from .line_matching import line_matcher
from .rows import SourceRow

__all__ = ["remarks_among", "with_remarks"]

_ALIKE = 0.7
# A word or two are a label that is cut off, no note.
_SHORTEST = 5


def remarks_among(form: Form, rows: Iterable[SourceRow]) -> tuple[SourceRow, ...]:
    """Of rows without figures those that say something the form does not print."""
    return tuple(row for row in rows if not row.has_figures and any(_said(form, row)))


def with_remarks(
    form: Form, blocks: Sequence[Block], remarks: Iterable[SourceRow]
) -> Iterator[Block]:
    """The blocks, with the remarks of each table above it, or below where figures precede them."""
    by_table: dict[int, list[SourceRow]] = {}
    for row in remarks:
        by_table.setdefault(row.table, []).append(row)
    number = 0
    for block in blocks:
        if not isinstance(block, SourceTable):
            yield block
            continue
        own = by_table.get(number, [])
        number += 1
        first = _first_figures(block)
        above = [row for row in own if row.cells[0].row < first]
        yield from _paragraphs(form, above)
        yield block
        yield from _paragraphs(form, own[len(above) :])


def _first_figures(table: SourceTable) -> int:
    """The number of the first row that has figures."""
    rows = (SourceRow(0, cells, 0, table.has_columns) for cells in table.rows if cells)
    numbers = (row.cells[0].row for row in rows if row.has_figures)
    return next(numbers, len(table.rows))


def _paragraphs(form: Form, rows: Iterable[SourceRow]) -> Iterator[Block]:
    for row in rows:
        for text in _said(form, row):
            yield Paragraph(Element("p", children=(text,)), row.place)


def _said(form: Form, row: SourceRow) -> Iterator[str]:
    """What the cells say, line by line, without what the form prints itself."""
    for cell in row.cells:
        if not _is_printed(form, cell.text):
            yield from (text for line in cell.text.split("\n") if (text := line.strip()))


def _is_printed(form: Form, text: str) -> bool:
    whole = bare(text)
    if len(whole) < _SHORTEST:
        return True
    printed, groups = _printed(form)
    return any(
        name in printed or any(closeness(name, known) >= _ALIKE for known in printed)
        for name in without_groups(text, groups)
    )


@cache
def _printed(form: Form) -> tuple[frozenset[str], frozenset[str]]:
    """All that the form prints, and of it the labels of groups."""
    words, lines = header_words(form), line_matcher(form)
    groups = frozenset({*words.groups, *lines.groups})
    tables = form.tables.values()
    captions = [table.caption for table in tables]
    captions += [block.caption for table in tables for block in table.blocks]
    captions += [section.title for section in form.sections]
    names = {*words.columns, *words.corners, *lines.places, *map(bare, captions)}
    return frozenset((names | groups) - {""}), groups
