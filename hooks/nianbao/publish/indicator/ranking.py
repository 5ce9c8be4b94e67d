"""The order of organs by an indicator in each year, among those of one kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...facts import Change, Observation
from ...form import OrganKind
from ...source import Number, by_kind
from .organ_rows import OrganRow, YearColumn

__all__ = ["KindRanking", "Place", "YearRanking", "rankings"]


@dataclass(frozen=True, slots=True)
class Place:
    """An organ's place: equal numbers share one, and the next is left out."""

    place: int
    name: str
    path: str
    value: Number
    change: Change | None


@dataclass(frozen=True, slots=True)
class KindRanking:
    """The organs of a kind that have a number, highest first.

    ``alike`` are the names of those that all have ``value`` and no place: those with zero, or
    everyone where nobody differs. Where there is one organ only, it is not ranked.
    """

    kind: OrganKind
    places: tuple[Place, ...]
    alike: tuple[str, ...] = ()
    value: Number = 0

    @property
    def is_ranked(self) -> bool:
        """Whether places say anything."""
        return len(self.places) + len(self.alike) > 1


@dataclass(frozen=True, slots=True)
class YearRanking:
    """A year: the kinds, and ``rests``, what covering governments have besides their organs."""

    year: int
    unit: str
    kinds: tuple[KindRanking, ...]
    rests: tuple[Place, ...]

    @property
    def highest(self) -> tuple[Place, ...]:
        """All that are not zero, whatever their kind, highest first."""
        every = [place for kind in self.kinds for place in kind.places] + list(self.rests)
        return tuple(sorted((p for p in every if p.value), key=lambda place: -place.value))

    @property
    def is_worth_it(self) -> bool:
        """Whether there are organs to be compared with each other."""
        return any(kind.is_ranked for kind in self.kinds)


def rankings(
    rows: Sequence[OrganRow], rests: Sequence[OrganRow], columns: Sequence[YearColumn]
) -> Iterator[YearRanking]:
    """The order in each year of the columns, newest first.

    An organ whose figures hold those of others is not one of many and has no place; what is left
    without theirs is told beside, in ``rests``.
    """
    single = [row for row in rows if not row.organ.aggregate]
    for at, column in enumerate(columns):
        kinds = (
            _kind(kind, _places(own, at)) for kind, own in by_kind(single, lambda row: row.organ)
        )
        yield YearRanking(
            column.year,
            column.sum.unit,
            tuple(kind for kind in kinds if kind.places or kind.alike),
            tuple(_places(rests, at)),
        )


def _places(rows: Iterable[OrganRow], at: int) -> list[Place]:
    """The organs with a number of the column's meaning, highest first."""
    standing: list[tuple[OrganRow, Number, Change | None]] = []
    for row in rows:
        cell, *earlier = row.cells[at : at + 2]
        found = cell.observation
        if found is None or found.value is None or cell.other_meaning:
            continue
        before: Observation | None = earlier[0].observation if earlier else None
        standing.append((row, found.value, found.compared_with(before).change))
    standing.sort(key=lambda each: -each[1])
    values = [value for _, value, _ in standing]
    return [
        Place(values.index(value) + 1, row.name, row.path, value, change)
        for row, value, change in standing
    ]


def _kind(kind: OrganKind, places: Sequence[Place]) -> KindRanking:
    if len(places) > 1 and len({place.value for place in places}) == 1:
        return KindRanking(kind, (), tuple(p.name for p in places), places[0].value)
    zeros = tuple(place.name for place in places if not place.value)
    if len(zeros) < 2:
        return KindRanking(kind, tuple(places))
    return KindRanking(kind, tuple(place for place in places if place.value), zeros)
