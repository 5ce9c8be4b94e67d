"""Names of keys in Chinese where they are English, and words where a day belongs.

Which words mean which key is data: ``key_slips.yml``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, TypedDict, cast

from ..own_data import read_own_data

__all__ = ["key_meant", "names_the_organ", "says_no_day"]


class _Data(TypedDict):
    report: Mapping[str, Sequence[str]]
    organ: Sequence[str]
    organs: Mapping[str, Sequence[str]]
    unknown_day: Sequence[str]


def key_meant(name: str, where: Literal["report", "organs"]) -> str:
    """The key that a Chinese name means in a report or in organs.yml, or nothing."""
    return next((key for key, words in _data()[where].items() if name in words), "")


def names_the_organ(name: str) -> bool:
    """Whether a key of a report would say whose it is, which its folder says."""
    return name in _data()["organ"]


def says_no_day(text: str) -> bool:
    """Whether these are words that people write for a day that they do not know."""
    return text in _data()["unknown_day"]


@cache
def _data() -> _Data:
    return cast("_Data", read_own_data(Path(__file__).with_suffix(".yml")))
