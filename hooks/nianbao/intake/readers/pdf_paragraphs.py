"""The lines of a PDF as paragraphs and headings."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...source import Element
from ..document import Block, Paragraph
from .pdf_columns import Body, PlacedLine
from .pdf_joining import BULLETS, continues

__all__ = ["flow"]

# A line ends between two Latin words; in numbers and addresses it may end anywhere.
_WORDS = re.compile("[A-Za-z][A-Za-z0-9(]|[0-9)][A-Za-z]|[.,;:!?][A-Z]")
_NO_HEADING = re.compile(r"[。；，]|[、：:]$")
_LONGEST_HEADING = 40


@dataclass(frozen=True, slots=True)
class _Group:
    """Lines that make one paragraph."""

    lines: tuple[PlacedLine, ...]

    @property
    def text(self) -> str:
        text = ""
        for placed in self.lines:
            part = placed.line.text
            text += f" {part}" if _WORDS.fullmatch(text[-1:] + part[0]) else part
        return text

    @property
    def place(self) -> str:
        return f"第 {self.lines[0].page} 页"

    @property
    def style(self) -> tuple[float, str]:
        return self.lines[0].line.size, self.lines[0].line.font


def flow(items: Sequence[PlacedLine | Block], body: Body) -> Iterator[Block]:
    """Lines in reading order as paragraphs; the blocks between them stay where they are."""
    groups = list(_groups(items, body))
    first = next((g for g in groups if isinstance(g, _Group) and _may_be_title(g, body)), None)
    styles = [
        group.style
        for group in groups
        if isinstance(group, _Group) and group is not first and _may_be_heading(group, body)
    ]
    # Larger headings stand above smaller ones; of one size, the first to come is the upper.
    ranks = sorted(dict.fromkeys(styles), key=lambda style: -style[0])
    for is_list, run in itertools.groupby(groups, _is_item):
        if is_list:
            yield _list([group for group in run if isinstance(group, _Group)])
            continue
        for group in run:
            if not isinstance(group, _Group):
                yield group
                continue
            tag = "p"
            if group is first:
                tag = "h1"
            elif _may_be_heading(group, body):
                tag = f"h{min(ranks.index(group.style), 2) + 2}"
            yield Paragraph(Element(tag, children=(group.text,)), group.place)


def _is_item(group: _Group | Block) -> bool:
    """Whether a paragraph begins with a bullet."""
    return isinstance(group, _Group) and group.text[0] in BULLETS and len(group.text) > 1


def _list(groups: Sequence[_Group]) -> Paragraph:
    items = tuple(Element("li", children=(group.text[1:].strip(),)) for group in groups)
    return Paragraph(Element("ul", children=items), groups[0].place)


def _groups(items: Sequence[PlacedLine | Block], body: Body) -> Iterator[_Group | Block]:
    """The lines of each paragraph; footnotes come after the paragraph that they interrupt."""
    group: list[PlacedLine] = []
    notes: list[PlacedLine] = []
    for index, item in enumerate(items):
        if isinstance(item, PlacedLine) and group:
            if continues(group, item, body):
                group.append(item)
                continue
            if _is_at_foot(group[-1], items[index:], body):
                notes.append(item)
                continue
        if group:
            yield _Group(tuple(group))
            yield from _groups(notes, body)
        group, notes = [], []
        if isinstance(item, PlacedLine):
            group.append(item)
        else:
            yield item
    if group:
        yield _Group(tuple(group))
        yield from _groups(notes, body)


def _is_at_foot(above: PlacedLine, items: Sequence[PlacedLine | Block], body: Body) -> bool:
    """Whether a page has nothing more below a line of plain text than smaller lines."""
    if abs(above.line.size - body.size) > 0.1 * body.size:
        return False
    column = list(itertools.takewhile(lambda item: _is_beside(above, item), items))
    return bool(column) and all(
        isinstance(item, PlacedLine) and item.line.size < 0.9 * body.size for item in column
    )


def _is_beside(above: PlacedLine, item: PlacedLine | Block) -> bool:
    """Whether something stands in the same column of the same page as a line."""
    if isinstance(item, PlacedLine):
        return (item.page, item.column) == (above.page, above.column)
    return item.place.startswith(f"第 {above.page} 页")


def _may_be_title(group: _Group, body: Body) -> bool:
    return group.lines[0].page == 1 and group.style[0] > 1.15 * body.size and _is_short(group)


def _may_be_heading(group: _Group, body: Body) -> bool:
    size, font = group.style
    apart = size > 1.08 * body.size or (font not in ("", body.font) and size > 0.95 * body.size)
    return apart and _is_short(group)


def _is_short(group: _Group) -> bool:
    text = group.text
    return len(text) <= _LONGEST_HEADING and not _NO_HEADING.search(text)
