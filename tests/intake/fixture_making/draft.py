"""A report on its way to a file: its text and tables, and beside them what is true of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any, TypeAlias

from nianbao.form import Address, Form

from .sheet import Box, Sheet

__all__ = [
    "Block",
    "Draft",
    "Edit",
    "Heading",
    "Items",
    "Link",
    "Page",
    "Picture",
    "Slot",
    "Strong",
    "Text",
]


@dataclass
class Strong:
    """Words in bold."""

    text: str


@dataclass
class Link:
    """Words that lead somewhere."""

    text: str
    address: str


@dataclass
class Text:
    """A paragraph of plain words, and some that stand out; a form feed breaks it by a page."""

    parts: list[str | Strong | Link]

    @property
    def words(self) -> str:
        """What it says, whole."""
        joined = "".join(part if isinstance(part, str) else part.text for part in self.parts)
        return joined.replace("\f", "")

    def on_pages(self) -> Iterator[list[str | Strong | Link]]:
        """The parts that stand on one page each."""
        page: list[str | Strong | Link] = []
        for part in self.parts:
            if part == "\f":
                yield page
                page = []
            else:
                page.append(part)
        yield page


@dataclass
class Heading:
    """A heading, its number apart from its words, because a word processor may count itself."""

    level: int
    number: str
    words: str


@dataclass
class Items:
    """A list."""

    items: list[str]
    ordered: bool = False


@dataclass
class Picture:
    """The one small picture that there is."""


@dataclass
class Page:
    """A new page."""


@dataclass
class Slot:
    """Where a table stands: an official one by its key, or one of the report's own."""

    key: str = ""
    own: Sheet | None = None


Block: TypeAlias = "Text | Heading | Items | Picture | Page | Slot"


@dataclass
class Draft:
    """All of a report. ``truth`` holds what must come of each figure, by dotted address.

    ``sheets`` holds the printed parts of each official table, usually one, ``between`` what
    stands between the parts. ``must`` holds sentences whose coming in whole is asked for.
    """

    form: Form
    year: int
    organ: str
    title: str
    random: Random
    truth: dict[str, Any]
    sheets: dict[str, list[Sheet]]
    body: list[Block] = field(default_factory=list)
    between: str = ""
    published: str | None = None
    defects: list[str] = field(default_factory=list)
    must: set[str] = field(default_factory=set)

    @property
    def sections(self) -> int:
        return sum(isinstance(block, Heading) and block.level == 1 for block in self.body)

    def sheet(self, key: str) -> Sheet:
        """The only part of an official table."""
        (sheet,) = self.sheets[key]
        return sheet

    def box(self, address: Address | str) -> Box:
        """Where a figure is printed."""
        return next(box for box in self.figures() if str(_dotted(box)) == _name(address))

    def figures(self) -> Iterator[Box]:
        """Every printed figure."""
        for sheets in self.sheets.values():
            for sheet in sheets:
                yield from (box for box in sheet.boxes if box.address is not None)

    def leave_open(self, box: Box, *, allowed: bool = False) -> None:
        """A figure that nobody can settle; ``allowed``: that may be settled, if right."""
        name = _dotted(box)
        value = self.truth[name]
        if not isinstance(value, dict):
            self.truth[name] = (
                {"open_allowed": True, "value": value} if allowed else {"open": True, "true": value}
            )

    def headings(self, level: int = 1) -> list[Heading]:
        """The headings of a level."""
        return [b for b in self.body if isinstance(b, Heading) and b.level == level]


def _dotted(box: Box) -> str:
    return box.address.dotted if box.address else ""


def _name(address: Address | str) -> str:
    return address if isinstance(address, str) else address.dotted


Edit: TypeAlias = Callable[[Draft], None]
"""Something that is wrong, or just unlike the official template, in a report."""
