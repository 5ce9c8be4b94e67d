"""What a text is made of for searching: units, which are one character or one whole number.

javascripts/search-index.js takes queries apart in the same way: a change here is a change there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TypeAlias

__all__ = ["LONGEST", "Gram", "folded", "grams", "sentences"]

LONGEST = 4
"""How many units a gram has; most words of Chinese have fewer."""

Gram: TypeAlias = tuple[str, ...]

_UNIT = re.compile(r"[0-9]+(?:\.[0-9]+)*|[a-z]+|[^\W_]")
_SENTENCE_END = re.compile(r"[。!?;\n]")


class _Folding(dict[int, str]):
    """Each character as it is searched for: without width, variant or capitals."""

    def __missing__(self, code: int) -> str:
        form = unicodedata.normalize("NFKC", chr(code)).lower()
        return self.setdefault(code, form)


_FOLDING = _Folding()


def sentences(text: str) -> Iterator[list[str]]:
    """The units of each sentence; a number or a Latin word has a space on either side.

    Joined, the units of a phrase are a part of those of a sentence exactly when the phrase stands
    in it: 12 does not stand in 2012. Punctuation and white space inside a sentence do not count.
    """
    for sentence in _SENTENCE_END.split(text.translate(_FOLDING)):
        units = _UNIT.findall(sentence)
        if units:
            yield [f" {unit} " if unit.isascii() else unit for unit in units]


def folded(text: str) -> str:
    """The units of a text in one piece, without the ends of sentences."""
    return "".join(unit for units in sentences(text) for unit in units)


def grams(units: list[str]) -> Iterator[Gram]:
    """As many units as there are to ``LONGEST``, from each unit of a sentence on."""
    padded = units + [""] * (LONGEST - 1)
    return zip(units, *(padded[skipped:] for skipped in range(1, LONGEST)), strict=False)
