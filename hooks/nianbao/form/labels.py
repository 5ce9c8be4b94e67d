"""Comparing labels the way people write them: widths, numbering, glosses and quotes aside."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

__all__ = ["fold", "key_of", "nearest"]

_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d+[.、]|\(\d+\))"
)
_OF_WHICH = re.compile(r"^其中[:：]")
_GLOSS = re.compile(r"\([^()]*\)$")
_QUOTES = re.compile("[“”‘’\"'「」]")


@lru_cache(4096)
def key_of(text: str) -> str:
    """A label without “of which”, its numbering, its closing gloss and its quotation marks."""
    # Only brackets and width are folded here: the key keeps the form's own characters.
    narrow = text.replace("（", "(").replace("）", ")").replace("．", ".").strip()
    narrow = _OF_WHICH.sub("", narrow).strip() or narrow
    stripped = _QUOTES.sub("", _GLOSS.sub("", _NUMBERING.sub("", narrow))).strip()
    return stripped or narrow


@lru_cache(4096)
def fold(text: str) -> str:
    """The form of a label in which two ways of writing it are equal."""
    narrow = unicodedata.normalize("NFKC", text)
    return re.sub(r"\s+", "", key_of(re.sub(r"\s+", "", narrow)))


def nearest(text: str, known: Iterable[str]) -> str:
    """The known label closest to the text, or nothing when none is close."""
    by_fold = {fold(label): label for label in known}
    close = get_close_matches(fold(text), by_fold, n=1, cutoff=0.5)
    return by_fold[close[0]] if close else ""
