"""Prose that says all requests were closed, held against the table of requests.

The ways to say it are data: ``all_done.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TypedDict, cast

from ..form import Address
from ..own_data import read_own_data
from ..problem import Problems
from ..source import Number, bounded
from .filled import filled_sum
from .folded import FoldedProse

__all__ = ["check_all_done"]

_COUNTED = re.compile("([0-9]+)[件份条宗]")


class _Data(TypedDict):
    left: list[str]
    received_rows: list[list[str]]
    keywords: str
    requests: str
    others: str
    done: str
    answered: str
    received: str
    unless: list[str]


def check_all_done(prose: FoldedProse, problems: Problems) -> None:
    """Nothing is left for the next year where all is done, and there was something to do."""
    left = filled_sum(prose.report, (_left(),))
    received = filled_sum(prose.report, _received())
    if left is not None and left.number > 0:
        new = filled_sum(prose.report, _received()[:1])
        _note_all(prose, "done", left.number, problems, least=new.number if new else 0)
    elif received is not None and received.number == 0 and not received.has_blanks:
        _note_all(prose, "answered", 0, problems)


def _note_all(
    prose: FoldedProse, said: str, left: Number, problems: Problems, *, least: Number = 0
) -> None:
    """Every sentence that says so; ``left`` is what is left over, 0 where nothing was received.

    A sentence that speaks of fewer requests than ``least`` may speak of a part of them.
    """
    patterns = _patterns()
    for start, sentence in prose.sentences_with(patterns["keywords"]):
        match = patterns[said].search(sentence)
        if not match or patterns["unless"].search(sentence):
            continue
        before = sentence[: match.start()]
        numbers = _COUNTED.findall(before)
        if numbers and 0 < bounded(numbers[-1]) < least:
            continue
        requests = list(patterns["requests"].finditer(before))
        if not requests or patterns["others"].search(before, requests[-1].end()):
            continue
        if left:
            message = f"正文说申请“{match[0]}”，表中{_left().row[-1]}为 {left}"
        elif patterns["received"].search(before):
            rows = "和".join(address.row[-1] for address in _received())
            message = f"正文说申请“{match[0]}”，表中{rows}都为 0"
        else:
            continue
        problems.add(
            "all-done-contradiction",
            prose.mark(start + match.start()),
            message,
            address=(_left() if left else _received()[0]).parts,
            found=match[0],
            expected=left,
            advice="请核对台账，改正填错的数，或者照实改写这句话",
        )


@cache
def _data() -> _Data:
    return cast("_Data", read_own_data(Path(__file__).with_suffix(".yml")))


@cache
def _left() -> Address:
    """How many requests are left for the next year."""
    return _address(_data()["left"])


@cache
def _received() -> tuple[Address, ...]:
    """How many there were to be answered, which are added up."""
    return tuple(map(_address, _data()["received_rows"]))


def _address(names: list[str]) -> Address:
    table, *row, column = names
    return Address(table, tuple(row), column)


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    data = _data()
    words = {
        **{name: pattern for name, pattern in data.items() if isinstance(pattern, str)},
        "unless": "|".join(data["unless"]),
    }
    return {name: re.compile(pattern) for name, pattern in words.items()}
