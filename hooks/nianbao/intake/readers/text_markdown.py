"""The prose of a text that is written in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...source import Element
from ...source.prose import parse_markdown

__all__ = ["is_item", "is_markdown", "markdown_prose", "plain_cell"]

_HEADING = re.compile(r" {0,3}#{1,6}\s*[^#\s]|\s*\*\*[^*]+\*\*\s*$")
_ITEM = re.compile(r"\s*(?:[-*+]|[0-9]{1,2}[.)])\s+\S|\s*>")
_MARKS = re.compile(r"\*\*|__|`|\\(?=[|*_#])")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_FEWEST_HEADINGS = 2


def is_markdown(lines: Iterable[str]) -> bool:
    """Whether lines are headings in Markdown, or bold instead."""
    return sum(bool(_HEADING.match(line)) for line in lines) >= _FEWEST_HEADINGS


def is_item(line: str) -> bool:
    """Whether a line is part of a list or a quotation, which go on over several lines."""
    return bool(_ITEM.match(line))


def markdown_prose(text: str) -> tuple[Element, ...]:
    """The blocks of some lines."""
    return tuple(_without_line_ends(element) for element in parse_markdown(text))


def plain_cell(text: str) -> str:
    """The text of a cell without marks."""
    return _MARKS.sub("", _BREAK.sub("\n", text))


def _without_line_ends(element: Element) -> Element:
    children = (
        re.sub(r"\s*\n\s*", "", piece) if isinstance(piece, str) else _without_line_ends(piece)
        for piece in element.children
    )
    return Element(element.tag, element.attributes, tuple(children))
