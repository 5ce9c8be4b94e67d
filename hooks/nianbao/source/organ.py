"""An organ that publishes reports, as organs.yml describes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from ..form import OrganKind
from ..problem import TOP, Mark
from .entries import Entry

__all__ = ["Organ", "by_kind"]

_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class Organ:
    """行政机关: one that publishes a report each year.

    ``slug`` names its folder under reports/ and its address on the web. It reports about the
    years from ``first_year`` to ``last_year``; None leaves that side open. ``predecessors`` and
    ``successors`` are the slugs of what it came from and what it became in a reform.
    ``aggregate`` says that its figures hold those of the organs below it. ``former_names`` are
    those that it had up to a year, oldest first, while it stayed what it is. ``mark`` is where
    organs.yml names it.
    """

    slug: str
    name: str
    kind: OrganKind
    parent: str = ""
    contact: tuple[str, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    aggregate: bool = False
    former_names: tuple[tuple[str, int], ...] = ()
    acknowledged: tuple[Entry, ...] = ()
    mark: Mark = TOP

    def exists(self, year: int) -> bool:
        """Whether the organ reports about that year."""
        has_begun = self.first_year is None or self.first_year <= year
        return has_begun and (self.last_year is None or year <= self.last_year)

    def in_year(self, year: int) -> Organ:
        """The organ under the name that it had in a year."""
        names = (name for name, last in self.former_names if year <= last)
        name = next(names, self.name)
        return self if name == self.name else replace(self, name=name)

    def exists_with(self, other: Organ) -> bool:
        """Whether there is a year in which both exist."""
        first = max(self.first_year or 0, other.first_year or 0)
        return first <= min(self.last_year or first, other.last_year or first)


def by_kind(
    things: Iterable[_Thing], organ_of: Callable[[_Thing], Organ]
) -> tuple[tuple[OrganKind, tuple[_Thing, ...]], ...]:
    """What belongs to organs by their kinds, governments first; without kinds that have nothing."""
    groups: dict[OrganKind, list[_Thing]] = {kind: [] for kind in OrganKind}
    for thing in things:
        groups[organ_of(thing).kind].append(thing)
    return tuple((kind, tuple(found)) for kind, found in groups.items() if found)
