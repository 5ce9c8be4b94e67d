"""What readers see of a comparison: in few words, then table by table; and how it calls things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from ...source import Report
from .differing import Comparison, ObstacleKind, Pair
from .naming import ComparedLine, ComparedNames, captions_of

__all__ = [
    "LineGroup",
    "ShownTable",
    "Summary",
    "Uncompared",
    "Words",
    "Zeros",
    "shown_tables",
    "summary_of",
    "words_between",
]

_LARGEST = 8


@dataclass(frozen=True, slots=True)
class Words:
    """What the page calls either report, more, less, the same, the difference and the largest.

    Over time a sign says which way it went; of two organs the words say which has more.
    """

    before: str
    after: str
    more: str
    less: str
    same: str
    difference: str
    largest: str
    is_over_time: bool = True


def words_between(before: Report, after: Report) -> Words:
    """By year of one organ, by organ of one year, else by both; one year knows no increase."""
    if before.organ == after.organ:
        return _over_time(f"{before.year}年", f"{after.year}年")
    if before.year == after.year:
        names = f"甲：{before.organ.name}", f"乙：{after.organ.name}"
        return Words(*names, "乙多", "甲多", "相同", "相差", "相差最大的", is_over_time=False)
    return _over_time(*(f"{report.organ.name}{report.year}年" for report in (before, after)))


def _over_time(before: str, after: str) -> Words:
    return Words(before, after, "增加", "减少", "持平", "增减", "变化最大的")


@dataclass(frozen=True, slots=True)
class Summary:
    """How many figures are more, less, the same and not compared, those by their reason.

    ``largest`` are the counts that differ most, no matter in which direction; of a row with a
    total only that. Amounts of money, and changes, are no counts.
    """

    more: int
    less: int
    same: int
    reasons: Mapping[str, int]
    largest: tuple[ComparedLine, ...]

    @property
    def compared(self) -> int:
        """How many figures were compared."""
        return self.more + self.less + self.same

    @property
    def uncompared_count(self) -> int:
        """How many could not be compared."""
        return sum(self.reasons.values())


def summary_of(comparison: Comparison) -> Summary:
    """A comparison in a few words."""
    signs = Counter(pair.sign for pair in comparison.pairs if pair.obstacle is None)
    return Summary(
        more=signs[1],
        less=signs[-1],
        same=signs[0],
        reasons=Counter(pair.obstacle.reason for pair in comparison.pairs if pair.obstacle),
        largest=_largest(comparison),
    )


def _largest(comparison: Comparison) -> tuple[ComparedLine, ...]:
    """In printed order where two differ as much."""
    lines = ComparedNames(comparison)
    changed = [pair for pair in comparison.pairs if pair.difference and lines.name(pair).ranked]
    changed.sort(key=lambda pair: pair.size, reverse=True)
    return tuple(lines.alone(pair) for pair in changed[:_LARGEST])


@dataclass(frozen=True, slots=True)
class LineGroup:
    """The lines of one row, or those with one reason, under their heading, if they need one."""

    heading: str
    lines: tuple[ComparedLine, ...]


@dataclass(frozen=True, slots=True)
class Zeros:
    """A row with figures that are zero in both: their columns, none where that is all it has."""

    row: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Uncompared:
    """What the forms keep apart: lines by reason, and how many figures more that are zero."""

    count: int
    groups: tuple[LineGroup, ...]
    zeros: int


@dataclass(frozen=True, slots=True)
class ShownTable:
    """One official table: what differs or is equal, what is zero in both, what is kept apart."""

    caption: str
    groups: tuple[LineGroup, ...]
    zeros: tuple[Zeros, ...]
    zero_count: int
    uncompared: Uncompared | None

    @property
    def has_compared(self) -> bool:
        """Whether it has anything but what is kept apart."""
        return bool(self.groups or self.zeros)


def shown_tables(comparison: Comparison) -> tuple[ShownTable, ...]:
    """The tables of the later report, then those that only the earlier has."""
    lines = ComparedNames(comparison)
    captions = {**captions_of(comparison.before.form), **captions_of(comparison.after.form)}
    by_table: dict[str, list[Pair]] = {}
    for pair in comparison.pairs:
        by_table.setdefault(pair.address.table, []).append(pair)
    return tuple(_table(captions[key], pairs, lines) for key, pairs in by_table.items())


def _table(caption: str, pairs: Iterable[Pair], lines: ComparedNames) -> ShownTable:
    apart: list[Pair] = []
    compared: list[Pair] = []
    for pair in pairs:
        is_apart = pair.obstacle is not None and pair.obstacle.kind is ObstacleKind.FORM
        (apart if is_apart else compared).append(pair)
    groups: list[LineGroup] = []
    zeros: list[Zeros] = []
    zero_count = 0
    for _, of_row in groupby(compared, key=lambda pair: pair.address.row):
        row = tuple(of_row)
        has_total = not all(lines.name(pair).ranked for pair in row)
        shown: list[ComparedLine] = []
        columns: list[str] = []
        for pair in row:
            name = lines.name(pair)
            if _is_zero(pair):
                columns.append(name.column)
            else:
                shown.append(lines.below(pair, is_total=has_total and name.ranked))
        if shown:
            groups.append(LineGroup("" if name.single else name.row, tuple(shown)))
        if columns:
            zeros.append(Zeros(name.row, tuple(columns) if shown else ()))
        zero_count += len(columns)
    return ShownTable(
        caption=caption,
        groups=tuple(groups),
        zeros=tuple(zeros),
        zero_count=zero_count,
        uncompared=_uncompared(apart, lines) if apart else None,
    )


def _uncompared(pairs: Sequence[Pair], lines: ComparedNames) -> Uncompared:
    by_reason: dict[str, list[ComparedLine]] = {}
    for pair in pairs:
        if not _is_zero(pair) and pair.obstacle is not None:
            by_reason.setdefault(pair.obstacle.reason, []).append(lines.alone(pair))
    return Uncompared(
        count=len(pairs),
        groups=tuple(LineGroup(reason, tuple(found)) for reason, found in by_reason.items()),
        zeros=sum(map(_is_zero, pairs)),
    )


def _is_zero(pair: Pair) -> bool:
    """Whether there is nothing to see: every figure that is there is zero and has no note."""
    before, after = pair.before, pair.after
    if before is not None and (before.value != 0 or before.note):
        return False
    return after is None or (after.value == 0 and not after.note)
