"""Characters that nobody sees, written as they are or by their numbers."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from ..problem import Problems
from ..visible import is_hidden
from .places import mark_at

__all__ = ["code_point", "entities", "invisible", "note_entities"]

# What a browser takes for a character reference (HTML, 13.5; html.unescape has the same).
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[^\t\n\f <&#;]{1,32});?")


def invisible(text: str) -> Iterator[re.Match[str]]:
    """The characters of a text that nobody sees, one after the other."""
    there = [c for c in set(text) if c not in "\n\t" and is_hidden(c)]
    return re.finditer(f"[{''.join(map(re.escape, there))}]", text) if there else iter(())


def code_point(character: str) -> str:
    """A character by its number."""
    return f"U+{ord(character):04X}"


def entities(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """What of a text is written by name or number, and the characters that it comes to."""
    for match in _ENTITY.finditer(text):
        characters = html.unescape(match[0])
        if characters != match[0]:
            yield match, characters


def note_entities(text: str, first_line: int, problems: Problems) -> None:
    """Names what is written by name or number and nobody sees."""
    for match, characters in entities(text):
        hidden = "、".join(code_point(c) for c in characters if is_hidden(c))
        if hidden:
            problems.add(
                "character-entity",
                mark_at(text, match.start(), first_line),
                f"这里用 {match[0]} 写出了看不见的字符 {hidden}",
                found=hidden,
                advice="请删去；它能让文字倒着显示，或者藏起一部分",
            )
