"""Whether the fonts have every character of a text."""

from __future__ import annotations

import re

from ..problem import Problems
from ..source import code_point, entities, mark_at
from ..visible import is_hidden
from .press import Press

__all__ = ["check_characters"]

# All but the characters of Press.draws_common.
_SELDOM = re.compile(r"[^\n\t\x20-\x7e\u4e00-\u9fa5]")


def check_characters(text: str, press: Press, problems: Problems) -> None:
    """Names each character that no font can draw, at its first place in the file's text.

    Typst refuses such a character in a PDF/UA file; found here, it has a line. Those that are
    written by name or number count, too.
    """
    there = set(_SELDOM.findall(text)) if press.draws_common else set(text)
    first = {character: text.index(character) for character in there}
    for match, characters in entities(text):
        for character in characters:
            if not is_hidden(character):
                first.setdefault(character, match.start())
    for character in sorted(first.keys() - press.drawable - {"\n", "\t"}, key=first.__getitem__):
        problems.add(
            "missing-glyph",
            mark_at(text, first[character]),
            f"字符“{character}”（{code_point(character)}）没有字体可以显示",
            found=character,
            advice="请换用其他字符；生僻字请在 mkdocs.yml 的 fonts 里加上含有它的字体",
        )
