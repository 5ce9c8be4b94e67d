"""Finds a place for a number beside its point where it covers nothing that is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from .drawing import text_width

__all__ = ["Box", "Obstacles", "PlacedText"]

_DOT = 4
_CLEAR = 1

_Place: TypeAlias = tuple[Fraction, Fraction]


class Box(NamedTuple):
    """A rectangle of the drawing; floats are enough, for nothing is drawn from it."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether two rectangles share more than an edge."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """Whether another rectangle lies within this one."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )

    def is_crossed(self, begin: tuple[float, float], end: tuple[float, float]) -> bool:
        """Whether a straight line that goes to the right has a part in the rectangle."""
        (x1, y1), (x2, y2) = begin, end
        left, right = max(x1, self.left), min(x2, self.right)
        if left >= right:
            return False
        slope = (y2 - y1) / (x2 - x1)
        ys = y1 + (left - x1) * slope, y1 + (right - x1) * slope
        return min(ys) < self.bottom and max(ys) > self.top


class PlacedText(NamedTuple):
    """A text with the room that it takes; ``x``, ``y`` and ``anchor`` are those of SVG."""

    text: str
    x: Fraction
    y: Fraction
    anchor: str
    box: Box


@dataclass(slots=True)
class Obstacles:
    """What is drawn already in the part of the drawing that texts may stand in."""

    frame: Box
    _boxes: list[Box] = field(default_factory=list)
    _lines: list[tuple[tuple[float, float], tuple[float, float]]] = field(default_factory=list)

    def add_line(self, points: Sequence[_Place]) -> None:
        """A line from point to point, which goes to the right."""
        self._lines += pairwise((float(x), float(y)) for x, y in points)

    def add_dot(self, place: _Place) -> None:
        """A dot on a line."""
        x, y = map(float, place)
        self._boxes.append(Box(x - _DOT, y - _DOT, x + _DOT, y + _DOT))

    def add_text(self, text: PlacedText) -> None:
        """A text that has been placed."""
        self._boxes.append(text.box)

    def place(
        self,
        point: _Place,
        text: str,
        size: int,
        uprights: Sequence[Fraction],
        *,
        may_interrupt: bool,
    ) -> PlacedText | None:
        """The text at the first free place near a point; None where there is none.

        No place has one of the ``uprights`` run through it, unless the text may interrupt one
        and has no other.
        """
        free = [each for each in _places(point, text, size) if self._is_free(each.box)]
        clear = (
            each for each in free if not any(each.box.left < x < each.box.right for x in uprights)
        )
        return next(clear, free[0] if free and may_interrupt else None)

    def _is_free(self, box: Box) -> bool:
        return (
            self.frame.holds(box)
            and not any(map(box.meets, self._boxes))
            and not any(box.is_crossed(*line) for line in self._lines)
        )


def _places(point: _Place, text: str, size: int) -> Iterator[PlacedText]:
    """Where a text may stand: above, below, beside its point, the best place first."""
    x, y = point
    wide = text_width(text, size)
    for baseline in (y - 7, y + size + 5):
        yield _placed(text, x, baseline, "middle", wide, size)
        yield _placed(text, x - _DOT, baseline, "", wide, size)
        yield _placed(text, x + _DOT, baseline, "end", wide, size)
    yield _placed(text, x + 8, y + size // 3, "", wide, size)
    yield _placed(text, x - 8, y + size // 3, "end", wide, size)


def _placed(
    text: str, x: Fraction, baseline: Fraction, anchor: str, wide: int, size: int
) -> PlacedText:
    left = float(x) - {"": 0, "middle": wide / 2, "end": wide}[anchor]
    # Digits are about three quarters as high as their type; a comma goes a little below.
    top, bottom = float(baseline) - size * 0.75, float(baseline) + 2
    box = Box(left - _CLEAR, top - _CLEAR, left + wide + _CLEAR, bottom + _CLEAR)
    return PlacedText(text, x, baseline, anchor, box)
