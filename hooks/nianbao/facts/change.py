"""How much a figure changed, as pages show it: a sign, a word and the number."""

from __future__ import annotations

from dataclasses import dataclass

from ..source import Number, grouped
from .observations import Observation

__all__ = ["Change", "change_between"]


@dataclass(frozen=True, slots=True)
class Change:
    """The difference from ``since``, such as 上年; the sign never stands alone."""

    difference: Number
    since: str

    @property
    def sign(self) -> str:
        """What eyes see."""
        return "▲" if self.difference > 0 else "▼" if self.difference < 0 else ""

    @property
    def word(self) -> str:
        """What a screen reader says in place of the sign."""
        return "增加" if self.difference > 0 else "减少" if self.difference < 0 else "持平"

    @property
    def amount(self) -> str:
        """How much, without a sign; nothing where nothing changed."""
        return grouped(max(self.difference, -self.difference)) if self.difference else ""


def change_between(before: Observation | None, now: Observation) -> Change | None:
    """The change of an indicator; None where the two may not be compared."""
    difference = now.change_since(before)
    if before is None or difference is None:
        return None
    return Change(difference, f"{before.year}年")
