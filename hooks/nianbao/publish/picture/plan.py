"""What a picture shows and how it says it, read from plan.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ...form import FormError, indicators
from ...own_data import read_own_data

__all__ = ["CountRule", "PartsRule", "Plan", "ShareRule", "plan"]


@dataclass(frozen=True, slots=True)
class PartsRule:
    """Which indicator is shown in its parts, under which heading, by which icons.

    With ``if_any`` it is shown only where it is more than zero.
    """

    of: str
    heading: str
    icon: str
    icons: Mapping[str, str]
    if_any: bool = False

    @property
    def parts(self) -> tuple[str, ...]:
        """The indicators that it is made of."""
        breakdown = indicators()[self.of].breakdown
        return breakdown.parts if breakdown else ()


@dataclass(frozen=True, slots=True)
class CountRule:
    """How a number is said in a sentence: ``some`` with a place for it, ``none`` when zero."""

    of: str
    some: str
    none: str


@dataclass(frozen=True, slots=True)
class ShareRule:
    """How a sentence says what share a part has: ``among`` has a place for the whole."""

    part: str
    of: str
    among: str
    verb: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All of it; ``icons`` are paths in a square of 16 units, by name."""

    pictures: tuple[PartsRule, ...]
    counts: tuple[CountRule, ...]
    shares: tuple[ShareRule, ...]
    last_counts: tuple[CountRule, ...]
    local_icon: str
    icons: Mapping[str, str]


@cache
def plan() -> Plan:
    """The plan; raises FormError when it names an indicator or an icon that is not there."""
    data = read_own_data(Path(__file__).with_name("plan.yml"))
    made = Plan(
        pictures=tuple(PartsRule(**{"icons": {}, **entry}) for entry in data["pictures"]),
        counts=tuple(CountRule(**entry) for entry in data["counts"]),
        shares=tuple(ShareRule(**entry) for entry in data["shares"]),
        last_counts=tuple(CountRule(**entry) for entry in data["last_counts"]),
        local_icon=data["local_icon"],
        icons=data["icons"],
    )
    named = [rule.of for rule in (*made.counts, *made.last_counts)]
    named += [name for rule in made.shares for name in (rule.part, rule.of)]
    named += [rule.of for rule in made.pictures]
    named += [name for rule in made.pictures for name in rule.icons]
    drawn = [made.local_icon, *(rule.icon for rule in made.pictures)]
    drawn += [icon for rule in made.pictures for icon in rule.icons.values()]
    missing = [name for name in named if name not in indicators()]
    missing += [icon for icon in drawn if icon not in made.icons]
    if missing:
        raise FormError(f"plan.yml names what is not there: {missing}")
    return made
