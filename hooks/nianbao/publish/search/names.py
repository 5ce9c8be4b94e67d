"""The names by which people look for an organ, shorter ones among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...source import Organ
from .units import folded

__all__ = ["names_of"]

# How names end, and what people leave of it: 东河镇人民政府, 东河镇政府, 东河镇.
_ENDINGS = {"人民政府": ("政府", ""), "办事处": ("",)}


def names_of(organ: Organ, places: Iterable[str]) -> tuple[str, ...]:
    """The full name first, then what is left of it without the place, or without its ending.

    示例县财政局 is also 县财政局 and 财政局; 示例县东河镇人民政府 is also 东河镇. Former names come
    last.
    """
    known = (organ.name, *(name for name, _ in reversed(organ.former_names)))
    names = (short for name in known for short in (name, *_without_place(name, places)))
    # A single character, such as 县 of 县人民政府, names nobody.
    return tuple(dict.fromkeys(folded(name) for name in names if len(name) > 1))


def _without_place(name: str, places: Iterable[str]) -> Iterator[str]:
    place = next((place for place in places if name.startswith(place)), "")
    rest = name.removeprefix(place)
    befores = (place, place[-1:], "") if rest not in _ENDINGS else (place, place[-1:])
    return (before + short for before in befores for short in _shortened(rest))


def _shortened(name: str) -> Iterator[str]:
    yield name
    for ending, shorter in _ENDINGS.items():
        if name.endswith(ending):
            yield from (name.removesuffix(ending) + short for short in shorter)
