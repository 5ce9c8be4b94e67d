"""Names that look alike, and characters that look like others."""

from __future__ import annotations

import re
import unicodedata

from ..problem import Mark, Problems
from .invisible import code_point

__all__ = ["fold_name", "note_radicals"]

# Kangxi Radicals and CJK Radicals Supplement: drawn as characters, and none of them.
_RADICAL = re.compile("[\u2e80-\u2fdf]")


def fold_name(name: str) -> str:
    """A name in the form in which two that look alike are equal: letters and digits only."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(c for c in plain if unicodedata.category(c)[0] in "LN")


def note_radicals(name: str, mark: Mark, problems: Problems) -> None:
    """Notes the signs of radicals in a name: no search finds it, and it passes for another."""
    for character in dict.fromkeys(_RADICAL.findall(name)):
        problems.add(
            "name-radical",
            mark,
            f"“{name}”里的“{character}”（{code_point(character)}）是部首符号，不是汉字",
            found=character,
            advice="多半是从 PDF 复制来的，请重新输入这个字",
        )
