"""Organs' names without the place that all of a list share: 财政局 for 示例县财政局."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from ...form import OrganKind
from ...source import Organ

__all__ = ["place_of", "places_of", "short_names"]

_GOVERNMENT = "人民政府"


def places_of(organs: Iterable[Organ]) -> tuple[str, ...]:
    """The places that are governed, which stand before the names of their organs; longest first."""
    names = (organ.name for organ in organs if organ.kind is OrganKind.GOVERNMENT)
    places = {name.removesuffix(_GOVERNMENT) for name in names if name.endswith(_GOVERNMENT)}
    return tuple(sorted(places - {""}, key=lambda place: (-len(place), place)))


def place_of(organs: Iterable[Organ]) -> str:
    """The place that all of them belong to, empty where no government stands above the others."""
    places = places_of(organ for organ in organs if not organ.parent)
    return next((p for p in places[-1:] if all(each.startswith(p) for each in places)), "")


def short_names(organs: Mapping[str, Organ]) -> Mapping[str, str]:
    """What a list calls each organ, by slug: its name without the place, where that is clear.

    A government keeps its name, and so does whoever would be called as another is.
    """
    places = places_of(organs.values())
    short = {slug: _without_place(organ.name, places) for slug, organ in organs.items()}
    taken = Counter(short.values())
    return {slug: name if taken[name] == 1 else organs[slug].name for slug, name in short.items()}


def _without_place(name: str, places: Iterable[str]) -> str:
    place = next((place for place in places if name.startswith(place)), "")
    rest = name.removeprefix(place)
    return name if rest == _GOVERNMENT or len(rest) < len("财政局") else rest
