"""A comparison in a few words: how much changed, what changed most, what cannot be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from .differing import Comparison
from .lines import Line, Lines

__all__ = ["Summary", "summary_of"]

_LARGEST = 8


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
    largest: tuple[Line, ...]

    @property
    def compared(self) -> int:
        """How many figures were compared."""
        return self.more + self.less + self.same

    @property
    def untold(self) -> int:
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


def _largest(comparison: Comparison) -> tuple[Line, ...]:
    """In printed order where two differ as much."""
    lines = Lines(comparison)
    changed = [pair for pair in comparison.pairs if pair.difference and lines.name(pair).ranked]
    changed.sort(key=lambda pair: pair.size, reverse=True)
    return tuple(lines.alone(pair) for pair in changed[:_LARGEST])
