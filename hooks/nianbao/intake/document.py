"""What every source becomes, whatever its format: paragraphs, tables and pictures in order.

It knows nothing of any form. Places are in Chinese, for the webmaster who looks them up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from ..source import Element
from .said import Said

__all__ = [
    "Block",
    "Document",
    "NothingToRead",
    "Paragraph",
    "Refusal",
    "SourceCell",
    "SourceTable",
]


class Refusal(Exception):  # noqa: N818 -- it is no error of the program, but its answer
    """A source cannot be imported; holds the sentence for the webmaster and what to do."""

    def __init__(self, sentence: str, advice: str) -> None:
        super().__init__(sentence, advice)
        self.sentence = sentence
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.sentence}。{self.advice}"


class NothingToRead(Refusal):
    """A source is whole, but has pictures only: people can read it, a program cannot."""


@dataclass(frozen=True, slots=True)
class SourceCell:
    """One cell as found: its text, lines parted by line feeds, and where it stands.

    ``row`` and ``column`` are its place in the table, counted from 0; ``place`` is how a person
    finds it in the source (``表 2 第 5 行第 4 列``, ``第 57 行第 2 格``). ``indent`` tells how far
    its text stands in, in whatever unit the source has: only more and less count.
    """

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    place: str = ""
    indent: int = 0


@dataclass(frozen=True, slots=True)
class SourceTable:
    """One table as found, or the part of one that stands on one page.

    ``rows`` holds the cells that begin on each line, from left to right, empty cells included
    where the source has them. With ``has_columns`` cells of one column stand below each other;
    in tabbed text they need not.
    """

    place: str
    rows: tuple[tuple[SourceCell, ...], ...]
    has_columns: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of prose: an element as the prose of reports has them (p, h1–h6, ul, ol, …)."""

    element: Element
    place: str = ""


Block: TypeAlias = "Paragraph | SourceTable"


@dataclass(frozen=True, slots=True)
class Document:
    """A source, read: its blocks in reading order.

    ``title``, ``published`` and ``notice`` are what it says of itself outside the text (a page's
    meta tags, our own open data), if anything; ``said`` is the rest of what a file of our own says.
    ``address`` is where it stood on the web.
    ``pictures`` holds the contents of pictures by the ``src`` of their ``img``. ``notes`` are
    sentences on what could not be taken over (a picture that is not there, a link that leads
    nowhere).
    """

    blocks: tuple[Block, ...] = ()
    title: str = ""
    published: date | None = None
    pictures: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    notes: tuple[str, ...] = ()
    address: str = ""
    notice: str = ""
    said: Said = field(default_factory=Said)
