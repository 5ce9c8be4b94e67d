"""The numbers of a picture in words and signs."""

from __future__ import annotations

from ...facts import Observation
from ...source import shown

__all__ = ["before_text", "change_in_signs", "change_in_words", "marked", "short_change"]


def marked(number: Observation) -> str:
    """The number as readers see it, with a mark that leads to a remark below."""
    return shown(number.value) + ("※" if number.notes else "")


def change_in_words(number: Observation) -> str:
    """The change in a sign, a word and a number; nothing where there is nothing to compare."""
    change = number.change
    if change is None:
        return ""
    since = _since(number)
    if not change.difference:
        return f"与{since}持平"
    return f"{change.sign} 比{since}{change.word} {change.amount}"


def short_change(number: Observation) -> str:
    """The same where there is little room."""
    change = number.change
    if change is None or not change.difference:
        return change_in_words(number)
    return f"比{_since(number)} {change_in_signs(number)}"


def before_text(number: Observation) -> str:
    """The number that it is compared with; nothing where there is none."""
    return shown(number.before.value) if number.change and number.before else ""


def change_in_signs(number: Observation) -> str:
    """The change in a sign and a number, for tables."""
    change = number.change
    if change is None:
        return ""
    return f"{change.sign} {change.amount}" if change.difference else "0"


def _since(number: Observation) -> str:
    """What the earlier year is called."""
    if number.change is None:
        return ""
    return "上年" if number.change.year == number.year - 1 else number.change.since
