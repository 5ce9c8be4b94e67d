"""A table of very many organs goes on on further pages: no page is too large for a phone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from ...source import Organ

__all__ = ["MOST_CELLS", "MOST_LINKS", "SheetLink", "in_sheets", "sheet_links", "sheet_path"]

MOST_CELLS = 2_400
"""Cells of a page's largest table: with its links one takes up to 190 bytes, a page 500 KB."""
MOST_LINKS = 5_000
"""Links of a list that is there for convenience: what it leads to can be reached from elsewhere."""

_Kind = TypeVar("_Kind")
_Row = TypeVar("_Row")
Groups: TypeAlias = tuple[tuple[_Kind, tuple[_Row, ...]], ...]


@dataclass(frozen=True, slots=True)
class SheetLink:
    """A page of a table that goes on: its address, and from which organ to which it goes."""

    number: int
    path: str
    first: str
    last: str


def in_sheets(
    groups: Groups[_Kind, _Row], columns: int, most: int = MOST_CELLS
) -> tuple[Groups[_Kind, _Row], ...]:
    """Rows in groups, cut into pages; each page heads its rows with their group.

    There is at least one page, which may be empty.
    """
    size = max(most // max(columns, 1), 1)
    rows = [(kind, row) for kind, own in groups for row in own]
    pages = [rows[start : start + size] for start in range(0, len(rows), size)] or [[]]
    return tuple(_grouped(page) for page in pages)


def sheet_path(path: str, number: int) -> str:
    """The address of a page of a table that begins at a path."""
    return path if number == 1 else f"{path}{number}/"


def sheet_links(path: str, organs: Iterable[Sequence[Organ]]) -> tuple[SheetLink, ...]:
    """The pages of a table, of which each shows these organs; nothing where there is only one."""
    links = tuple(
        SheetLink(number, sheet_path(path, number), own[0].name, own[-1].name)
        for number, own in enumerate(organs, 1)
        if own
    )
    return links if len(links) > 1 else ()


def _grouped(rows: Iterable[tuple[_Kind, _Row]]) -> Groups[_Kind, _Row]:
    found: list[tuple[_Kind, list[_Row]]] = []
    for kind, row in rows:
        if not found or found[-1][0] != kind:
            found.append((kind, []))
        found[-1][1].append(row)
    return tuple((kind, tuple(own)) for kind, own in found)
