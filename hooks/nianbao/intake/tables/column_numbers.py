"""The row of a table that numbers its columns (甲 乙 丙 1 2): no row of figures."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from .outline_table import words

__all__ = ["are_column_numbers"]

_LETTERS = "甲乙丙丁戊己庚辛壬癸"
_LATIN = "ABCDEFGHIJ"
# So many numbers from 1 on, without a letter before them, are no figures.
_FEWEST_ALONE = 3


def are_column_numbers(texts: Sequence[str]) -> bool:
    """Whether cells number columns: letters from 甲 on, then numbers from 1 on."""
    told = ["".join(unicodedata.normalize("NFKC", text).split()).strip("()") for text in texts]
    told = [text for text in told if text]
    is_named = bool(told) and told[0] in words("numbering")
    told = told[is_named:]
    letters = next((n for n, text in enumerate(told) if text.isdecimal()), len(told))
    if letters and not any(
        "".join(told[:letters]) == kind[:letters] for kind in (_LETTERS, _LATIN)
    ):
        return False
    numbers = told[letters:]
    if numbers != [str(n + 1) for n in range(len(numbers))]:
        return False
    return len(told) > 1 and (bool(letters) or is_named or len(numbers) >= _FEWEST_ALONE)
