"""Characters that nobody sees, written as they are or by their numbers."""

from __future__ import annotations

import html
import re
import unicodedata

from ..problem import Problems
from .places import mark_at

__all__ = ["INVISIBLE", "code_point", "note_entities"]

INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters; some programs take them for line ends
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # fillers, joiners
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"  # of no width; that turn the order of text
    "\ufff0-\ufffb\ufffe\uffff\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # tags, annotations
    "]"
)
"""Unicode's control and format characters and what else it has no shape for (UAX 44,
Default_Ignorable_Code_Point), without the variation selectors that emoji bring along."""

# What a browser takes for a character reference (HTML, 13.5; html.unescape has the same).
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[^\t\n\f <&#;]{1,32});?")


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
        unseen = [c for c in hidden if c not in seen or INVISIBLE.match(c)]
        if unseen:
            named = "、".join(map(code_point, unseen))
            problems.add(
                "character-entity",
                mark_at(text, match.start(), first_line),
                f"这里用 {match[0]} 写出了字符 {named}",
                found=named,
                advice="请直接写出这个字符；看不见的字符请删去",
            )
