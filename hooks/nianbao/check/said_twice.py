"""What a report says twice, differently: totals that no table has, and whether a fee was charged.

The ways to say it are data: ``said_twice.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypedDict, cast

from ..own_data import read_own_data
from ..problem import Problems
from ..source import bounded
from .claims import names_a_part
from .folded import FoldedProse

__all__ = ["check_said_twice"]

_YEAR = re.compile(r"(20\d\d)年")


class _Data(TypedDict):
    totals: Mapping[str, str]
    keywords: str
    yearly: str
    summed: str
    unless: str
    fee_keywords: str
    fee_none: str
    fee_some: str
    fee_unless: str


class _Total(NamedTuple):
    """A total of the year as a sentence says it; ``place`` is where in the folded prose."""

    number: int
    unit: str
    words: str
    place: int
    is_yearly: bool


def check_said_twice(prose: FoldedProse, problems: Problems) -> None:
    """The same thing is said alike wherever the report says it."""
    for name, pattern in _totals().items():
        _check_totals(name, list(_totals_said(pattern, prose)), prose, problems)
    _check_fees(prose, problems)


def _check_totals(name: str, totals: list[_Total], prose: FoldedProse, problems: Problems) -> None:
    """The first total of the year, and the first that differs from it.

    A smaller number that does not itself name the year may be a part of the whole.
    """
    known = next((total for total in totals if total.is_yearly), None)
    if known is None:
        return
    for total in totals:
        if total.unit != known.unit or total.number == known.number:
            continue
        if not total.is_yearly and total.number < known.number:
            continue
        first, second = sorted((known, total), key=lambda each: each.place)
        _note(
            prose,
            second.place,
            f"正文说全年{name} {second.number}{second.unit}",
            f"说 {first.number}{first.unit}",
            first.place,
            problems,
            found=second.words,
            expected=first.words,
        )
        return


def _totals_said(pattern: re.Pattern[str], prose: FoldedProse) -> Iterator[_Total]:
    """Every number that a sentence gives for the whole year, by the organ itself."""
    patterns = _patterns()
    for start, sentence in prose.sentences_with(patterns["keywords"]):
        match = pattern.search(sentence)
        if match is None:
            continue
        before = sentence[: match.start()]
        said = before + match[0]
        if names_a_part(before, prose.report.organ.name):
            continue
        if patterns["unless"].search(said) or not _is_of_the_year(said, prose):
            continue
        is_yearly = patterns["yearly"].search(before) is not None
        if is_yearly or patterns["summed"].search(said):
            number = match["number"].replace(",", "")
            place = start + match.start()
            yield _Total(int(bounded(number)), match["unit"], match[0], place, is_yearly)


def _check_fees(prose: FoldedProse, problems: Problems) -> None:
    """No fee in one sentence, some in another."""
    patterns = _patterns()
    said: dict[str, tuple[int, str]] = {}
    for start, sentence in prose.sentences_with(patterns["fee_keywords"]):
        if patterns["fee_unless"].search(sentence) or not _is_of_the_year(sentence, prose):
            continue
        for kind in ("fee_none", "fee_some"):
            match = patterns[kind].search(sentence)
            if match and (kind == "fee_none" or match["number"].strip("0.,")):
                said.setdefault(kind, (start + match.start(), match[0]))
    if len(said) < 2:
        return
    (here, words), (there, others) = sorted(said.values(), reverse=True)
    _note(
        prose,
        here,
        f"正文说“{words}”",
        f"说“{others}”",
        there,
        problems,
        found=words,
        expected=others,
    )


def _is_of_the_year(said: str, prose: FoldedProse) -> bool:
    return all(int(year) == prose.report.year for year in _YEAR.findall(said))


def _note(
    prose: FoldedProse,
    place: int,
    here: str,
    there: str,
    other_place: int,
    problems: Problems,
    *,
    found: str,
    expected: str,
) -> None:
    problems.add(
        "said-twice",
        prose.mark(place),
        f"{here}，第 {prose.mark(other_place).line} 行却{there}",
        found=found,
        expected=expected,
        advice="请核对台账，改正写错的一处；说的不是一回事的，请在句子里写明",
    )


@cache
def _data() -> _Data:
    return cast("_Data", read_own_data(Path(__file__).with_suffix(".yml")))


@cache
def _totals() -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile(said) for name, said in _data()["totals"].items()}


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile(said) for name, said in _data().items() if isinstance(said, str)}
