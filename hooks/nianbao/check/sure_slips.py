"""What is wrong wherever it stands in prose: dates that no calendar has, letters in numbers.

What can be said as a pattern is data: ``sure_slips.yml``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TypedDict, cast

from ..own_data import read_own_data
from ..problem import Problems
from .folded import FoldedProse

__all__ = ["check_sure_slips"]

_DAY = re.compile(r"(?:(?<!\d)(?P<year>\d{4})年)?(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})日")
_MONTH = re.compile(r"20\d\d年(?:1[3-9]|[2-9]\d|00?)月")
_YEAR = re.compile(
    r"(?<!\d)(?:20\d{3,}|2[1-9]\d\d)年|(?<![\d历经近约逾过满])20[1-9]年(?=，|度|[我本全]|\d+月)"
)
_LEAP_YEAR = 2020
_LINE = re.compile("[^\n]+")
_NUMERALS = "一二三四五六七八九十"
_HEADED = re.compile(rf"^[-+]?（([{_NUMERALS}])）", re.MULTILINE)
_COUNTED = re.compile(rf"(?<![\u4e00-\u9fff])([{_NUMERALS}])是")
_OPENS_A_LIST = frozenset("-+|（(一1①•·")
_SHOWN = 12


class _Entry(TypedDict):
    code: str
    said: str
    wrong: str
    advice: str


class _Data(TypedDict):
    kinds: list[_Entry]
    cut: str
    pairs: list[str]
    numbered: str


class _Kind(NamedTuple):
    code: str
    said: re.Pattern[str]
    wrong: str
    advice: str


class _Rules(NamedTuple):
    """The data, its patterns ready to be searched for."""

    kinds: tuple[_Kind, ...]
    cut: re.Pattern[str]
    pairs: tuple[str, ...]
    numbered: re.Pattern[str]


def check_sure_slips(prose: FoldedProse, problems: Problems) -> None:
    """Each kind of slip, in the prose as one reads it."""
    for kind in _rules().kinds:
        for match in kind.said.finditer(prose.text):
            problems.add(
                kind.code,
                prose.mark(match.start()),
                f"“{match[0]}”{kind.wrong}",
                found=match[0],
                advice=kind.advice,
            )
    _check_dates(prose, problems)
    for line in _LINE.finditer(prose.text):
        if not line[0].startswith("|"):
            _check_line(prose, line, problems)
    _check_gaps(prose, problems)


def _check_dates(prose: FoldedProse, problems: Problems) -> None:
    """Days and months that no calendar has, and years that nobody can mean."""
    found = [match for match in _DAY.finditer(prose.text) if not _is_day(match)]
    found += [*_MONTH.finditer(prose.text), *_YEAR.finditer(prose.text)]
    for match in found:
        problems.add(
            "impossible-date",
            prose.mark(match.start()),
            f"没有“{match[0]}”这样的日期",
            found=match[0],
            advice="请核对，多半多打、少打了一位",
        )


def _is_day(match: re.Match[str]) -> bool:
    month, year = int(match["month"]), int(match["year"] or _LEAP_YEAR)
    # A month that is none is told with its year, or here.
    if not 1 <= month <= 12:
        return bool(_MONTH.match(match[0]))
    return 1 <= int(match["day"]) <= monthrange(year or _LEAP_YEAR, month)[1]


def _check_line(prose: FoldedProse, line: re.Match[str], problems: Problems) -> None:
    """A paragraph that is not finished, and brackets that have no partner in it."""
    rules = _rules()
    follows = prose.text[line.end() :].lstrip("\n")[:1]
    cut = rules.cut.search(line[0])
    # What it includes may be the list that follows.
    if cut and (cut[0] in "，、" or follows not in _OPENS_A_LIST):
        problems.add(
            "paragraph-cut",
            prose.mark(line.start() + cut.start()),
            f"这一段以“{cut[0]}”结尾，话没有说完",
            found=cut[0],
            advice="请补上后面的话；本来是一段、粘贴时断开的，请删去中间的空行",
        )
    for pair in rules.pairs:
        place = _unpaired(line[0], pair)
        if place is not None:
            words = line[0][place : place + _SHOWN]
            problems.add(
                "marks-unpaired",
                prose.mark(line.start() + place),
                f"“{words}…”里的 {line[0][place]} 没有配对",
                found=line[0][place],
                expected=pair,
                advice="请补上另一半，或者删去多写的",
            )


def _unpaired(text: str, pair: str) -> int | None:
    """Where the first of two marks stands in a paragraph without the other one."""
    if pair[0] not in text and pair[1] not in text:
        return None
    numbers = {match.end() - 1 for match in _rules().numbered.finditer(text)}
    opened: list[int] = []
    for place, character in enumerate(text):
        if character == pair[0]:
            opened.append(place)
        elif character == pair[1]:
            if opened:
                opened.pop()
            elif place not in numbers:
                return place
    return opened[0] if opened else None


def _check_gaps(prose: FoldedProse, problems: Problems) -> None:
    """（一）（三） in one section, 一是……三是 in one paragraph, and no second one between."""
    sections: dict[int, list[re.Match[str]]] = {}
    for match in _HEADED.finditer(prose.text):
        section = prose.section_at(match.start())
        sections.setdefault(section.mark.line if section else 0, []).append(match)
    lines: dict[int, list[re.Match[str]]] = {}
    for match in _COUNTED.finditer(prose.text):
        lines.setdefault(prose.text.rfind("\n", 0, match.start()), []).append(match)
    for numbers in (*sections.values(), *lines.values()):
        for before, after in pairwise(numbers):
            place = _NUMERALS.index(before[1]) + 1
            if _NUMERALS[place + 1 : place + 2] != after[1]:
                continue
            missing = _NUMERALS[place]
            if missing in prose.text[before.end() : after.start()]:
                continue
            problems.add(
                "numbering-gap",
                prose.mark(after.start()),
                f"“{before[0].strip('-+')}”后面是“{after[0].strip('-+')}”，中间没有“{missing}”",
                found=after[1],
                expected=missing,
                advice="请补上漏掉的一项，或者改正编号",
            )


@cache
def _rules() -> _Rules:
    data = cast("_Data", read_own_data(Path(__file__).with_suffix(".yml")))
    return _Rules(
        kinds=tuple(
            _Kind(each["code"], re.compile(each["said"]), each["wrong"], each["advice"])
            for each in data["kinds"]
        ),
        cut=re.compile(data["cut"]),
        pairs=tuple(data["pairs"]),
        numbered=re.compile(data["numbered"]),
    )
