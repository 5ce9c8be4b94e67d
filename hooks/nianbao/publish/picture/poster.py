"""The picture as data for the sheet of paper, which picture.typ sets."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from fractions import Fraction

from ...facts import Observation
from ...source import Number, shown
from ..paper.manuscripts import Poster
from .plan import plan
from .story import Composition, Story, Trend
from .words import change_in_words, marked

__all__ = ["poster_of"]


# How many digits a year has room for in half a sheet.
_NARROW = 5
_LONGEST_REMARK = 120
_MOST_REMARKS = 8


def poster_of(name: str, story: Story) -> Poster:
    """What goes to press; ``name`` is what messages call it."""
    content = {
        "title": story.title,
        "who": story.who,
        "what": story.what,
        "organ": story.author,
        "description": "".join(story.sentences) or story.title,
        "keywords": ["一图读懂", "政府信息公开", "年度报告", f"{story.year}年"],
        "date": [story.day.year, story.day.month, story.day.day],
        "sentences": story.sentences,
        "numbers": [_number(number) for number in story.numbers],
        "groups": [_group(group) for group in story.groups],
        "trend": _trend(story.trend, story.year) if story.trend else None,
        "remarks": _remarks(story.remarks),
        "source": story.source,
        "address": story.address,
        "icons": {icon: plan().icons[icon] for icon in _icons(story.groups)},
    }
    return Poster(name, json.dumps(content, ensure_ascii=False))


def _remarks(remarks: Sequence[str]) -> list[str]:
    """As many remarks, and as much of each, as a sheet has room for; the page has all of them."""
    shown = [r if len(r) <= _LONGEST_REMARK else f"{r[:_LONGEST_REMARK]}……" for r in remarks]
    if len(shown) <= _MOST_REMARKS:
        return shown
    rest = len(shown) - _MOST_REMARKS + 1
    return [*shown[: _MOST_REMARKS - 1], f"另有 {rest} 条说明，见全文。"]


def _number(number: Observation) -> dict[str, str]:
    return {
        "name": number.name,
        "text": marked(number),
        "unit": number.unit if number.value is not None else "",
        "change": change_in_words(number),
        "remark": number.remark,
    }


def _group(group: Composition) -> dict[str, object]:
    return {
        "heading": group.heading,
        "icon": group.icon,
        "about": group.about,
        "whole": _number(group.whole),
        "icon_note": group.icon_note,
        "zeros": group.zeros,
        "parts": [
            {
                **_number(part.number),
                "icon": part.icon,
                "pieces": int(part.number.value or 0) if group.is_counted_out else 0,
                "length": 0 if group.is_counted_out else _share(part.number.value, group.largest),
            }
            for part in group.drawn
        ],
    }


def _trend(trend: Trend, year: int) -> dict[str, object]:
    return {
        "name": trend.name,
        "unit": trend.unit,
        "wide": max(len(shown(each.value)) for each in trend.years) > _NARROW,
        "alt": f"{trend.name}（{trend.unit}）：{trend.in_words}。",
        "years": [
            {
                "year": str(each.year),
                "text": shown(each.value),
                "height": _share(each.value, trend.top),
                "now": each.year == year,
                "broken": each.year in trend.breaks,
            }
            for each in trend.years
        ],
    }


def _share(value: Number | None, largest: Number | Fraction) -> int:
    """How long to draw a number, in ten-thousandths of the largest."""
    return round(Fraction(value or 0) / (Fraction(largest) or 1) * 10_000)


def _icons(groups: Iterable[Composition]) -> list[str]:
    named = ((group.icon, *(part.icon for part in group.parts)) for group in groups)
    return sorted({icon for icons in named for icon in icons})
