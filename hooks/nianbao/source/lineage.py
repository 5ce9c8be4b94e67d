"""What an organ was before, and about which years it owes a report, as organs.yml says."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from .front_matter import YEARS
from .organ import Organ
from .organ_ties import successions

__all__ = ["Ancestors", "Lineage", "expected_years", "lineage_of"]


@dataclass(frozen=True, slots=True)
class Ancestors:
    """``renamed`` came one from the other, latest first, and carry on one line of figures.

    ``merged`` are those that the earliest of them was made of, or split from: their figures are
    shown beside the organ's and never joined with them or added up.
    """

    renamed: tuple[Organ, ...]
    merged: tuple[Organ, ...]


@dataclass(frozen=True, slots=True)
class Lineage:
    """Who came before whom, looked up by the slug of either."""

    earlier: Mapping[str, tuple[Organ, ...]]
    later: Mapping[str, tuple[Organ, ...]]

    def ancestors(self, organ: Organ) -> Ancestors:
        """What it came from: a rename has one predecessor, which has no other successor."""
        renamed: list[Organ] = []
        seen = {organ.slug}
        earliest = organ
        while True:
            before = self.earlier.get(earliest.slug, ())
            # An organ that comes before itself is a problem of organs.yml, but no reason to hang.
            if len(before) != 1 or len(self.later[before[0].slug]) != 1 or before[0].slug in seen:
                merged = tuple(other for other in before if other.slug not in seen)
                return Ancestors(tuple(renamed), merged)
            earliest = before[0]
            renamed.append(earliest)
            seen.add(earliest.slug)


def lineage_of(organs: Mapping[str, Organ]) -> Lineage:
    """The lineage of all organs, made once: it takes as long as there are organs."""
    earlier: dict[str, list[Organ]] = {}
    later: dict[str, list[Organ]] = {}
    for before, after in successions(organs):
        earlier.setdefault(after.slug, []).append(before)
        later.setdefault(before.slug, []).append(after)
    return Lineage(
        {slug: tuple(known) for slug, known in earlier.items()},
        {slug: tuple(known) for slug, known in later.items()},
    )


def expected_years(
    organ: Organ, reported: Iterable[int], latest: int, superior: Container[str]
) -> range:
    """The years from an organ's first to its last, or to the latest that any organ reports about.

    Where organs.yml does not say which year is the first, it is that of the earliest report; of
    an organ without a report nothing but the latest year is known to be owed, and of one that is
    ``superior`` to others not even that: it may stand there only to be above them.
    """
    first = organ.first_year or min(reported, default=None)
    if first is None and organ.slug in superior:
        return range(0)
    first = first or latest
    last = min(organ.last_year or latest, latest)
    return range(max(first, YEARS.start), last + 1)
