"""Characters that nobody sees, written as they are or by their numbers."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from ..problem import Problems
from ..visible import is_hidden
from .places import mark_at

__all__ = ["code_point", "invisible", "note_entities"]

# What a browser takes for a character reference (HTML, 13.5; html.unescape has the same).
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[^\t\n\f <&#;]{1,32});?")


def invisible(text: str) -> Iterator[re.Match[str]]:
    """The characters of a text that nobody sees, one after the other."""
    there = [
        character for character in set(text) if character not in "\n\t" and is_hidden(character)
    ]
    return re.finditer(f"[{''.join(map(re.escape, there))}]", text) if there else iter(())


def code_point(character: str) -> str:
    """A character by its number and, where it has one, its name."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()


def note_entities(text: str, first_line: int, problems: Problems) -> None:
    """Names what Markdown writes by number or name and stands in no line of the file.

    Nobody has looked at such characters: neither the author nor the checks. What a text needs
    entities for, ASCII and the no-break space, may be written so.
    """
    seen = set(text)
    for match in _ENTITY.finditer(text):
        characters = html.unescape(match[0])
        if characters == match[0]:
            continue
        hidden = [c for c in characters if not ((c.isascii() and c.isprintable()) or c == "\u00a0")]
        unseen = [c for c in hidden if c not in seen or is_hidden(c)]
        if unseen:
            named = "、".join(map(code_point, unseen))
            problems.add(
                "character-entity",
                mark_at(text, match.start(), first_line),
                f"这里用 {match[0]} 写出了字符 {named}",
                found=named,
                advice="请直接写出这个字符；看不见的字符请删去",
            )
