"""The order of organs by an indicator in the newest year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...facts import Change, Observation
from ...source import Number, Organ
from ..web.addresses import organ_path

__all__ = ["Place", "ranking"]


@dataclass(frozen=True, slots=True)
class Place:
    """An organ's place: equal numbers share one, and the next is left out."""

    place: int
    organ: Organ
    path: str
    value: Number
    change: Change | None


def ranking(rows: Iterable[tuple[Organ, Sequence[Observation | None]]]) -> tuple[Place, ...]:
    """The organs that have a number in the newest year, highest first.

    A row has an organ's observations newest first. An organ whose figures hold those of others
    is not one of many and has no place.
    """
    standing: list[tuple[Organ, Number, Change | None]] = []
    for organ, (latest, *earlier) in rows:
        if latest is None or latest.value is None or organ.aggregate:
            continue
        change = latest.compared_with(earlier[0] if earlier else None).change
        standing.append((organ, latest.value, change))
    standing.sort(key=lambda each: -each[1])
    values = [value for _, value, _ in standing]
    return tuple(
        Place(values.index(value) + 1, organ, organ_path(organ), value, change)
        for organ, value, change in standing
    )
