"""Prose that names a number and its parts, where the parts are more than the whole.

How wholes and parts are written is data: ``prose_sums.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypedDict, cast

from ..own_data import read_own_data
from ..problem import Problems
from ..source import bounded
from .folded import FoldedProse

__all__ = ["check_prose_sums"]

_LONGEST_NAME = 60
_SEPARATORS = re.compile("[，、,]")
_BRACKETED = re.compile("（[^（）]*）|[(][^()]*[)]")
_CLOSING = re.compile("[）)]")


@dataclass(frozen=True, slots=True)
class _Part:
    """One part: the least that its words can mean; ``overlaps`` with others it may."""

    least: int
    words: str
    overlaps: bool


class _Data(TypedDict):
    keywords: str
    opening: str
    part: str
    ends: list[str]
    overlapping: list[str]


def check_prose_sums(prose: FoldedProse, problems: Problems) -> None:
    """A part is at most the whole, and so are parts together that do not overlap."""
    patterns = _patterns()
    for start, sentence in prose.sentences_with(patterns["keywords"]):
        for opening in patterns["opening"].finditer(sentence):
            unit, whole = opening["unit"], _number(opening["number"])
            said = opening["number"] + unit
            # “其中” may look back further than to the nearest number.
            most = max([whole, *_earlier(sentence[: opening.start()], unit)])
            parts = _first_breakdown(_parts(sentence[opening.end() :], unit), whole)
            apart = [part for part in parts if not part.overlaps]
            large = next((part for part in parts if part.least > most), None)
            together = sum(part.least for part in apart)
            if large is not None:
                message = f"正文说总数“{said}”，其中“{large.words}”比总数还多"
                found = large.least
            elif len(apart) > 1 and len(apart) == len(parts) and together > most:
                message = f"正文说总数“{said}”，其中 {len(apart)} 项之和为 {together}"
                found = together
            else:
                continue
            problems.add(
                "prose-sum",
                prose.mark(start + opening.start()),
                message,
                found=found,
                expected=most,
                advice="请核对总数和各项；各项有重复计算的，请在文中说明",
            )


def _first_breakdown(parts: Iterable[_Part], whole: int) -> list[_Part]:
    """The parts up to where they make up the whole: what comes then is counted anew."""
    first: list[_Part] = []
    for part in parts:
        first.append(part)
        if len(first) > 1 and sum(one.least for one in first) == whole:
            break
    return first


def _parts(text: str, unit: str) -> Iterator[_Part]:
    """The parts that a list names, up to where it speaks of something else."""
    text = _CLOSING.split(_BRACKETED.sub("", text), maxsplit=1)[0]
    patterns, label, done = _patterns(), "", 0
    while done <= len(text):
        separator = _SEPARATORS.search(text, done)
        end = separator.start() if separator else len(text)
        words = label + text[done:end]
        if patterns["ends"].search(words):
            return
        done = end + 1
        part = patterns["part"].fullmatch(words)
        if part is None:
            # “通知、公告15条”: what has no number of its own belongs to the next.
            is_name = len(words) < _LONGEST_NAME and not re.search("[0-9]", words)
            if separator is None or separator[0] == "，" or not is_name:
                return
            label = words + separator[0]
            continue
        label = ""
        if part["unit"] != unit:
            return
        least = 0 if part["about"] or part["loose"] else _number(part["number"])
        yield _Part(least, words, bool(patterns["overlapping"].search(words)))


def _earlier(text: str, unit: str) -> Iterator[int]:
    """All numbers of that unit in a text."""
    return (_number(match[1]) for match in re.finditer(rf"([0-9][0-9,]*)余?{unit}", text))


def _number(digits: str) -> int:
    return bounded(digits.replace(",", ""))


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    data = cast("_Data", read_own_data(Path(__file__).with_suffix(".yml")))
    return {
        "keywords": re.compile(data["keywords"]),
        "opening": re.compile(data["opening"]),
        "part": re.compile(data["part"]),
        "ends": re.compile("|".join(data["ends"])),
        "overlapping": re.compile("|".join(data["overlapping"])),
    }
