"""Whose report a source is, and about which year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..source import YEARS
from .document import Refusal

__all__ = ["Identity", "identify"]

_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")


@dataclass(frozen=True, slots=True)
class Identity:
    """An organ, by its key and its name, and a year."""

    slug: str
    organ: str
    year: int


def identify(
    title: str, name: str, organs: Mapping[str, str], slug: str = "", year: int = 0
) -> Identity:
    """Whose and of which year a source is, with that title, in a file of that name.

    ``organs`` holds the organs' names by their keys. What is given as ``slug`` and ``year``
    decides; else the title, else the name of the file and its folders. Raises Refusal when
    neither says it.
    """
    slug = slug or _organ(title, organs) or _organ(name, organs) or _folder(name, organs)
    if not slug:
        raise Refusal(
            "看不出是哪个机关的报告", "请用 --organ 写明机关代号，或把文件放进以代号命名的文件夹"
        )
    year = year or _year(title) or _year(name)
    if not year:
        raise Refusal("看不出是哪一年度的报告", "请用 --year 写明年度")
    return Identity(slug, organs[slug], year)


def _organ(text: str, organs: Mapping[str, str]) -> str:
    """The organ whose name stands in the text; the longest, for names may hold others."""
    joined = "".join(text.split())
    named = [slug for slug, organ in organs.items() if organ in joined]
    return max(named, key=lambda slug: len(organs[slug]), default="")


def _folder(name: str, organs: Mapping[str, str]) -> str:
    return next((part for part in re.split(r"[/\\]", name) if part in organs), "")


def _year(text: str) -> int:
    """The year that stands in the text, if it is one only."""
    years = {int(match) for match in _YEAR.findall(text)} & {*YEARS}
    return years.pop() if len(years) == 1 else 0
