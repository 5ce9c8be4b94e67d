"""The lines of a PDF as paragraphs and headings."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...source import Element
from ..document import Block, Paragraph
from .pdf_columns import CLOSING, OPENING, Body, PlacedLine
from .pdf_glyphs import TextLine

__all__ = ["flow"]

_NEVER_FIRST = "）)》〉”’」』】〕]，。、；：？！%"
_BULLETS = "•●■◆❖▪➢✓"
_DEEPEST = 6
_FIRST_LINE = 2.6
_ALIGNED = 0.25
_MARKER = re.compile(rf"[{_BULLETS}]|\d{{1,2}}[.．、)）]|[(（]\d{{1,2}}[)）]|[①-⑳]")
_BEGINNING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]"
    r"|\d{1,2}[.．、](?!\d)|[①-⑳]|[^，。；：、！？]{1,4}[：:]"
)
_SENTENCE = re.compile("[。！？；：]$")
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
            words = text[-1:].isascii() and part[0].isascii()
            text += f" {part}" if text and words else part
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
    return isinstance(group, _Group) and group.text[0] in _BULLETS and len(group.text) > 1


def _list(groups: Sequence[_Group]) -> Paragraph:
    items = tuple(Element("li", children=(group.text[1:].strip(),)) for group in groups)
    return Paragraph(Element("ul", children=items), groups[0].place)


def _groups(items: Sequence[PlacedLine | Block], body: Body) -> Iterator[_Group | Block]:
    """The lines of each paragraph; footnotes come after the paragraph that they interrupt."""
    group: list[PlacedLine] = []
    notes: list[PlacedLine] = []
    for index, item in enumerate(items):
        if isinstance(item, PlacedLine) and group:
            if _continues(group, item, body):
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


def _continues(group: Sequence[PlacedLine], below: PlacedLine, body: Body) -> bool:
    """Whether a line goes on with the paragraph of the lines above it."""
    above = group[-1]
    size = below.line.size
    if below.line.text[0] in _NEVER_FIRST:
        # No paragraph begins so; the program that set it knows no rules for ends of lines.
        return True
    if abs(above.line.size - size) > 0.1 * size or _in_another_font(above.line, below.line):
        return False
    pitch = below.line.middle - above.line.middle
    if above.page == below.page and pitch > 1.4 * body.pitch * max(size / body.size, 1):
        return False
    if size > 1.15 * body.size and above.page == below.page and below.centred:
        return True
    if _ended(above, below):
        return False
    if _SENTENCE.search(above.line.text):
        is_apart = above.page == below.page and pitch > 1.15 * body.pitch * max(size / body.size, 1)
        if is_apart or _BEGINNING.match(below.line.text):
            return False
    return below.indent <= 1.2 or _is_below_indent(group[0], below) or _hangs(group, below)


def _is_below_indent(first: PlacedLine, below: PlacedLine) -> bool:
    """Whether a line begins left of a first line, both of them inside the margin."""
    return below.indent + 0.9 < first.indent <= _DEEPEST


def _hangs(group: Sequence[PlacedLine], below: PlacedLine) -> bool:
    """Whether a line begins where the one above does, or the text of an item after its number."""
    if len(group) > 1 or below.indent > _FIRST_LINE:
        return abs(group[-1].line.x0 - below.line.x0) < _ALIGNED * below.line.size
    marker = _MARKER.match(group[0].line.text)
    if marker is None:
        return False
    glyphs = group[0].line.glyphs
    text = glyphs[min(len(marker[0]), len(glyphs) - 1)].x0 - glyphs[0].x0
    return abs(group[0].indent + text / below.line.size - below.indent) < _ALIGNED


def _in_another_font(above: TextLine, below: TextLine) -> bool:
    """Whether all of a line looks unlike all of the other: not where a few words are bold."""
    fonts = {above.font, below.font}
    return (
        len(fonts) == 2
        and "" not in fonts
        and above.font not in {glyph.font for glyph in below.glyphs}
        and below.font not in {glyph.font for glyph in above.glyphs}
    )


def _ended(above: PlacedLine, below: PlacedLine) -> bool:
    """Whether the first word of the line below would have had room in the line above."""
    return above.room > max(1.5, _first_word(below.line) / below.line.size + 0.5)


def _first_word(line: TextLine) -> float:
    """The width of what may not be parted at the beginning of a line."""
    end = 0
    glyphs = line.glyphs
    while end < len(glyphs) - 1 and glyphs[end].text in OPENING:
        end += 1
    while end < len(glyphs) - 1 and _keeps(glyphs[end].text, glyphs[end + 1].text):
        end += 1
    return glyphs[end].x1 - line.x0


def _keeps(left: str, right: str) -> bool:
    return right in CLOSING or (left.isascii() and right.isascii())


def _may_be_title(group: _Group, body: Body) -> bool:
    return group.lines[0].page == 1 and group.style[0] > 1.15 * body.size and _is_short(group)


def _may_be_heading(group: _Group, body: Body) -> bool:
    size, font = group.style
    apart = size > 1.08 * body.size or (font not in ("", body.font) and size > 0.95 * body.size)
    return apart and _is_short(group)


def _is_short(group: _Group) -> bool:
    text = group.text
    return len(text) <= _LONGEST_HEADING and not _NO_HEADING.search(text)
