"""A number that is followed over years and organs: its one holder, whoever shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Self

from ..source import Number, grouped
from .data_notes import DataNote

__all__ = ["Change", "Observation"]


@dataclass(frozen=True, slots=True)
class Change:
    """The difference from an earlier ``year``; the sign never stands alone."""

    difference: Number
    year: int

    @property
    def since(self) -> str:
        """The earlier year."""
        return f"{self.year}年"

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


# Without slots: there are fifty in every report, and those with slots take four times as long to
# go from one process to another.
@dataclass(frozen=True)
class Observation:
    """A number in a year: one report's, or what reports add up to; None is not known.

    ``name`` is what was counted: only observations of one name may be joined or compared. Of
    ``asked`` reports, ``given`` have the number: a blank is not zero, so that a sum with fewer
    given than asked says less than it seems to. ``before`` is the earlier observation that it is
    compared with, None where they may not be compared. ``note`` is what it carries; ``notes`` say
    why it stays as it was published although it does not agree with others.
    """

    year: int
    name: str
    unit: str
    value: Number | None
    given: int = 1
    asked: int = 1
    before: Observation | None = None
    note: str = ""
    notes: tuple[DataNote, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether there is a number: a blank is none."""
        return self.value is not None

    @property
    def is_zero(self) -> bool:
        """Whether the number is zero, which a blank is not."""
        return self.value == 0

    @property
    def is_complete(self) -> bool:
        """Whether every report that was asked has it."""
        return self.given == self.asked

    @property
    def remark(self) -> str:
        """What it carries, or how many of several reports have it, where not all do."""
        if self.is_complete or self.asked < 2:
            return self.note
        return f"{self.asked} 份报告中的 {self.given} 份"

    @property
    def is_certain(self) -> bool:
        """Whether a sentence may be built on it."""
        return self.value is not None and self.is_complete and not self.notes

    @property
    def change(self) -> Change | None:
        """How much more it is than before; None where there is nothing to compare it with."""
        if self.before is None or self.value is None or self.before.value is None:
            return None
        return Change(self.value - self.before.value, self.before.year)

    def compared_with(self, before: Observation | None) -> Self:
        """The observation beside an earlier one, if both are known and count the same."""
        alike = before is not None and before.name == self.name
        known = before is not None and before.value is not None and self.value is not None
        return replace(self, before=before if alike and known else None)
