"""The picture as drawings for the page: one column, 320 units wide, as high as it needs."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from markupsafe import Markup

from ...facts import Observation
from ...source import shown
from ..charts import CHANGE_OF_FORM
from ..charts.drawing import Drawing, text_width
from ..charts.line_breaking import in_lines
from .plan import plan
from .story import Composition, Part, Story, Trend
from .words import marked, short_change

__all__ = ["panels"]

_WIDTH = 320
_LEFT, _RIGHT = 14, 306
_ROOM = _RIGHT - _LEFT
_CARD = 140
_CARD_GAP = 12
_SIZES = (26, 22, 18, 15, 12)
_WIDEST_NAME = 100
_ICON = 16
_BAR = 14
_FONT = 12
_COLUMNS = 96
_MARK = 16


def panels(key: str, story: Story) -> tuple[Markup, ...]:
    """The story as ``svg`` elements, to stand below each other without a gap.

    The head with the main numbers comes first, then each group, then the years; ``key`` makes
    their ids differ from others on the page.
    """
    panels = [_head(f"{key}0", story)]
    panels += [_group(f"{key}{place}", group) for place, group in enumerate(story.groups, 1)]
    if story.trend:
        panels.append(_trend(f"{key}{len(panels)}", story.trend, story.year))
    return tuple(panels)


def _head(key: str, story: Story) -> Markup:
    numbers = "，".join(_in_words(number) for number in story.numbers)
    panel = _Panel(key, story.title, f"{''.join(story.sentences)}{numbers}。")
    panel.banner(story)
    for sentence in story.sentences:
        panel.sentence(sentence)
    panel.cards(story.numbers)
    return panel.drawn()


def _group(key: str, group: Composition) -> Markup:
    parts = "，".join(_in_words(part.number) for part in group.parts)
    panel = _Panel(key, group.heading, f"{group.about}：{parts}。")
    panel.heading(group.heading, group.icon, group.about)
    panel.parts(group)
    return panel.drawn()


def _trend(key: str, trend: Trend, year: int) -> Markup:
    panel = _Panel(key, f"历年{trend.name}", f"单位：{trend.unit}。{trend.in_words}。")
    panel.heading(f"历年{trend.name}", "", f"单位：{trend.unit}")
    panel.years(trend, year)
    return panel.drawn()


def _in_words(number: Observation) -> str:
    unit = number.unit if number.value is not None else ""
    return f"{number.name} {marked(number)} {unit}".rstrip()


class _Panel:
    """A drawing in the making: ``y`` is where the next thing begins."""

    def __init__(self, key: str, title: str, description: str) -> None:
        self._drawing = Drawing(key, title, description, _WIDTH, "panel")
        self._y = 0

    def drawn(self) -> Markup:
        """The panel as it is now."""
        return self._drawing.markup(self._y)

    def banner(self, story: Story) -> None:
        """Whose story it is, and of what year."""
        who = in_lines(story.who, 20, _ROOM)
        what = in_lines(story.what, 14, _ROOM)
        height = 44 + 27 * len(who) + 21 * len(what) + 6
        self._drawing.box(0, 0, _WIDTH, height, "band")
        self._drawing.box(_LEFT, 16, 64, 20, "tag")
        self._drawing.text(_LEFT + 32, 31, "一图读懂", "tag-text", anchor="middle", size=13)
        self._y = 44
        self._paragraph(who, "on-band", 20, 27)
        self._paragraph(what, "on-band", 14, 21)
        self._y += 20

    def sentence(self, sentence: str) -> None:
        """What it comes to, in words."""
        lines = in_lines(sentence, 14, _ROOM - 14)
        self._drawing.box(_LEFT, self._y, 4, 22 * len(lines) - 4, "accent")
        self._paragraph(lines, "strong", 14, 22, _LEFT + 14)
        self._y += 8

    def cards(self, numbers: Sequence[Observation]) -> None:
        """The main numbers, two in a row."""
        self._y += 6
        for pair in zip(numbers[::2], [*numbers[1::2], None], strict=False):
            cards = [(card, in_lines(card.name, _FONT, _CARD - 16)) for card in pair if card]
            below = max(len(_below(card)) for card, _ in cards)
            names = max(len(lines) for _, lines in cards)
            height = 16 + 16 * names + 32 + 17 * below
            for place, (number, name) in enumerate(cards):
                self._card(_LEFT + place * (_CARD + _CARD_GAP), height, number, name)
            self._y += height + _CARD_GAP

    def _card(self, x: int, height: int, number: Observation, name: Sequence[str]) -> None:
        y = self._y
        self._drawing.box(x, y, _CARD, height, "card")
        self._drawing.box(x, y, _CARD, 3, "accent")
        for line in name:
            y += 16
            self._drawing.text(x + 8, y + 7, line, "soft")
        y += 36
        room = _CARD - 20 - text_width(number.unit, _FONT)
        size = next((s for s in _SIZES if text_width(marked(number), s) <= room), _SIZES[-1])
        unit = number.unit if number.value is not None else ""
        self._drawing.text(x + 8, y, marked(number), "big", size=size, unit=unit)
        for line in _below(number):
            y += 17
            self._drawing.text(x + 8, y, line)

    def heading(self, heading: str, icon: str, about: str) -> None:
        """What the panel is about, over a rule."""
        self._y += 10
        if icon:
            self._drawing.icon(_LEFT, self._y + 2, icon, plan().icons[icon])
        left = _LEFT + (24 if icon else 0)
        self._drawing.text(left, self._y + 16, heading, "heading", size=16)
        wide = text_width(heading, 16) + text_width(about, _FONT) + left - _LEFT + 10 > _ROOM
        if wide:
            self._y += 18
        self._drawing.text(_RIGHT, self._y + 16, about, "soft", anchor="end")
        self._drawing.line(_LEFT, self._y + 24, _RIGHT, self._y + 24, "rule")
        self._y += 34

    def parts(self, group: Composition) -> None:
        """The parts of a group, one a line."""
        names = [text_width(part.number.name, _FONT) for part in group.drawn]
        beside = max(names, default=0) <= _WIDEST_NAME
        left = _LEFT + (max(names, default=0) + 8 if beside else 0)
        numbers = max((text_width(marked(p.number), _FONT) for p in group.drawn), default=0)
        room = _RIGHT - left - numbers - 8
        for part in group.drawn:
            if beside:
                self._drawing.text(left - 8, self._y + 13, part.number.name, "name")
            else:
                for line in in_lines(part.number.name, _FONT, _ROOM):
                    self._drawing.text(left, self._y + 12, line)
                    self._y += 17
            end = self._pieces(part, left, room, group)
            self._drawing.text(end + 6, self._y + 13, marked(part.number), "figure")
            self._y += 24
        if group.icon_note and group.drawn:
            self._paragraph(in_lines(group.icon_note, _FONT, _ROOM), "soft")
        if group.zeros:
            self._paragraph(in_lines(group.zeros, _FONT, _ROOM), "soft")
        self._y += 10

    def _pieces(self, part: Part, left: int, room: int, group: Composition) -> Fraction:
        """A part as icons or as a bar; returns where it ends."""
        value = Fraction(part.number.value or 0)
        if group.is_counted_out:
            count = int(value)
            self._drawing.icon(left, self._y, part.icon, plan().icons[part.icon], times=count)
            return Fraction(left + _ICON * count)
        length = value * room / Fraction(group.largest)
        if value:
            self._drawing.box(left, self._y + 1, length, _BAR, "bar")
        return left + length

    def years(self, trend: Trend, year: int) -> None:
        """The years with their numbers; ``year`` is the one that the story is about."""
        step = Fraction(_ROOM, len(trend.years))
        widest = max(text_width(shown(each.value), _FONT) for each in trend.years)
        if widest < step:
            self._upright(trend, year, step)
        else:
            self._lying(trend, year, widest)
        self._y += 16

    def _upright(self, trend: Trend, year: int, step: Fraction) -> None:
        """The years beside each other."""
        top = self._y
        if trend.breaks:
            self._y += _MARK
        foot = self._y + 18 + _COLUMNS
        thick = min(step * 3 / 5, Fraction(36))
        for place, each in enumerate(trend.years):
            middle = _LEFT + step * place + step / 2
            height = Fraction(each.value or 0) * _COLUMNS / trend.top
            if each.value:
                kind = _kind(each, year)
                self._drawing.box(middle - thick / 2, foot - height, thick, height, kind)
            number = shown(each.value)
            self._drawing.text(middle, foot - height - 5, number, "figure", anchor="middle")
            self._drawing.text(middle, foot + 15, str(each.year), "soft", anchor="middle")
            if each.year in trend.breaks:
                edge = middle - step / 2
                self._drawing.text(edge, top + 11, CHANGE_OF_FORM, "soft", anchor="middle")
                self._drawing.line(edge, top + _MARK, edge, foot + 18, "break")
        self._drawing.line(_LEFT, foot, _RIGHT, foot, "axis")
        self._y = foot + 14

    def _lying(self, trend: Trend, year: int, widest: int) -> None:
        """The years below each other, for numbers that are too long."""
        left = _LEFT + 36
        room = _RIGHT - left - widest - 8
        for each in trend.years:
            if each.year in trend.breaks:
                right = _RIGHT - text_width(CHANGE_OF_FORM, _FONT)
                self._drawing.line(_LEFT, self._y + 4, right - 4, self._y + 4, "break")
                self._drawing.text(_RIGHT, self._y + 8, CHANGE_OF_FORM, "soft", anchor="end")
                self._y += _MARK
            self._drawing.text(_LEFT, self._y + 13, str(each.year), "soft")
            length = Fraction(each.value or 0) * room / trend.top
            if each.value:
                self._drawing.box(left, self._y + 1, length, _BAR, _kind(each, year))
            self._drawing.text(left + length + 6, self._y + 13, shown(each.value), "figure")
            self._y += 24

    def _paragraph(
        self, lines: Sequence[str], kind: str, size: int = _FONT, pitch: int = 18, x: int = _LEFT
    ) -> None:
        for line in lines:
            own = size if size != _FONT else ""
            self._drawing.text(x, self._y + size, line, kind, size=own)
            self._y += pitch


def _kind(each: Observation, year: int) -> str:
    return "bar" if each.year == year else "column"


def _below(number: Observation) -> list[str]:
    """The small lines below a number."""
    return [
        *in_lines(short_change(number), _FONT, _CARD),
        *in_lines(number.remark, _FONT, _CARD - 16),
    ]
