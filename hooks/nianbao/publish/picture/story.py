"""What a picture shows: the same story for the page and for the sheet of paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from ...facts import Observation
from ...source import Number, shown
from .words import marked

__all__ = ["Composition", "Part", "Story", "Trend"]

_MOST_ICONS = 10


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a group, with the name of its icon."""

    number: Observation
    icon: str


@dataclass(frozen=True, slots=True)
class Composition:
    """What a number is made of, under a heading."""

    heading: str
    icon: str
    whole: Observation
    parts: tuple[Part, ...]

    @property
    def about(self) -> str:
        """The number as it stands beside the heading, with its name unless that is the heading."""
        name = "共" if self.whole.name == self.heading else self.whole.name
        return f"{name} {marked(self.whole)} {self.whole.unit}".rstrip()

    @property
    def drawn(self) -> tuple[Part, ...]:
        """The parts that a line is drawn for: all but those that are zero."""
        return tuple(part for part in self.parts if part.number.value != 0)

    @property
    def zeros(self) -> str:
        """The parts that are zero, in one line of words, or nothing."""
        names = "、".join(part.number.name for part in self.parts if part.number.value == 0)
        return f"{names}：0" if names else ""

    @property
    def largest(self) -> Number:
        """The largest part."""
        return max((part.number.value or 0 for part in self.parts), default=0)

    @property
    def is_counted_out(self) -> bool:
        """Whether every piece is drawn as an icon; else parts are drawn as bars."""
        return self.largest <= _MOST_ICONS and all(
            isinstance(part.number.value, int | None) for part in self.parts
        )

    @property
    def icon_note(self) -> str:
        """What one icon stands for."""
        return f"每个图标是 1 {self.whole.unit}".rstrip() if self.is_counted_out else ""


@dataclass(frozen=True, slots=True)
class Trend:
    """A number over years that follow one another; a year without a report is not known."""

    name: str
    unit: str
    years: tuple[Observation, ...]

    @property
    def breaks(self) -> tuple[int, ...]:
        """The years from which on something else is counted than before."""
        known = [each for each in self.years if each.name]
        pairs = pairwise(known)
        return tuple(later.year for earlier, later in pairs if later.name != earlier.name)

    @property
    def names(self) -> tuple[str, ...]:
        """What was counted, in the order of the years."""
        return tuple(dict.fromkeys(each.name for each in self.years if each.name))

    @property
    def top(self) -> Fraction:
        """The largest number, or one, to draw the others by."""
        return Fraction(max(each.value or 0 for each in self.years)) or Fraction(1)

    @property
    def rows(self) -> tuple[tuple[int, str, str], ...]:
        """The years with what was counted and how much."""
        return tuple((each.year, each.name, shown(each.value)) for each in self.years)

    @property
    def in_words(self) -> str:
        """The years with their numbers."""
        return "，".join(f"{each.year}年 {shown(each.value)}" for each in self.years)


@dataclass(frozen=True, slots=True)
class Story:
    """All that a picture shows: whose and what year, in numbers, groups, years and sentences.

    ``title`` stands in two lines, ``who`` and ``what``; ``author`` publishes it. ``remarks`` are
    what readers must know of the numbers; ``source`` says where they were taken from,
    ``address`` where all of it is.
    """

    who: str
    what: str
    author: str
    year: int
    day: date
    sentences: tuple[str, ...]
    numbers: tuple[Observation, ...]
    groups: tuple[Composition, ...]
    trend: Trend | None
    remarks: tuple[str, ...]
    source: str
    address: str

    @property
    def title(self) -> str:
        """The title in one line."""
        return f"一图读懂{self.who}{self.what}"

    @property
    def tables(self) -> tuple[tuple[str, tuple[Observation, ...]], ...]:
        """The numbers of this year under their headings."""
        groups = ((g.heading, (g.whole, *(part.number for part in g.parts))) for g in self.groups)
        return (("主要数字", self.numbers), *groups)

    @property
    def compared_year(self) -> int | None:
        """The year that any number is compared with."""
        years = (o.before.year for o in self.observations if o.before is not None)
        return next(years, None)

    @property
    def observations(self) -> Iterator[Observation]:
        """Every number of this year, as often as it is shown."""
        for _, numbers in self.tables:
            yield from numbers
