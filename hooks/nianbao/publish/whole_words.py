"""Headings in whole words: where their lines may not end, on pages and on paper.

Browsers and Typst begin a new line between any two Chinese characters. Which of them make up a
word is told by a list, ``whole_words.yml``; what is not in it is parted as it always was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

from markupsafe import Markup

from ..own_data import read_own_data
from ..source import Element, Piece
from ..source.prose import HEADINGS

__all__ = ["heading_in_words", "in_words", "pattern_of_words", "whole_words"]

# So many characters fit into a line of every window, also in large print.
_NARROWEST = 7
_CHINESE = "[\u3400-\u9fff]"
_WORD = MappingProxyType({"class": "word"})


def in_words(text: str, in_a_line: int = _NARROWEST) -> tuple[Piece, ...]:
    """A heading with its words as elements, where it is longer than a line."""
    return tuple(_pieces(text)) if len(text) > in_a_line else (text,)


def whole_words(text: str) -> Markup:
    """A heading as HTML, with its words as elements."""
    return Markup().join(
        piece if isinstance(piece, str) else Markup('<span class="word">%s</span>') % piece.text
        for piece in in_words(text)
    )


def heading_in_words(block: Element, in_a_line: int = _NARROWEST) -> Element:
    """A block of prose; of a heading that is longer than a line, the words as elements."""

    def divided(piece: Piece) -> tuple[Piece, ...]:
        if isinstance(piece, str):
            return tuple(_pieces(piece))
        children = (part for child in piece.children for part in divided(child))
        return (replace(piece, children=tuple(children)),)

    if block.tag not in HEADINGS or len(block.text) <= in_a_line:
        return block
    return replace(block, children=tuple(p for child in block.children for p in divided(child)))


def _pieces(text: str) -> Iterator[Piece]:
    """A text with its words as elements."""
    done = 0
    for word in re.finditer(pattern_of_words(), text):
        if word.start() > done:
            yield text[done : word.start()]
        yield Element("span", _WORD, (word[0],))
        done = word.end()
    if done < len(text):
        yield text[done:]


@cache
def pattern_of_words(*, whole: bool = True) -> str:
    """A number with what it counts, a word of the list, a place, the last four characters.

    The last two are for a ``whole`` heading only: Typst searches again in what a match leaves over.
    What only ends a word, or the whole heading, never begins a line.
    """
    lists: dict[str, str] = read_own_data(Path(__file__).with_suffix(".yml"))
    ends_of_places, ends = ("|".join(lists.pop(name).split()) for name in ("地名的末字", "词尾"))
    words = {word for words in lists.values() for word in words.split()}
    listed = f"[0-9]*(?:{'|'.join(sorted(words, key=lambda word: (-len(word), word)))})"
    counted = f"[0-9]+{_CHINESE}"
    if not whole:
        return f"{listed}(?:{ends})?|{counted}"
    place = f"^(?:{_CHINESE}{{2,5}}?(?:{ends_of_places})){{1,2}}"
    return f"{listed}(?:{ends}|{_CHINESE}$)?|{counted}|{place}|{_CHINESE}{{4}}$"
