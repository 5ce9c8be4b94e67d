"""Prose that says how a figure changed since the year before, held against the two figures.

The ways to say it are data: ``prose_changes.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TypedDict, cast

from ..form import Address, comparable_figures
from ..own_data import read_own_data
from ..problem import Problems
from ..source import Number, Report, digits, sum_of
from .claims import Statement
from .folded import FoldedProse

__all__ = ["check_prose_changes"]

_PERCENT = "%"
_LEAST_TOLERANCE = Decimal(2)
_ROUGHLY = Decimal("0.2")
_MOST_DIGITS = 15


@dataclass(frozen=True, slots=True)
class _Change:
    """What a figure was and what it is now."""

    then: Number
    now: Number

    @property
    def more(self) -> Decimal:
        return Decimal(self.now - self.then)

    @property
    def percent(self) -> Decimal | None:
        """How much more, in hundredths of what it was; None when there was nothing."""
        return self.more / self.then * 100 if self.then else None


class _Data(TypedDict):
    keywords: str
    words: Mapping[str, str]
    gap: str
    change: str
    less: str


def check_prose_changes(
    prose: FoldedProse, statements: Iterable[Statement], before: Report, problems: Problems
) -> None:
    """Every change that a sentence names right after a number of the tables.

    Rounding, and “about”, are allowed for; a rise that was a fall is not.
    """
    patterns = _patterns()
    for statement in statements:
        if not statement.is_plain or not patterns["keywords"].search(
            statement.sentence, statement.end
        ):
            continue
        said = patterns["change"].match(statement.sentence, statement.end)
        if said is None or (said["year"] and int(said["year"]) != before.year):
            continue
        changes = _changes(statement, prose.report, before)
        if not changes or any(_agrees(said, change) for change in changes):
            continue
        change = changes[0]
        first = statement.claim.sums[0]
        address = first[0] if len(first) == 1 else Address(statement.claim.table)
        problems.add(
            "prose-change",
            prose.mark(statement.sentence_start + said.start()),
            f"正文说“{said[0].lstrip('，、（(')}”，{before.year} 年{statement.claim.name}为"
            f" {digits(change.then)}，本年为 {digits(change.now)}，{_described(said, change)}",
            address=address.parts,
            found=said[0].lstrip("，、（("),
            expected=_described(said, change),
            advice=f"请核对 {before.file} 和本年的数，改正填错的一处；口径不同的，请在文中说明",
        )


def _changes(statement: Statement, report: Report, before: Report) -> list[_Change]:
    """How the figures of a claim changed; nothing when one is blank or means something else."""
    same = comparable_figures(report.form, before.form)
    changes = []
    for addresses in statement.claim.sums:
        if any(address not in same for address in addresses):
            return []
        now = sum_of(report.figures, addresses)
        then = sum_of(before.figures, (same[address] for address in addresses))
        if now is None or then is None:
            return []
        changes.append(_Change(then, now))
    return changes


def _agrees(said: re.Match[str], change: _Change) -> bool:
    """Whether the change said may be that of the figures."""
    written = said["number"].replace(",", "")[:_MOST_DIGITS]
    number, decimals = Decimal(written), len(written.partition(".")[2])
    is_share = said["unit"] == _PERCENT
    true = change.percent if is_share else change.more
    if true is None:
        return True
    signed = -true if _patterns()["less"].fullmatch(said["way"]) else true
    if signed <= 0 and number:
        return False
    tolerance = Decimal(1).scaleb(-decimals) if is_share else Decimal(0)
    if said["least"] or said["loose"] == "以上":
        return signed >= number - tolerance
    if said["about"] or said["more"] or said["loose"]:
        tolerance = max(_LEAST_TOLERANCE, number * _ROUGHLY)
    return signed == number or abs(signed - number) < tolerance


def _described(said: re.Match[str], change: _Change) -> str:
    if not change.more:
        return "没有变化"
    way = "增加" if change.more > 0 else "减少"
    percent = change.percent
    if said["unit"] == _PERCENT and percent is not None:
        return f"{way} {abs(percent):.1f}%"
    return f"{way} {digits(abs(change.more))}"


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    data = cast("_Data", read_own_data(Path(__file__).with_suffix(".yml")))
    change = data["gap"] + data["change"]
    for name, meaning in data["words"].items():
        change = change.replace(f"{{{name}}}", meaning)
    return {
        "keywords": re.compile(data["keywords"]),
        "change": re.compile(change),
        "less": re.compile(data["less"]),
    }
