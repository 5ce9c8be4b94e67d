"""Whether the fonts have every character of a text."""

from __future__ import annotations

import re
import unicodedata

from ..problem import Problems
from ..source import mark_at
from .press import Press

__all__ = ["check_characters"]

# All but the characters of Press.draws_common.
_SELDOM = re.compile(r"[^\n\t\x20-\x7e\u4e00-\u9fa5]")


def check_characters(text: str, press: Press, problems: Problems) -> None:
    """Names each character that no font can draw, at its first place in the file's text.

    Typst refuses such a character in a PDF/UA file; found here, it has a line.
    """
    there = set(_SELDOM.findall(text)) if press.draws_common else set(text)
    for character in sorted(there - press.drawable - {"\n", "\t"}, key=text.index):
        code_point = f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()
        problems.add(
            "missing-glyph",
            mark_at(text, text.index(character)),
            f"字符“{character}”（{code_point}）没有字体可以显示",
            found=character,
            advice="请换用其他字符；生僻字请在 mkdocs.yml 的 fonts 里加上含有它的字体",
        )
