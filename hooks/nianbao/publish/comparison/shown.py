"""What readers see of a comparison: tables of what can be compared, lists of what cannot."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from .differing import Comparison, ObstacleKind, Pair
from .lines import Line, Lines
from .names import captions_of

__all__ = ["Group", "ShownTable", "Uncompared", "Zeros", "shown_tables"]


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one row, or those with one reason, under their heading, if they need one."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Zeros:
    """A row with figures that are zero in both: their columns, none where that is all it has."""

    row: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Uncompared:
    """What the forms keep apart: lines by reason, and how many figures more that are zero."""

    count: int
    groups: tuple[Group, ...]
    zeros: int


@dataclass(frozen=True, slots=True)
class ShownTable:
    """One official table: what differs or is equal, what is zero in both, what is kept apart."""

    caption: str
    groups: tuple[Group, ...]
    zeros: tuple[Zeros, ...]
    zero_count: int
    uncompared: Uncompared | None


def shown_tables(comparison: Comparison) -> tuple[ShownTable, ...]:
    """The tables of the later report, then those that only the earlier has."""
    lines = Lines(comparison)
    captions = {**captions_of(comparison.before.form), **captions_of(comparison.after.form)}
    by_table: dict[str, list[Pair]] = {}
    for pair in comparison.pairs:
        by_table.setdefault(pair.address.table, []).append(pair)
    return tuple(_table(captions[key], pairs, lines) for key, pairs in by_table.items())


def _table(caption: str, pairs: Iterable[Pair], lines: Lines) -> ShownTable:
    apart: list[Pair] = []
    compared: list[Pair] = []
    for pair in pairs:
        is_apart = pair.obstacle is not None and pair.obstacle.kind is ObstacleKind.FORM
        (apart if is_apart else compared).append(pair)
    groups: list[Group] = []
    zeros: list[Zeros] = []
    zero_count = 0
    for _, row in groupby(compared, key=lambda pair: pair.address.row):
        shown: list[Line] = []
        columns: list[str] = []
        for pair in row:
            name = lines.name(pair)
            if _is_zero(pair):
                columns.append(name.column)
            else:
                shown.append(lines.below(pair))
        if shown:
            groups.append(Group("" if name.single else name.row, tuple(shown)))
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


def _uncompared(pairs: Sequence[Pair], lines: Lines) -> Uncompared:
    by_reason: dict[str, list[Line]] = {}
    for pair in pairs:
        if not _is_zero(pair) and pair.obstacle is not None:
            by_reason.setdefault(pair.obstacle.reason, []).append(lines.alone(pair))
    return Uncompared(
        count=len(pairs),
        groups=tuple(Group(reason, tuple(found)) for reason, found in by_reason.items()),
        zeros=sum(map(_is_zero, pairs)),
    )


def _is_zero(pair: Pair) -> bool:
    """Whether there is nothing to see: every figure that is there is zero and has no note."""
    before, after = pair.before, pair.after
    if before is not None and (before.value != 0 or before.note):
        return False
    return after is None or (after.value == 0 and not after.note)
