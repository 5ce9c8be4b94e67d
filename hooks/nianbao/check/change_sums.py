"""A change that a sentence names beside its two numbers: “由40件增加到60件，增长50%”.

The ways to say it are data: ``change_sums.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypedDict, cast

from ..own_data import read_own_data
from ..problem import Problems
from ..source import digits
from .folded import FoldedProse

__all__ = ["check_change_sums"]

_TEN_THOUSAND = "万"
_PERCENT = "%"
_MOST_DIGITS = 15


class _Data(TypedDict):
    keywords: str
    words: Mapping[str, str]
    said: list[str]
    less: str


class _Rules(NamedTuple):
    keywords: re.Pattern[str]
    said: tuple[re.Pattern[str], ...]
    less: re.Pattern[str]


class _Amount(NamedTuple):
    """A number as written: the least and the most that it may have been before rounding."""

    number: Decimal
    least: Decimal
    most: Decimal


def check_change_sums(prose: FoldedProse, problems: Problems) -> None:
    """The change is that between the two numbers, as far as their last places tell."""
    rules = _rules()
    for start, sentence in prose.sentences_with(rules.keywords):
        for pattern in rules.said:
            for match in pattern.finditer(sentence):
                if fault := _fault(match):
                    problems.add(
                        "change-sum",
                        prose.mark(start + match.start("way")),
                        f"正文说“{match[0]}”，算出来{fault}",
                        found=match[0][match.start("way") - match.start() :],
                        expected=fault,
                        advice="请核对这三个数，改正写错的一个",
                    )


def _fault(match: re.Match[str]) -> str:
    """What the change really is, if it is not what the words say."""
    then, now = _amount(match, "then"), _amount(match, "now")
    is_share = match["unit"] == _PERCENT
    units = {match[group].lstrip(_TEN_THOUSAND) for group in ("then_unit", "now_unit")}
    if len(units) > 1 or not then.least > 0:
        return ""
    if not is_share and match["unit"].lstrip(_TEN_THOUSAND) not in units:
        return ""
    least, most = now.least - then.most, now.most - then.least
    if is_share:
        least, most = (now.least / then.most - 1) * 100, (now.most / then.least - 1) * 100
    change = _amount(match, "number", "unit")
    is_less = _rules().less.fullmatch(match["way"])
    if is_less:
        least, most = -most, -least
    is_loose = match["about"] or match["more"] or match["loose"]
    room = max(change.number / 5, Decimal(2)) if is_loose else Decimal(0)
    # A share may have been cut off as well as rounded.
    room += (change.most - change.least) / 2 if is_share else 0
    if least <= change.most + room and change.least - room <= most:
        return ""
    more = now.number - then.number
    way = "减少" if more < 0 else "增加"
    if not more:
        return "没有变化"
    if is_share:
        return f"{way} {abs(more) / then.number * 100:.1f}%"
    return f"{way} {digits(abs(more))}{next(iter(units))}"


def _amount(match: re.Match[str], group: str, unit: str = "") -> _Amount:
    written = match[group].replace(",", "")[:_MOST_DIGITS]
    worth = 10_000 if match[unit or f"{group}_unit"].startswith(_TEN_THOUSAND) else 1
    number = Decimal(written) * worth
    decimals = len(written.partition(".")[2])
    is_rounded = decimals or worth > 1 or match[unit or f"{group}_unit"] == _PERCENT
    half = Decimal(5).scaleb(-decimals - 1) * worth if is_rounded else Decimal(0)
    return _Amount(number, number - half, number + half)


@cache
def _rules() -> _Rules:
    data = cast("_Data", read_own_data(Path(__file__).with_suffix(".yml")))
    number, change = data["words"]["数"], data["words"]["增减"]
    parts = {
        "{从}": number.replace("{名}", "then"),
        "{到}": number.replace("{名}", "now"),
        "{增减}": change,
    }
    said = []
    for text in data["said"]:
        for name, meaning in parts.items():
            text = text.replace(name, meaning)  # noqa: PLW2901
        said.append(re.compile(text))
    return _Rules(re.compile(data["keywords"]), tuple(said), re.compile(data["less"]))
