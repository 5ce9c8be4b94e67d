"""A bar chart: names with a bar and a number each, below which stands the year before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from ...source import Number, shown
from .drawing import Drawing, text_width
from .line_breaking import in_lines

__all__ = ["Bar", "bar_chart"]

_WIDTH = 320
_FONT = 12
_SMALL = 10
_THICK, _THIN = 14, 8
_GAP = 6
_WIDEST_NAME = 110


@dataclass(frozen=True, slots=True)
class Bar:
    """A name with its number, None where that is not known.

    ``before`` is the number of the year before, drawn dashed; None leaves it out.
    """

    name: str
    value: Number | None
    before: Number | None = None


def bar_chart(
    key: str,
    title: str,
    unit: str,
    bars: Sequence[Bar],
    now: str = "",
    before: str = "",
) -> Markup:
    """The bars from the top in their order, all to one scale, which begins with zero.

    Where any has a number of the year before, a line above says which bars are of which year:
    ``now`` and ``before``, such as 2025年 and 2024年. Names that are long stand above their bars.
    """
    values = "，".join(f"{bar.name} {_told(bar, now, before)}" for bar in bars)
    drawing = Drawing(key, title, f"单位：{unit}。{values}。", _WIDTH)
    compared = any(bar.before is not None for bar in bars)
    # A little more than measured, so that the longest name is not cut off at the edge.
    names = max(text_width(bar.name, _FONT) for bar in bars) + 2
    beside = names <= _WIDEST_NAME
    left = names + _GAP if beside else 0
    scale = _scale(bars, _WIDTH - left - _GAP)
    y = 0
    if compared:
        _legend(drawing, left, now, before)
        y = _FONT + _GAP
    top = y
    for bar in bars:
        if beside:
            drawing.text(names, y + _FONT + 1, bar.name, "name", anchor="end")
        else:
            for line in in_lines(bar.name, _FONT, _WIDTH - _GAP):
                drawing.text(_GAP, y + _FONT, line, "name")
                y += _FONT + 4
        length = Fraction(bar.value or 0) * scale
        if bar.value is not None:
            drawing.box(left, y + 1, length, _THICK, "bar")
        drawing.text(left + length + _GAP // 2, y + _FONT + 1, shown(bar.value), "number")
        y += _THICK + 1
        if bar.before is not None:
            earlier = Fraction(bar.before) * scale
            if earlier:
                drawing.box(left, y + 2, earlier, _THIN, "before")
            text = shown(bar.before)
            drawing.text(left + earlier + _GAP // 2, y + _SMALL, text, "tick")
        y += _THIN + 2 + _GAP if compared else _THIN - 1
    drawing.line(left, top, left, y - 4, "axis")
    return drawing.markup(y)


def _scale(bars: Sequence[Bar], room: int) -> Fraction:
    """How long a bar of one is, so that each number has room after its bar."""
    drawn = [(bar.value, _FONT) for bar in bars] + [(bar.before, _SMALL) for bar in bars]
    known = [(number, size) for number, size in drawn if number is not None]
    widest = max((text_width(shown(number), size) for number, size in known), default=0)
    return Fraction(room - widest) / (Fraction(max((n for n, _ in known), default=0)) or 1)


def _legend(drawing: Drawing, left: int, now: str, before: str) -> None:
    """Which bars are of which year."""
    for kind, high, name in (("bar", _SMALL, now), ("before", _THIN, before)):
        drawing.box(left, Fraction(_FONT - high, 2), 16, high, kind)
        drawing.text(left + 20, _SMALL, name, "tick")
        left += 20 + text_width(name, _SMALL) + 2 * _GAP


def _told(bar: Bar, now: str, before: str) -> str:
    """A bar's number in words, with that of the year before."""
    if bar.before is None:
        return shown(bar.value)
    return f"{now} {shown(bar.value)}、{before} {shown(bar.before)}"
