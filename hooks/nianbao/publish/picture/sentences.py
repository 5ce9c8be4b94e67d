"""Sentences about figures: they say what the figures say and never more."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from ...facts import Observation
from ...source import shown
from .plan import CountRule, ShareRule, plan

__all__ = ["count_sentence", "sentences", "share_sentence"]

_LARGEST_RATIO = 10
_TENTHS = "一二三四五六七八九"


def sentences(year: int, who: str, find: Callable[[str], Observation | None]) -> tuple[str, ...]:
    """What can be said of a year; ``find`` knows the number of an indicator.

    ``who`` is whom the first sentence is about, empty where that is clear. Nothing is said of
    numbers that are blank, not complete or kept as published with a fault.
    """
    known = {name: number for name in _named() if (number := find(name)) and number.is_certain}
    found: list[str] = []
    found += [count_sentence(rule, known[rule.of]) for rule in plan().counts if rule.of in known]
    for share in plan().shares:
        if share.part in known and share.of in known:
            found.append(share_sentence(share, known[share.part], known[share.of]))
    found += [
        count_sentence(rule, known[rule.of]) for rule in plan().last_counts if rule.of in known
    ]
    said = [sentence for sentence in found if sentence]
    return (f"{year}年，{who}{said[0]}", *said[1:]) if said else ()


def count_sentence(rule: CountRule, number: Observation) -> str:
    """A number that is known, and how much it changed where that is known."""
    said = ""
    if (change := number.change) is not None:
        since = "上一年度" if change.year == number.year - 1 else f"{change.year}年度"
        more = f"，比{since}{change.word}{change.amount}{number.unit}"
        said = more if change.difference else f"，与{since}持平"
    if not number.value:
        return f"{rule.none}{said}。"
    return f"{rule.some.format(f'{shown(number.value)}{number.unit}')}{said}。"


def share_sentence(rule: ShareRule, part: Observation, whole: Observation) -> str:
    """What share a part has; nothing where there is none, or where the two do not agree."""
    if not part.value or not whole.value or not 0 < part.value <= whole.value:
        return ""
    among = rule.among.format(f"{shown(whole.value)}{whole.unit}")
    if part.value == whole.value:
        return f"{among}{'全部' if whole.value != 1 else ''}{rule.verb}。"
    share = Fraction(part.value) / Fraction(whole.value)
    return f"{among}中，{_share(share, part, whole)}{rule.verb}。"


def _share(share: Fraction, part: Observation, whole: Observation) -> str:
    if (whole.value or 0) <= _LARGEST_RATIO:
        return f"有{shown(part.value)}{part.unit}"
    if share == Fraction(1, 2):
        return "有一半"
    if share.denominator <= _LARGEST_RATIO:
        return f"每{share.denominator}{whole.unit}有{share.numerator}{part.unit}"
    # Whole tenths have gone before: what is left is really more than so many of them.
    tenths = share.numerator * 10 // share.denominator
    return f"超过{_TENTHS[tenths - 1]}成" if tenths else "不到一成"


def _named() -> list[str]:
    rules = plan()
    names = [rule.of for rule in (*rules.counts, *rules.last_counts)]
    return [*names, *(name for rule in rules.shares for name in (rule.part, rule.of))]
