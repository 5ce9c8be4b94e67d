"""What a picture tells: the same story for the page and for the sheet of paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from ...facts.change import Change
from ...facts.data_notes import DataNote
from ...source import Number, shown
from ..statistics import Observation

__all__ = ["Group", "Part", "Story", "Told", "Trend"]

_MOST_ICONS = 10


@dataclass(frozen=True, slots=True)
class Told:
    """A number of the story; None is not known.

    ``before`` is the number of the year before, where the two may be compared, ``remark`` says
    why the number means less than it seems. It has ``notes`` when it stays as it was published
    although it does not agree with others.
    """

    name: str
    unit: str
    value: Number | None
    before: Number | None = None
    remark: str = ""
    notes: tuple[DataNote, ...] = ()

    @property
    def text(self) -> str:
        """The number as readers see it, with a mark that leads to a remark below."""
        return shown(self.value) + ("※" if self.notes else "")

    @property
    def change(self) -> Change | None:
        """How much more it is than the year before."""
        if self.value is None or self.before is None:
            return None
        return Change(self.value - self.before, "上年")

    @property
    def change_text(self) -> str:
        """The change in a sign, a word and a number; nothing where there is nothing to compare."""
        if self.change is None or not self.change.difference:
            return "与上年相同" if self.change else ""
        return f"{self.change.sign} 比上年{self.change.word} {self.change.amount}"

    @property
    def change_short(self) -> str:
        """The same where there is little room."""
        if self.change is None or not self.change.difference:
            return self.change_text
        return f"比上年 {self.change_sign}"

    @property
    def before_text(self) -> str:
        """The number of the year before; nothing where there is nothing to compare."""
        return "" if self.change is None else shown(self.before)

    @property
    def change_sign(self) -> str:
        """The change in a sign and a number, for tables."""
        if self.change is None:
            return ""
        return f"{self.change.sign} {self.change.amount}" if self.change.difference else "0"

    @property
    def is_sure(self) -> bool:
        """Whether a sentence may be built on it."""
        return self.value is not None and not self.remark and not self.notes


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a group, with the name of its icon."""

    told: Told
    icon: str


@dataclass(frozen=True, slots=True)
class Group:
    """What a number is made of, under a heading."""

    heading: str
    icon: str
    whole: Told
    parts: tuple[Part, ...]

    @property
    def about(self) -> str:
        """The number as it stands beside the heading, with its name unless that is the heading."""
        name = "共" if self.whole.name == self.heading else self.whole.name
        return f"{name} {self.whole.text} {self.whole.unit}".rstrip()

    @property
    def drawn(self) -> tuple[Part, ...]:
        """The parts that a line is drawn for: all but those that are zero."""
        return tuple(part for part in self.parts if part.told.value != 0)

    @property
    def zeros(self) -> str:
        """The parts that are zero, in one line of words, or nothing."""
        names = "、".join(part.told.name for part in self.parts if part.told.value == 0)
        return f"{names}：0" if names else ""

    @property
    def largest(self) -> Number:
        """The largest part."""
        return max((part.told.value or 0 for part in self.parts), default=0)

    @property
    def is_counted_out(self) -> bool:
        """Whether every piece is drawn as an icon; else parts are drawn as bars."""
        return self.largest <= _MOST_ICONS and all(
            isinstance(part.told.value, int | None) for part in self.parts
        )

    @property
    def manner(self) -> str:
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
        known = [each for each in self.years if each.meaning]
        pairs = pairwise(known)
        return tuple(later.year for earlier, later in pairs if later.meaning != earlier.meaning)

    @property
    def meanings(self) -> tuple[str, ...]:
        """What was counted, in the order of the years."""
        return tuple(dict.fromkeys(each.meaning for each in self.years if each.meaning))

    @property
    def top(self) -> Fraction:
        """The largest number, or one, to draw the others by."""
        return Fraction(max(each.value or 0 for each in self.years)) or Fraction(1)

    @property
    def rows(self) -> tuple[tuple[int, str, str], ...]:
        """The years with what was counted and how much."""
        return tuple((each.year, each.meaning, shown(each.value)) for each in self.years)

    @property
    def in_words(self) -> str:
        """The years with their numbers."""
        return "，".join(f"{each.year}年 {shown(each.value)}" for each in self.years)


@dataclass(frozen=True, slots=True)
class Story:
    """All that a picture tells: whose and what year, in numbers, groups, years and sentences.

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
    numbers: tuple[Told, ...]
    groups: tuple[Group, ...]
    trend: Trend | None
    remarks: tuple[str, ...]
    source: str
    address: str

    @property
    def title(self) -> str:
        """The title in one line."""
        return f"一图读懂{self.who}{self.what}"

    @property
    def tables(self) -> tuple[tuple[str, tuple[Told, ...]], ...]:
        """The numbers of this year under their headings."""
        groups = ((g.heading, (g.whole, *(part.told for part in g.parts))) for g in self.groups)
        return (("主要数字", self.numbers), *groups)

    @property
    def is_compared(self) -> bool:
        """Whether any number stands beside that of the year before."""
        return any(told.change is not None for told in self.all_told)

    @property
    def all_told(self) -> Iterator[Told]:
        """Every number of this year, as often as it is shown."""
        for _, numbers in self.tables:
            yield from numbers
