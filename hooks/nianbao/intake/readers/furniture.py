"""What stands on a page and belongs to no report: menus, hidden things, notes around the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from lxml.etree import _Element

from ...own_data import read_own_data
from ..document import Block, Paragraph
from .html_tree import collapse, drop, texts

__all__ = [
    "drop_unread",
    "is_own_imprint",
    "own_additions",
    "own_notice",
    "without_furniture",
    "without_own_source",
]

_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MAX_FURNITURE = 80
# A table that names so many facts about a page tells of nothing else.
_FEWEST_METADATA = 3


@dataclass(frozen=True, slots=True)
class _Furniture:
    tags: frozenset[str]
    roles: frozenset[str]
    own_page: tuple[str, ...]
    own_notice: str
    own_imprint: re.Pattern[str]
    own_source: re.Pattern[str]
    paragraphs: re.Pattern[str]
    metadata: frozenset[str]


@cache
def _furniture() -> _Furniture:
    data = read_own_data(Path(__file__).with_name("page_furniture.yml"))
    return _Furniture(
        tags=frozenset(data["tags"].split()),
        roles=frozenset(data["roles"].split()),
        own_page=tuple(data["own_page"]),
        own_notice=data["own_notice"],
        own_imprint=re.compile(data["own_imprint"]),
        own_source=re.compile(data["own_source"]),
        paragraphs=re.compile("|".join(f"(?:{p})" for p in data["paragraphs"]), re.IGNORECASE),
        metadata=frozenset(data["metadata"]),
    )


def drop_unread(root: _Element) -> None:
    """Take out of a page what no reader of its text sees or wants."""
    furniture = _furniture()
    unread = own_additions(root)
    for element in root.iter():
        if element is root or element.tag == "body":
            continue
        if (
            element.tag in furniture.tags
            or element.get("role") in furniture.roles
            or element.get("hidden") is not None
            or element.get("aria-hidden") == "true"
            or _HIDDEN.search(element.get("style") or "")
        ):
            unread.append(element)
    for element in unread:
        drop(element)


def own_additions(root: _Element) -> list[_Element]:
    """What a page of our own has besides the report: downloads, explanations, contacts."""
    return [element for path in _furniture().own_page for element in _found(root, path)]


def own_notice(root: _Element) -> str:
    """What a page of our own says to its readers about the report, taken out of it."""
    found = _found(root, _furniture().own_notice)
    said = [collapse("".join(texts(e))).strip() for e in found]
    for element in found:
        drop(element)
    return " ".join(said)


def is_own_imprint(line: str) -> bool:
    """Whether a line is small print of a PDF of our own: where it comes from, what its data are."""
    return bool(_furniture().own_imprint.fullmatch("".join(line.split())))


def without_own_source(blocks: Sequence[Block]) -> Sequence[Block]:
    """The blocks of a PDF without the last one, where that says of our own where it comes from."""
    last = blocks[-1] if blocks else None
    text = "".join(last.element.text.split()) if isinstance(last, Paragraph) else ""
    return blocks[:-1] if _furniture().own_source.fullmatch(text) else blocks


def without_furniture(blocks: Sequence[Block], first: int, last: int) -> list[Block]:
    """The blocks without the small print before the first and after the last of the report."""
    return [
        block
        for number, block in enumerate(blocks)
        if first <= number <= last or not _is_furniture(block)
    ]


def _is_furniture(block: Block) -> bool:
    if not isinstance(block, Paragraph):
        named = {"".join(re.findall("[\u4e00-\u9fff]", c.text)) for row in block.rows for c in row}
        return len(named & _furniture().metadata) >= _FEWEST_METADATA
    text = block.element.text.strip()
    if any(True for child in block.element.children if not isinstance(child, str) and not text):
        return False  # a picture
    return len(text) <= _MAX_FURNITURE and bool(_furniture().paragraphs.match(text))


def _found(root: _Element, path: str) -> list[_Element]:
    return cast("list[_Element]", root.xpath(path))
