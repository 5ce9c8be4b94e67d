"""Tables of which every cell came as a paragraph of its own, in rows again.

That is what a browser's clipboard gives for cells that hold paragraphs. Labels are told by the
words of the forms; what follows a label as far as the next one are its figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from itertools import groupby

from ...form import Section, editions_in_use, forms
from ..document import Block, Paragraph, SourceCell, SourceTable
from ..prose.section_titles import Level, Likeness, TitleLine, likeness_of, names_of_section
from .cell_text import looks_like_figure
from .headers import header_words
from .label_matching import bare
from .line_matching import line_matcher

__all__ = ["with_stacked_tables"]

_LONGEST_LABEL = 60
_LONGEST_FIGURE = 24
# Fewer are no table: a date, a telephone number stand on a line of their own, too.
_FEWEST_FIGURES, _FEWEST_LABELS = 5, 5


class _Kind(Enum):
    FIGURE = auto()
    LABEL = auto()
    """A label of a form."""
    SHORT = auto()
    """What may be a label."""
    PROSE = auto()


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    place: str
    kind: _Kind


@dataclass(frozen=True, slots=True)
class _Words:
    labels: frozenset[str]
    columns: frozenset[str]
    units: frozenset[str]


def with_stacked_tables(blocks: Iterable[Block]) -> list[Block]:
    """The blocks; paragraphs that are the cells of a table, as that table."""
    done: list[Block] = []
    run: list[tuple[Block, _Cell]] = []
    for block in blocks:
        cell = _cell(block)
        if cell.kind is _Kind.PROSE:
            done += _finished(run)
            run = []
            done.append(block)
        else:
            run.append((block, cell))
    return [*done, *_finished(run)]


def _cell(block: Block) -> _Cell:
    if not isinstance(block, Paragraph) or block.element.tag != "p":
        return _Cell("", block.place, _Kind.PROSE)
    text = block.element.text.strip()
    has_picture = any(not isinstance(c, str) and c.tag == "img" for c in block.element.children)
    if not text or has_picture:
        kind = _Kind.PROSE
    elif bare(text) in _words().labels:
        kind = _Kind.LABEL
    elif len(text) <= _LONGEST_FIGURE and looks_like_figure(text):
        kind = _Kind.FIGURE
    elif _is_title(text):
        kind = _Kind.PROSE
    else:
        is_short = len(text) <= _LONGEST_LABEL and not text.endswith(("。", "；"))
        kind = _Kind.SHORT if is_short else _Kind.PROSE
    return _Cell(text, block.place, kind)


def _finished(run: Sequence[tuple[Block, _Cell]]) -> Iterator[Block]:
    """The blocks of a run; from the first label to the last figure they are a table."""
    kinds = [cell.kind for _, cell in run]
    if kinds.count(_Kind.FIGURE) < _FEWEST_FIGURES or kinds.count(_Kind.LABEL) < _FEWEST_LABELS:
        yield from (block for block, _ in run)
        return
    start = kinds.index(_Kind.LABEL)
    end = max(n for n, kind in enumerate(kinds) if kind is _Kind.FIGURE) + 1
    yield from (block for block, _ in run[:start])
    yield _table([cell for _, cell in run[start:end]])
    yield from (block for block, _ in run[end:])


def _table(cells: Sequence[_Cell]) -> SourceTable:
    rows = tuple(
        tuple(SourceCell(cell.text, row, n, place=cell.place) for n, cell in enumerate(found))
        for row, found in enumerate(_rows(cells))
    )
    return SourceTable(f"{cells[0].place}至{cells[-1].place}", rows, has_columns=False)


def _rows(cells: Sequence[_Cell]) -> Iterator[Sequence[_Cell]]:
    """Each label with its figures; labels without any, together in rows of their own."""
    for is_figures, group in groupby(cells, key=lambda cell: cell.kind is _Kind.FIGURE):
        if not is_figures:
            labels = list(group)
            continue
        own = labels[_start_of_row(labels) :]
        if len(own) < len(labels):
            yield labels[: len(labels) - len(own)]
        yield [*own, *group]


def _start_of_row(labels: Sequence[_Cell]) -> int:
    """Where in labels one after the other the last one's row begins: below the header."""
    names = [bare(label.text) for label in labels]
    if len(names) > 1 and {*names[-2:]} <= _words().columns:
        # Figures right below a header, as where rows stand side by side.
        return len(names)
    return len(names) - (2 if len(names) > 1 and names[-1] in _words().units else 1)


def _words() -> _Words:
    return _words_of(editions_in_use())


@cache
def _words_of(_editions: str) -> _Words:
    known = [(header_words(form), line_matcher(form)) for form in forms().values()]
    columns = {name for header, _ in known for name in header.columns}
    units = {unit for _, lines in known for unit in lines.units if unit}
    labels = {
        name
        for header, lines in known
        for names in (header.corners, header.groups, lines.places.keys(), lines.groups)
        for name in names
    }
    captions = {
        bare(block.caption)
        for form in forms().values()
        for table in form.tables.values()
        for block in table.blocks
    }
    return _Words(
        frozenset({*columns, *units, *labels, *captions} - {""}),
        frozenset(columns),
        frozenset(units),
    )


def _is_title(text: str) -> bool:
    """Whether a text is the title of a section rather than a label."""
    line = TitleLine.of(text)
    if line is None or line.level not in (Level.NONE, Level.CHAPTER):
        return False
    return any(
        line.words in names_of_section(section)
        or (line.level is Level.CHAPTER and likeness_of(line, section) >= Likeness.NEARLY)
        for section in _sections(editions_in_use())
    )


@cache
def _sections(_editions: str) -> tuple[Section, ...]:
    known = (form for form in forms().values() if not form.free_sections)
    return tuple(dict.fromkeys(section for form in known for section in form.sections))
