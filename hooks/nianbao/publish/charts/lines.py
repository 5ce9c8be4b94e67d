"""A line chart over years: lines are drawn only between years whose figures mean the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from markupsafe import Markup

from ...source import Number, shown
from .drawing import Drawing, text_width

__all__ = ["Point", "Series", "line_chart"]

_WIDTH = 320
_TOP, _BOTTOM = 34, 160
_HEIGHT = 180
_LEFT, _RIGHT = 18, 302
_FONT = 12
_SMALL = 10
_GAP = 6


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
    key: str, title: str, unit: str, lines: Sequence[Series], breaks: Sequence[int] = ()
) -> Markup:
    """One line or two, the second dashed; the scale begins with zero.

    ``breaks`` are the first years of a new form: a dashed upright stands before each.
    """
    drawing = Drawing(key, title, _spoken(unit, lines, breaks), _WIDTH)
    years = range(
        min(point.year for line in lines for point in line.points),
        max(point.year for line in lines for point in line.points) + 1,
    )
    known = [p.value for line in lines for p in line.points if p.value is not None]
    scale = _Scale(years, Fraction(max(known, default=0)) or Fraction(1))
    drawing.text(0, _SMALL, f"单位：{unit}", "tick")
    drawing.line(_LEFT - 14, _BOTTOM, _RIGHT + 14, _BOTTOM, "axis")
    for year in breaks:
        if years[0] < year <= years[-1]:
            middle = scale.x(year) - scale.step / 2
            drawing.line(middle, _SMALL + 6, middle, _BOTTOM + 4, "break")
    for year in _labelled(years, scale.step):
        drawing.text(scale.x(year), _BOTTOM + 16, str(year), "tick", anchor="middle")
    x = _LEFT + 70
    for line, kind in zip(lines, ("first", "second"), strict=False):
        _draw(drawing, line, kind, scale, are_several=len(lines) > 1)
        if len(lines) > 1:
            drawing.line(x, _SMALL - 4, x + 22, _SMALL - 4, f"line {kind}")
            drawing.text(x + 26, _SMALL, line.name, "tick")
            x += 36 + text_width(line.name, _SMALL)
    return drawing.markup(_HEIGHT)


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

    def y(self, value: Number) -> Fraction:
        """How far from the top a number stands."""
        return _BOTTOM - Fraction(value) * (_BOTTOM - _TOP) / self.top

    def place(self, point: Point) -> tuple[Fraction, Fraction]:
        """Where a point stands."""
        return self.x(point.year), self.y(point.value or 0)

    def anchor(self, year: int) -> str:
        """Which part of a text stands at a year, so that it stays inside."""
        if len(self.years) == 1:
            return "middle"
        return {self.years[0]: "", self.years[-1]: "end"}.get(year, "middle")

    def label(self, point: Point) -> tuple[Fraction, Fraction]:
        """From where to where the number of a point is written."""
        width = Fraction(text_width(shown(point.value), _FONT))
        before = {"": Fraction(0), "middle": width / 2, "end": width}
        left = self.x(point.year) - before[self.anchor(point.year)]
        return left, left + width


def _draw(drawing: Drawing, line: Series, kind: str, scale: _Scale, *, are_several: bool) -> None:
    """One line in its pieces, with the numbers that say most."""
    for run in _runs(line.points):
        if len(run) > 1:
            drawing.path([scale.place(point) for point in run], f"line {kind}")
    known = [point for point in line.points if point.value is not None]
    if known:
        drawing.dots([scale.place(point) for point in known], f"dots {kind}")
    labelled = _labelled_points(line.points, scale)
    for point in labelled[:1] if are_several else labelled:
        if point.value is not None:
            below = are_several and kind == "second"
            y = scale.y(point.value) + (16 if below else -7)
            anchor = scale.anchor(point.year)
            drawing.text(scale.x(point.year), y, shown(point.value), "number", anchor=anchor)


def _runs(points: Sequence[Point]) -> Iterator[list[Point]]:
    """Points that may be joined: years one after the other, all known, of one meaning."""
    known = (point for point in points if point.value is not None)
    # Years that follow each other stay as far from their place as they were.
    groups = groupby(enumerate(known), key=lambda each: (each[1].year - each[0], each[1].meaning))
    return ([point for _, point in group] for _, group in groups)


def _labelled_points(points: Sequence[Point], scale: _Scale) -> list[Point]:
    """The points that get their number: the last, the highest, the ends of each meaning.

    What would stand in the way of one before it is left out.
    """
    known = [point for point in points if point.value is not None]
    if not known:
        return []
    meanings = [list(group) for _, group in groupby(known, key=lambda point: point.meaning)]
    wanted = [
        known[-1],
        max(known, key=lambda point: point.value or 0),
        *(group[-1] for group in meanings),
        *(group[0] for group in meanings),
    ]
    labelled: list[Point] = []
    for point in wanted:
        left, right = scale.label(point)
        taken = (scale.label(other) for other in labelled)
        if all(right + _GAP <= begin or end + _GAP <= left for begin, end in taken):
            labelled.append(point)
    return labelled


def _labelled(years: range, step: Fraction) -> list[int]:
    """The years that are written below: the last one, and as many before as there is room for."""
    every = next(n for n in range(1, len(years) + 1) if n * step >= 30 or n == len(years))
    return sorted(years[::-1][::every])


def _spoken(unit: str, lines: Sequence[Series], breaks: Sequence[int]) -> str:
    """What the drawing shows, in words."""
    parts = [f"单位：{unit}。"]
    for line in lines:
        values = "，".join(f"{p.year}年 {shown(p.value)}" for p in line.points)
        parts.append(f"{line.name}：{values}。")
    if breaks:
        years = "、".join(f"{year}年" for year in breaks)
        parts.append(f"{years}起统计格式不同，含义不同的年度之间没有连线。")
    return "".join(parts)
