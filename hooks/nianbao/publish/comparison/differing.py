"""Two reports side by side, figure by figure: the difference, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

from ...form import Address, Form, comparable_figures, incomparable_figures
from ...source import Figure, Number, Report

__all__ = ["Comparison", "Obstacle", "ObstacleKind", "Pair", "compare"]


class ObstacleKind(StrEnum):
    """What keeps two figures from being compared."""

    FORM = "form"
    """The two forms have no figure there that means the same."""
    FIGURE = "figure"
    """They mean the same, but what the reports hold there is no number, or in no known unit."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why two figures cannot be compared, in a phrase for readers."""

    kind: ObstacleKind
    reason: str


_ONE_BLANK = Obstacle(ObstacleKind.FIGURE, "有一份是空白")
_BOTH_BLANK = Obstacle(ObstacleKind.FIGURE, "两份都是空白")
_NO_UNIT = Obstacle(ObstacleKind.FIGURE, "没有写明单位")


class Pair(NamedTuple):
    """Two figures that stand beside each other; one is None where its report has no such cell.

    Either there is a ``difference``, later minus earlier, or an ``obstacle``. The addresses
    differ where two forms call the same by other names. A tuple, because a site has very many.
    """

    before_address: Address | None
    after_address: Address | None
    before: Figure | None
    after: Figure | None
    difference: Number | None
    obstacle: Obstacle | None

    @property
    def address(self) -> Address:
        """Where it stands: in the later report if that has it, else in the earlier."""
        address = self.after_address or self.before_address
        if address is None:
            raise TypeError(self)
        return address

    @property
    def sign(self) -> int:
        """1 for more, -1 for less, 0 for neither and for what is unknown."""
        return 0 if not self.difference else 1 if self.difference > 0 else -1

    @property
    def size(self) -> Number:
        """The difference without its sign."""
        return self.sign * (self.difference or 0)


@dataclass(frozen=True)
class Comparison:
    """All figures of two reports: those of the later in its order, then what only the earlier has.

    No figure is left out, and none of either report stands twice.
    """

    before: Report
    after: Report
    pairs: tuple[Pair, ...]

    @cached_property
    def differences(self) -> Mapping[Address, Number]:
        """How much the figures of the later report differ, where that is known."""
        return {p.address: p.difference for p in self.pairs if p.difference is not None}


def compare(before: Report, after: Report) -> Comparison:
    """What differs between two reports: of two years, of two organs, of any two forms.

    Only what the forms say means the same is subtracted, a blank never, nor amounts whose units
    differ or are not known; two zeros are equal in any unit.
    """
    pairs = []
    for place in _places(before.form, after.form):
        old = before.figures[place.before] if place.before else None
        new = after.figures[place.after] if place.after else None
        obstacle = place.obstacle
        difference: Number | None = None
        if obstacle is None and old is not None and new is not None:
            if old.value is None or new.value is None:
                obstacle = _BOTH_BLANK if old.value is new.value else _ONE_BLANK
            elif old.value == new.value == 0:
                difference = 0
            else:
                obstacle = _between(old.unit or place.before_unit, new.unit or place.after_unit)
                difference = new.value - old.value if obstacle is None else None
        pairs.append(Pair(place.before, place.after, old, new, difference, obstacle))
    return Comparison(before, after, tuple(pairs))


class _Place(NamedTuple):
    """Where two figures stand beside each other, and what the forms say of them."""

    before: Address | None
    after: Address | None
    before_unit: str
    after_unit: str
    obstacle: Obstacle | None


# Bounded, because a report may bring a form of its own.
@lru_cache(64)
def _places(before: Form, after: Form) -> tuple[_Place, ...]:
    """Every figure of two forms, once: what means the same beside each other.

    What does not mean the same and still has one address stands beside each other, too.
    """
    same = comparable_figures(after, before)
    of_after = incomparable_figures(after, before)
    of_before = dict(incomparable_figures(before, after))
    places = []
    for address, measure in after.measures.items():
        earlier = same.get(address)
        obstacle = None
        if earlier is None:
            obstacle = Obstacle(ObstacleKind.FORM, of_after[address])
            earlier = address if of_before.pop(address, None) is not None else None
        unit = before.measures[earlier].unit if earlier else ""
        places.append(_Place(earlier, address, unit, measure.unit, obstacle))
    for address, why in of_before.items():
        obstacle = Obstacle(ObstacleKind.FORM, why)
        places.append(_Place(address, None, before.measures[address].unit, "", obstacle))
    return tuple(places)


@lru_cache(64)
def _between(unit: str, other: str) -> Obstacle | None:
    """What keeps figures in two units from being subtracted; an unknown unit is none."""
    if unit and unit == other:
        return None
    if not unit or not other:
        return _NO_UNIT
    return Obstacle(ObstacleKind.FIGURE, f"单位不同（{unit}、{other}）")
