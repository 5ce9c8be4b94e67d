"""One section of a source as Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...source import Element, Piece
from ..document import Block, Paragraph
from .markdown_text import block_markdown, table_markdown

__all__ = ["section_text"]

_CHAPTER = re.compile(r"[一二三四五六七八九十]+\s*[、.．]")
_PART = re.compile(r"[（(][一二三四五六七八九十]+[）)]")
_ITEM = re.compile(r"\s*([1-9][0-9]?)[.．]\s+")
_LONGEST = 40
_FIRST_LEVEL = 3


def section_text(heading: str, blocks: Sequence[Block]) -> str:
    """A section: its heading and what is below it, with its smaller headings below that.

    A short numbered line without a sentence in it is a heading, whatever it looks like.
    """
    blocks = _with_lists(blocks)
    parts = [f"## {heading}"] if heading else []
    has_chapters = any(_level_by_number(block) == 1 for block in blocks)
    styled = sorted({tag for tag in map(_styled, blocks) if tag})
    for block in blocks:
        if not isinstance(block, Paragraph):
            parts.append(table_markdown(block))
            continue
        level = _level_by_number(block)
        if level:
            depth = _FIRST_LEVEL + (level - 1 if has_chapters else 0)
        elif tag := _styled(block):
            depth = _FIRST_LEVEL + styled.index(tag)
        else:
            depth = 0
        parts.append(block_markdown(block.element, min(depth, 6)))
    return "\n\n".join(part for part in parts if part.strip())


def _styled(block: Block) -> str:
    if isinstance(block, Paragraph) and re.fullmatch("h[1-6]", block.element.tag):
        return block.element.tag
    return ""


def _level_by_number(block: Block) -> int:
    """1 for a line like 一、…, 2 for one like （一）…, 0 for what is no heading."""
    if not isinstance(block, Paragraph) or block.element.tag in ("ul", "ol", "blockquote"):
        return 0
    text = block.element.text.strip()
    if len(text) > _LONGEST or re.search("[。；！？：]", text[:-1]):
        return 0
    if _CHAPTER.match(text):
        return 1
    return 2 if _PART.match(text) else 0


def _with_lists(blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with paragraphs that are numbered 1. 2. 3. one after the other as a list."""
    listed: list[Block] = []
    items: list[tuple[int, Paragraph]] = []
    for block in blocks:
        number = _item_number(block)
        if items and number != items[-1][0] + 1:
            listed += _as_list(items)
            items = []
        if number and isinstance(block, Paragraph):
            items.append((number, block))
        else:
            listed.append(block)
    return [*listed, *_as_list(items)]


def _as_list(items: Sequence[tuple[int, Paragraph]]) -> list[Block]:
    if len(items) < 2:
        return [paragraph for _, paragraph in items]
    (first, paragraph), *_ = items
    children = tuple(Element("li", children=_unnumbered(item.element)) for _, item in items)
    return [Paragraph(Element("ol", {"start": str(first)}, children), paragraph.place)]


def _item_number(block: Block) -> int:
    """The number that a plain paragraph begins with, or 0."""
    if not isinstance(block, Paragraph) or block.element.tag != "p":
        return 0
    first = block.element.children[0] if block.element.children else ""
    match = _ITEM.match(first) if isinstance(first, str) else None
    return int(match[1]) if match else 0


def _unnumbered(element: Element) -> tuple[Piece, ...]:
    first, *others = element.children
    return (_ITEM.sub("", first) if isinstance(first, str) else first, *others)
