"""Whose report a source is, and about which year: by its title, its name, and where it lay.

The title is what a report says of itself; the text of a link, the name of a file and its folders
are what others say of it. Where two of the former disagree nobody is believed: somebody is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from ..source import YEARS
from .document import Refusal

__all__ = ["Doubt", "Identity", "Register", "identify"]

_Said = TypeVar("_Said", str, int)

_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
_CHINESE_YEAR = re.compile("二[〇○ＯO零][〇○ＯO零一二三四五六七八九]{2}")
_DIGITS = str.maketrans("〇○ＯO零一二三四五六七八九", "00000123456789")
_GOVERNMENT = "人民政府"
# What follows an organ's name where it is the name of another: 人民政府 › 办公室.
_MORE_NAME = re.compile(
    "[\u4e00-\u9fff]{0,10}?(?:局|委|办|院|站|队|处|所|中心|镇|乡|街道|学校|大学|医院|公司|集团)"
)
# What a title goes on with behind the name.
_ON = re.compile("[0-9二]|关于|政府信息|信息公开|年度|工作|政务")


class Doubt(Refusal):
    """It cannot be told whose report a source is, or of which year.

    ``slug`` and ``year`` are what is known of it nevertheless.
    """

    def __init__(self, sentence: str, advice: str, slug: str = "", year: int = 0) -> None:
        super().__init__(sentence, advice)
        self.slug = slug
        self.year = year

    def __reduce__(self) -> tuple[type[Doubt], tuple[str, str, str, int]]:
        return Doubt, (self.sentence, self.advice, self.slug, self.year)


@dataclass(frozen=True, slots=True)
class Identity:
    """An organ, by its key and its name, and a year."""

    slug: str
    organ: str
    year: int


@dataclass(frozen=True, slots=True)
class Register:
    """The organs that reports may be of, by their keys; ``former`` has names that they had."""

    names: Mapping[str, str]
    former: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def in_text(self, text: str) -> str:
        """The organ that a text names, in full or without its county; else nothing."""
        joined = "".join(text.split())
        full = {name: slug for slug, name in self.names.items()} | dict(self.former)
        if slug := _named(joined, full):
            return slug
        # 教育局 for 示例县教育局, 示例镇 for its government; not where two are called so.
        short: dict[str, set[str]] = {}
        for name, slug in full.items():
            for brief in self._briefly(name):
                short.setdefault(brief, set()).add(slug)
        return _named(joined, {brief: s.copy().pop() for brief, s in short.items() if len(s) == 1})

    def in_path(self, path: str) -> str:
        """The organ whose key is the name of a folder, the nearest first."""
        return next((p for p in reversed(re.split(r"[/\\]", path)) if p in self.names), "")

    def _briefly(self, name: str) -> Iterator[str]:
        places = [n.removesuffix(_GOVERNMENT) for n in self.names.values() if _GOVERNMENT in n]
        if name.removesuffix(_GOVERNMENT) in places:
            yield name.removesuffix(_GOVERNMENT)
        for place in places:
            if name.startswith(place) and (brief := name[len(place) :]) and brief != _GOVERNMENT:
                yield from {brief, brief.removesuffix(_GOVERNMENT)}


def identify(
    title: str, path: str, register: Register, slug: str = "", year: int = 0, link: str = ""
) -> Identity:
    """Whose and of which year a source is, with that title, in a file of that path.

    ``link`` is what a page that leads to the file calls it. What is given as ``slug`` and
    ``year`` decides; else what title, link and name of the file say; else its folders. Raises
    Doubt when nothing says it, or when two of the former say different things.
    """
    *folders, name = re.split(r"[/\\]", path)
    said = [("标题", title), ("链接的文字", link), ("文件名", name)]
    slugs = [(what, found) for what, text in said if (found := register.in_text(text))]
    years = [(what, year_said) for what, text in said if (year_said := _year(text))]
    known_slug = slug or (slugs[0][1] if slugs else _of_folders(folders, register))
    known_year = year or (years[0][1] if years else _year_of_folders(folders))
    if not slug and (other := _otherwise(slugs)):
        told = [f"{what}说是{register.names[s]}" for what, s in (slugs[0], other)]
        raise Doubt("，".join(told), "请用 --organ 写明机关代号", "", known_year)
    # A file is often named for the year in which it was published.
    about = [(what, y) for what, y in years if y != years[0][1] + 1 or what != "文件名"]
    if not year and (odd := _otherwise(about)):
        said_years = [f"{what}说是 {y} 年" for what, y in (years[0], odd)]
        raise Doubt("，".join(said_years), "请用 --year 写明年度", known_slug, 0)
    if not known_slug:
        raise Doubt(
            "看不出是哪个机关的报告",
            "请用 --organ 写明机关代号，或把文件放进以代号命名的文件夹",
            "",
            known_year,
        )
    if not known_year:
        raise Doubt("看不出是哪一年度的报告", "请用 --year 写明年度", known_slug)
    return Identity(known_slug, register.names[known_slug], known_year)


def _otherwise(found: Sequence[tuple[str, _Said]]) -> tuple[str, _Said] | None:
    """The first that says something else than the one before all."""
    return next((pair for pair in found if pair[1] != found[0][1]), None)


def _named(text: str, slugs: Mapping[str, str]) -> str:
    """The organ whose name stands in a text and does not go on there; the longest of them."""
    found = [
        name
        for name in slugs
        if any(_ends(text, match.end()) for match in re.finditer(re.escape(name), text))
    ]
    return slugs[max(found, key=len)] if found else ""


def _ends(text: str, end: int) -> bool:
    """Whether a name that ends there is a whole one."""
    on = _ON.search(text, end)
    return not _MORE_NAME.match(text, end, on.start() if on else len(text))


def _of_folders(folders: Sequence[str], register: Register) -> str:
    """The organ that the nearest folder names, by its key or its name."""
    named = (register.in_path(folder) or register.in_text(folder) for folder in reversed(folders))
    return next(filter(None, named), "")


def _year_of_folders(folders: Sequence[str]) -> int:
    return next(filter(None, map(_year, reversed(folders))), 0)


def _year(text: str) -> int:
    """The year that stands in the text, if it is one only."""
    years = {int(match) for match in _YEAR.findall(text)}
    years |= {int(match.translate(_DIGITS)) for match in _CHINESE_YEAR.findall(text)}
    years &= {*YEARS}
    return years.pop() if len(years) == 1 else 0
