"""Titles of sections that run on into their first paragraph, parted from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...form import Form, Section
from ...source import Element, Piece
from ..document import Block, Paragraph
from .section_titles import (
    Level,
    Likeness,
    TitleLine,
    bare_title,
    likeness_of,
    names_of_section,
    number_of,
)

__all__ = ["with_titles_apart"]

# What may stand between a title and the text that belongs below it.
_BETWEEN = re.compile(r"[\s:：。．—–-]*")
# A shorter title may be the beginning of a sentence: 总体情况良好.
_WHOLE_NAME = 8
_LONGEST_NAME = 40


def with_titles_apart(form: Form, blocks: Iterable[Block]) -> list[Block]:
    """The blocks; a paragraph that begins with a number and a whole title, as two."""
    return [part for block in blocks for part in _parted(form, _unlisted(form, block))]


def _unlisted(form: Form, block: Block) -> Block:
    """A title that is the only item of a list, as a paragraph: its number is set by a list."""
    if not isinstance(block, Paragraph) or block.element.tag not in ("ul", "ol"):
        return block
    (first, *others) = block.element.children or ("",)
    line = TitleLine.of(block.element.text)
    if others or isinstance(first, str) or line is None:
        return block
    is_title = any(likeness_of(line, s) is Likeness.WHOLE for s in form.sections)
    return Paragraph(Element("p", children=first.children), block.place) if is_title else block


def _parted(form: Form, block: Block) -> Iterator[Block]:
    end = _end_of_title(form, block) if isinstance(block, Paragraph) else 0
    if not isinstance(block, Paragraph) or not end:
        yield block
        return
    title, rest = _cut(block.element.children, end)
    gap = _BETWEEN.match("".join(_texts(rest)))
    _, rest = _cut(rest, gap.end() if gap else 0)
    yield Paragraph(Element("p", children=title), block.place)
    yield Paragraph(Element(block.element.tag, block.element.attributes, rest), block.place)


def _end_of_title(form: Form, block: Paragraph) -> int:
    """How many characters the title at the beginning of a paragraph has, if more follows it."""
    text = block.element.text
    level, _, rest = number_of(text)
    if block.element.tag != "p" or level is not Level.CHAPTER:
        return 0
    start = len(text) - len(rest)
    bold = _bold_beginning(block.element)
    if bold and any(bare_title(number_of(bold)[2]) in names_of_section(s) for s in form.sections):
        return len(bold) if len(text.strip()) - len(bold) > 1 else 0
    ends = (_end_of_name(section, rest) for section in form.sections)
    end = max(ends, default=0)
    return start + end if end and len(rest.strip()) - end > 1 else 0


def _bold_beginning(element: Element) -> str:
    """What of a paragraph is bold, where that is its beginning."""
    first = next((p for p in element.children if not isinstance(p, str) or p.strip()), "")
    if isinstance(first, str) or first.tag != "strong" or not element.text.startswith(first.text):
        return ""
    return first.text


def _end_of_name(section: Section, text: str) -> int:
    """Where the longest name of a section ends that the text begins with, and a text begins."""
    names = names_of_section(section)
    for end in range(min(len(text), _LONGEST_NAME), 1, -1):
        name = bare_title(text[:end])
        if name not in names or bare_title(text[end - 1]) == "":
            continue
        following = text[end:]
        gap = _BETWEEN.match(following)
        is_parted = bool(gap and gap[0])
        after = following[gap.end() :] if gap else following
        is_text = bool(re.search("[，。；]", after))
        if is_text and (is_parted or len(name) >= _WHOLE_NAME):
            return end
    return 0


def _cut(pieces: Iterable[Piece], end: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """The pieces up to so many characters of their text, and the others."""
    before: list[Piece] = []
    after: list[Piece] = []
    for piece in pieces:
        length = len(piece) if isinstance(piece, str) else len(piece.text)
        if end >= length and not after:
            # A line end between them belongs to neither.
            if length or end or not isinstance(piece, Element) or piece.tag != "br":
                before.append(piece)
        elif end <= 0:
            after.append(piece)
        elif isinstance(piece, str):
            before.append(piece[:end])
            after.append(piece[end:])
        else:
            left, right = _cut(piece.children, end)
            before.append(Element(piece.tag, piece.attributes, left))
            after.append(Element(piece.tag, piece.attributes, right))
        end -= length
    return tuple(before), tuple(after)


def _texts(pieces: Iterable[Piece]) -> Iterator[str]:
    return (piece if isinstance(piece, str) else piece.text for piece in pieces)
