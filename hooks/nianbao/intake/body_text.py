"""The sections of a source as the body of a report's file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .document import Block, Paragraph
from .markdown_text import block_markdown, table_markdown

__all__ = ["section_text"]

_CHAPTER = re.compile(r"[一二三四五六七八九十]+\s*[、.．]")
_PART = re.compile(r"[（(][一二三四五六七八九十]+[）)]")
_LONGEST = 40
_FIRST_LEVEL = 3


def section_text(heading: str, blocks: Sequence[Block]) -> str:
    """A section: its heading and what is below it, with its smaller headings below that.

    A short numbered line without a sentence in it is a heading, whatever it looks like.
    """
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
