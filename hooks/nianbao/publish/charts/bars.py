"""A bar chart: names with a bar and a number each, beside or below which stands the year before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from ...source import Number, shown
from .drawing import Drawing, text_width

__all__ = ["Bar", "bar_chart"]

_WIDTH = 320
_FONT = 12
_ROW = 22
_THICK = 14
_GAP = 6
_WIDEST_NAME = 108


@dataclass(frozen=True, slots=True)
class Bar:
    """A name with its number, None where that is not known.

    ``before`` is the number of the year before, drawn dashed; None leaves it out.
    """

    name: str
    value: Number | None
    before: Number | None = None


def bar_chart(key: str, title: str, unit: str, bars: Sequence[Bar], before: str = "") -> Markup:
    """The bars from the top in their order, all to one scale, which begins with zero.

    ``before`` says what the dashed bars are, such as 上一年度. Names that are long stand above
    their bars.
    """
    values = "，".join(f"{bar.name} {shown(bar.value)}" for bar in bars)
    drawing = Drawing(key, title, f"单位：{unit}。{values}。", _WIDTH)
    compared = any(bar.before is not None for bar in bars)
    names = max(text_width(bar.name, _FONT) for bar in bars)
    beside = names <= _WIDEST_NAME
    left = names + _GAP if beside else 0
    numbers = max(text_width(shown(bar.value), _FONT) for bar in bars)
    room = _WIDTH - left - numbers - _GAP
    numbers_drawn = [n for bar in bars for n in (bar.value, bar.before) if n is not None]
    scale = Fraction(room) / (Fraction(max(numbers_drawn, default=0)) or 1)
    y = 0
    for bar in bars:
        if beside:
            drawing.text(names, y + _FONT + 1, bar.name, "name", anchor="end")
        else:
            drawing.text(0, y + _FONT, bar.name, "name")
            y += _FONT + 4
        if bar.value is not None:
            drawing.box(left, y + 1, Fraction(bar.value) * scale, _THICK, "bar")
        end = left + Fraction(bar.value or 0) * scale
        drawing.text(end + _GAP // 2, y + _FONT + 1, shown(bar.value), "number")
        y += _THICK + 1
        if bar.before:
            drawing.box(left, y + 2, Fraction(bar.before) * scale, 4, "before")
        y += _ROW - _THICK - 1 if not compared else _ROW - _THICK + 2
    drawing.line(left, 0, left, y - 4, "axis")
    if compared and before:
        drawing.box(left, y + 4, 20, 4, "before")
        drawing.text(left + 26, y + 10, before, "tick")
        y += 14
    return drawing.markup(y)
