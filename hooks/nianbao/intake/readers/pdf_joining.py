"""Tells whether a line of a PDF goes on with the paragraph above it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .pdf_columns import CLOSING, OPENING, Body, PlacedLine
from .pdf_glyphs import TextLine

__all__ = ["BULLETS", "continues"]

BULLETS = "•●■◆❖▪➢✓"
_NEVER_FIRST = "）)》〉”’」』】〕]，。、；：？！%"
_APART = 1.4
_LOOSE = 1.15
_DEEPEST = 6
_FIRST_LINE = 2.3
_ALIGNED = 0.25
_MARKER = re.compile(rf"[{BULLETS}]|\d{{1,2}}[.．、)）]|[(（]\d{{1,2}}[)）]|[①-⑳]")
_BEGINNING = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]"
    r"|\d{1,2}[.．、](?!\d)|[①-⑳]|[^，。；：、！？]{1,4}[：:]"
)
_SENTENCE = re.compile("[。！？；：]$")


def continues(group: Sequence[PlacedLine], below: PlacedLine, body: Body) -> bool:
    """Whether a line goes on with the paragraph of the lines above it."""
    above, first = group[-1], below.line.text[0]
    # No paragraph begins with a stop; the program that set it knows no rules for ends of lines.
    if first in _NEVER_FIRST or first in BULLETS:
        return first in _NEVER_FIRST
    pitch = _pitch(above, below, body)
    if not _look_alike(above.line, below.line) or pitch > _APART:
        return False
    if below.line.size > 1.15 * body.size and above.page == below.page and below.centred:
        return True
    if _ended(above, below) or (_SENTENCE.search(above.line.text) and _begins(below, pitch)):
        return False
    return below.indent <= 1.2 or _is_below_indent(group[0], below) or _hangs(group, below)


def _pitch(above: PlacedLine, below: PlacedLine, body: Body) -> float:
    """How far a line is below another, in what the lines of a paragraph of its size are apart."""
    if above.page != below.page:
        return 1
    usual = body.pitch * max(below.line.size / body.size, 1)
    return (below.line.middle - above.line.middle) / usual


def _begins(below: PlacedLine, pitch: float) -> bool:
    """Whether a line below a sentence's end begins something new by its look."""
    return pitch > _LOOSE or bool(_BEGINNING.match(below.line.text))


def _look_alike(above: TextLine, below: TextLine) -> bool:
    is_as_large = abs(above.size - below.size) <= 0.1 * below.size
    return is_as_large and not _in_another_font(above, below)


def _is_below_indent(first: PlacedLine, below: PlacedLine) -> bool:
    """Whether a line begins left of a first line, both of them inside the margin."""
    return below.indent + 0.9 < first.indent <= _DEEPEST


def _hangs(group: Sequence[PlacedLine], below: PlacedLine) -> bool:
    """Whether a line begins where the one above does, or the text of an item after its number."""
    first = group[0]
    marker = _MARKER.match(first.line.text)
    if marker and len(group) == 1:
        glyphs = first.line.glyphs
        text = glyphs[min(len(marker[0]), len(glyphs) - 1)].x0 - glyphs[0].x0
        return abs(first.indent + text / below.line.size - below.indent) < _ALIGNED
    is_deep = len(group) > 1 or below.indent > _FIRST_LINE
    return is_deep and abs(group[-1].indent - below.indent) < _ALIGNED


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
