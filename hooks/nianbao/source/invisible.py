"""Characters that nobody sees, written as they are or by their numbers."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator

from ..problem import Mark, Problems
from ..visible import is_hidden
from .places import mark_at, mark_beside

__all__ = ["code_point", "entities", "invisible", "note_entities", "note_hidden_in", "unescaped"]

# What a browser takes for a character reference (HTML, 13.5; html.unescape has the same).
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[^\t\n\f <&#;]{1,32});?")
# Python refuses to read more than 4,300 digits; the last character has seven.
_NUMBER = re.compile(r"(?<=&#)0*([0-9]{1,8})[0-9]*")
_ADVICE = "请删去；它能让文字倒着显示，或者藏起一部分"


def invisible(text: str) -> Iterator[re.Match[str]]:
    """The characters of a text that nobody sees, one after the other."""
    there = [c for c in set(text) if c not in "\n\t" and is_hidden(c)]
    return re.finditer(f"[{''.join(map(re.escape, there))}]", text) if there else iter(())


def code_point(character: str) -> str:
    """A character by its number."""
    return f"U+{ord(character):04X}"


def unescaped(text: str) -> str:
    """A text with the characters that are written by name or number."""
    return html.unescape(_NUMBER.sub(r"\1", text)) if "&" in text else text


def entities(
    text: str, start: int = 0, end: int | None = None
) -> Iterator[tuple[re.Match[str], str]]:
    """What of a text is written by name or number, and the characters that it comes to."""
    for match in _ENTITY.finditer(text, start, len(text) if end is None else end):
        characters = unescaped(match[0])
        if characters != match[0]:
            yield match, characters


def note_entities(text: str, first_line: int, problems: Problems) -> set[str]:
    """Names what is written by name or number and nobody sees; returns those characters."""
    named: set[str] = set()
    for match, characters in entities(text):
        hidden = "、".join(code_point(c) for c in characters if is_hidden(c))
        if hidden:
            problems.add(
                "character-entity",
                mark_at(text, match.start(), first_line),
                f"这里用 {match[0]} 写出了看不见的字符 {hidden}",
                found=hidden,
                advice=_ADVICE,
            )
            named.update(filter(is_hidden, characters))
    return named


def note_hidden_in(
    shown: str, but: Collection[str], below: Mark, text: str, first_line: int, problems: Problems
) -> None:
    r"""Names the characters that nobody sees in what is shown of a section.

    A file's own have been replaced, and those written as entities are named by ``note_entities``
    (``but``): left are those that come about while the text is read, as of ``&\#x202e;``.
    """
    for match in invisible(shown):
        if match[0] not in but:
            problems.add(
                "character-entity",
                mark_beside(shown, match.start(), below, text, first_line),
                f"这里的文字显示出来，有看不见的字符 {code_point(match[0])}",
                found=code_point(match[0]),
                advice=_ADVICE,
            )
