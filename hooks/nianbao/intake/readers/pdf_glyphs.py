"""The characters of a PDF page, gathered into lines of text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from pdfplumber.page import Page

from .pdf_characters import meant

__all__ = ["Box", "Glyph", "TextLine", "Word", "glyphs_of", "lines_of", "turned_text", "words_of"]

_T = TypeVar("_T")
# One font may be embedded in several parts, each with a name of its own.
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_FIGURES = frozenset("0123456789.,")
_CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from its upper left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, word: Word) -> bool:
        """Whether the middle of a word lies inside."""
        return self.x0 <= word.centre <= self.x1 and self.top <= word.middle <= self.bottom


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character as drawn."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    font: str

    @property
    def middle(self) -> float:
        """Halfway between top and bottom."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Word:
    """What a line does not part: the figures of a number, or any other character alone."""

    glyphs: tuple[Glyph, ...]

    @property
    def centre(self) -> float:
        """Halfway between left and right."""
        return (self.glyphs[0].x0 + self.glyphs[-1].x1) / 2

    @property
    def middle(self) -> float:
        """Halfway between top and bottom."""
        return self.glyphs[0].middle


@dataclass(frozen=True)
class TextLine:
    """Characters that stand beside each other, from left to right, blanks left out."""

    glyphs: tuple[Glyph, ...]
    text: str

    @property
    def x0(self) -> float:
        """The left edge."""
        return self.glyphs[0].x0

    @property
    def x1(self) -> float:
        """The right edge."""
        return self.glyphs[-1].x1

    @cached_property
    def top(self) -> float:
        """The upper edge."""
        return min(glyph.top for glyph in self.glyphs)

    @cached_property
    def middle(self) -> float:
        """Where most of its characters have their middle."""
        return sorted(glyph.middle for glyph in self.glyphs)[len(self.glyphs) // 2]

    @cached_property
    def size(self) -> float:
        """The size of most of its characters."""
        return _most(round(glyph.size, 1) for glyph in self.glyphs) or 0.0

    @cached_property
    def font(self) -> str:
        """The font of most of its Chinese characters, if it has any."""
        return _most(glyph.font for glyph in self.glyphs if _CHINESE.match(glyph.text)) or ""


def glyphs_of(page: Page) -> tuple[Glyph, ...]:
    """What is drawn upright on a page, without characters drawn twice."""
    # Bold is sometimes made by drawing a character again, half a point beside itself.
    return tuple(
        Glyph(
            meant(str(char["text"])),
            float(char["x0"]),
            float(char["x1"]),
            float(char["top"]),
            float(char["bottom"]),
            float(char["size"]),
            _SUBSET.sub("", str(char["fontname"])),
        )
        for char in page.dedupe_chars(tolerance=1).chars
        if not _is_turned(char["matrix"])
    )


def turned_text(page: Page) -> str:
    """What is drawn slanting or on its side, such as a watermark, in the order of drawing."""
    return "".join(
        meant(str(char["text"])).strip() for char in page.chars if _is_turned(char["matrix"])
    )


def _is_turned(matrix: Sequence[float]) -> bool:
    """Whether a character runs anywhere but from left to right; italics do."""
    return abs(matrix[1]) > 0.01


def words_of(glyphs: Sequence[Glyph]) -> tuple[Word, ...]:
    """Characters as words, in the order of drawing.

    A number may be wider than its cell; a figure of it is not the next cell's.
    """
    words: list[list[Glyph]] = []
    for glyph in glyphs:
        if words and _is_same_number(words[-1][-1], glyph):
            words[-1].append(glyph)
        else:
            words.append([glyph])
    return tuple(Word(tuple(word)) for word in words)


def _is_same_number(left: Glyph, right: Glyph) -> bool:
    return (
        left.text in _FIGURES
        and right.text in _FIGURES
        and abs(left.middle - right.middle) < 0.1 * left.size
        and abs(right.x0 - left.x1) < 0.08 * left.size
    )


def lines_of(glyphs: Iterable[Glyph]) -> tuple[TextLine, ...]:
    """Characters as lines, from the top; blank lines are left out."""
    rows: list[list[Glyph]] = []
    middle = 0.0
    for glyph in sorted(glyphs, key=lambda g: (g.middle, g.x0)):
        if rows and glyph.middle - middle <= min(glyph.size, rows[-1][-1].size) / 2:
            rows[-1].append(glyph)
            middle += (glyph.middle - middle) / len(rows[-1])
        else:
            rows.append([glyph])
            middle = glyph.middle
    return tuple(line for row in rows if (line := _line(row)) is not None)


def _line(row: Sequence[Glyph]) -> TextLine | None:
    """The line, with a blank only where one is wanted."""
    text = ""
    spaced = False
    visible: list[Glyph] = []
    for glyph in sorted(row, key=lambda g: g.x0):
        if not glyph.text.strip():
            spaced = True
            continue
        if visible:
            gap = (glyph.x0 - visible[-1].x1) / max(glyph.size, 1)
            western = text[-1].isascii() and glyph.text.strip()[0].isascii()
            # Between Chinese characters only a gap as wide as in a signature is one.
            if gap > 1.5 or (western and gap > (0.05 if spaced else 0.2)):
                text += " "
        text += glyph.text.strip()
        visible.append(glyph)
        spaced = False
    return TextLine(tuple(visible), text) if visible else None


def _most(values: Iterable[_T]) -> _T | None:
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else None
