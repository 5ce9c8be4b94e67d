"""A line chart over years: a line is drawn only between years whose figures mean the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from markupsafe import Markup

from ...source import Number, shown
from .drawing import Drawing, text_width
from .labels import Box, Obstacles, PlacedText

__all__ = ["CHANGE_OF_FORM", "Point", "Series", "joined_runs", "line_chart"]

CHANGE_OF_FORM = "换表"
"""What is written at the upright where the form changes."""

_WIDTH = 320
# Above the plot stand the unit, what the uprights mean, and the number of the highest point.
_UNIT, _MARK = 10, 24
_TOP, _BOTTOM = 48, 168
_HEIGHT = 190
_LEFT, _RIGHT = 18, 302
_FONT = 12
_SMALL = 10
_YEARS_APART = 30


@dataclass(frozen=True, slots=True)
class Point:
    """The number of a year, None where it is not known.

    ``meaning`` names what was counted: points of different meaning are not joined.
    """

    year: int
    value: Number | None
    meaning: str


@dataclass(frozen=True, slots=True)
class Series:
    """Points by year; every year stands once."""

    name: str
    points: tuple[Point, ...]


def line_chart(
    key: str,
    title: str,
    unit: str,
    line: Series,
    breaks: Sequence[int] = (),
    years: range | None = None,
) -> Markup:
    """The line in its pieces, with the numbers that say most; the scale begins with zero.

    ``breaks`` are the first years of a new form: a dashed upright stands before each. ``years``
    are those of the axis, where charts beside each other have to share one.
    """
    years = years or range(line.points[0].year, line.points[-1].year + 1)
    breaks = [year for year in breaks if years[0] < year <= years[-1]]
    known = [point for point in line.points if point.value is not None]
    highest = max((point.value for point in known if point.value is not None), default=0)
    scale = _Scale(years, Fraction(highest) or Fraction(1))
    drawing = Drawing(key, title, _spoken(unit, line, breaks), _WIDTH)
    drawing.text(0, _UNIT, f"单位：{unit}", "tick")
    drawing.line(_LEFT - 14, _BOTTOM, _RIGHT + 14, _BOTTOM, "axis")
    for year in _labelled_years(years, scale.step):
        drawing.text(scale.x(year), _BOTTOM + 16, str(year), "tick", anchor="middle")
    numbers = _numbers(line.points, scale, breaks)
    _draw_breaks(drawing, [scale.before(year) for year in breaks], [each.box for each in numbers])
    for run in joined_runs(line.points):
        drawing.path([scale.place(point) for point in run], "line")
    if known:
        drawing.dots([scale.place(point) for point in known], "dots")
    for number in numbers:
        drawing.text(number.x, number.y, number.text, "number", anchor=number.anchor)
    return drawing.markup(_HEIGHT)


def joined_runs(points: Sequence[Point]) -> Iterator[list[Point]]:
    """Points that are joined: years one after the other, all known, of one meaning."""
    known = (point for point in points if point.value is not None)
    # Years that follow each other stay as far from their place as they were.
    groups = groupby(enumerate(known), key=lambda each: (each[1].year - each[0], each[1].meaning))
    runs = ([point for _, point in group] for _, group in groups)
    return (run for run in runs if len(run) > 1)


@dataclass(frozen=True)
class _Scale:
    """Where years and numbers stand in the drawing."""

    years: range
    top: Fraction

    @property
    def step(self) -> Fraction:
        """How far a year is from the next."""
        return Fraction(_RIGHT - _LEFT, max(len(self.years) - 1, 1))

    def x(self, year: int) -> Fraction:
        """How far from the left a year stands; a single one stands in the middle."""
        if len(self.years) == 1:
            return Fraction(_LEFT + _RIGHT, 2)
        return _LEFT + (year - self.years[0]) * self.step

    def before(self, year: int) -> Fraction:
        """How far from the left a year begins."""
        return self.x(year) - self.step / 2

    def y(self, value: Number) -> Fraction:
        """How far from the top a number stands."""
        return _BOTTOM - Fraction(value) * (_BOTTOM - _TOP) / self.top

    def place(self, point: Point) -> tuple[Fraction, Fraction]:
        """Where a point stands."""
        return self.x(point.year), self.y(point.value or 0)


def _draw_breaks(drawing: Drawing, places: Sequence[Fraction], numbers: Sequence[Box]) -> None:
    """The uprights, each interrupted by the numbers that it would run through, and their name."""
    written = Fraction(0)
    half = Fraction(text_width(CHANGE_OF_FORM, _SMALL), 2)
    for x in places:
        top = Fraction(_MARK + 4)
        in_the_way = (box for box in numbers if box.left < x < box.right)
        for box in sorted(in_the_way, key=lambda box: box.top):
            drawing.line(x, top, x, Fraction(box.top), "break")
            top = Fraction(box.bottom)
        drawing.line(x, top, x, _BOTTOM + 4, "break")
        # Of two that stand close to each other the first has the name.
        if x - half > written:
            drawing.text(x, _MARK, CHANGE_OF_FORM, "tick", anchor="middle")
            written = x + half


def _numbers(points: Sequence[Point], scale: _Scale, breaks: Sequence[int]) -> Sequence[PlacedText]:
    """The numbers that are written: the highest, the last, the ends of each meaning.

    Each stands where nothing is in its way; what has no such place is left out.
    """
    known = [point for point in points if point.value is not None]
    if not known:
        return ()
    drawn = Obstacles(Box(0, _MARK + 3, _WIDTH, _BOTTOM))
    for run in joined_runs(points):
        drawn.add_line([scale.place(point) for point in run])
    for point in known:
        drawn.add_dot(scale.place(point))
    uprights = [scale.before(year) for year in breaks]
    groups = [list(group) for _, group in groupby(known, key=lambda point: point.meaning)]
    highest = max(known, key=lambda point: point.value or 0)
    ends = [end for group in groups for end in (group[-1], group[0])]
    placed: list[PlacedText] = []
    for point in dict.fromkeys([highest, known[-1], *ends]):
        is_main = point in (highest, known[-1])
        place = scale.place(point)
        text = drawn.place(place, shown(point.value), _FONT, uprights, may_interrupt=is_main)
        if text is not None:
            drawn.add_text(text)
            placed.append(text)
    return placed


def _labelled_years(years: range, step: Fraction) -> list[int]:
    """The years that are written below: the ends, and as many between as there is room for."""
    every = next(n for n in range(1, len(years) + 1) if n * step >= _YEARS_APART or n == len(years))
    chosen = sorted(years[::-1][::every])
    if chosen[0] != years[0]:
        room = (chosen[0] - years[0]) * step >= _YEARS_APART or len(chosen) == 1
        chosen = [years[0], *(chosen if room else chosen[1:])]
    return chosen


def _spoken(unit: str, line: Series, breaks: Sequence[int]) -> str:
    """What the drawing shows, in words."""
    values = "，".join(f"{p.year}年 {shown(p.value)}" for p in line.points)
    told = f"单位：{unit}。{line.name}：{values}。"
    if not breaks:
        return told
    years = "、".join(f"{year}年" for year in breaks)
    return f"{told}{years}起统计格式不同，含义不同的年度之间没有连线。"
