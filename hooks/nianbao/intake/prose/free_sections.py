"""The headings of a report that orders itself, as those before 2019 do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from ...form import Form, Section, fold
from ..document import Block, Paragraph
from ..tables.label_matching import bare

__all__ = ["free_marks"]

_LONGEST = 45
_TRAILING = re.compile(r"[\s.…·。:：]*[0-9]*\s*$")
_DIGITS = "[一二三四五六七八九十]+"
_NUMBERED = re.compile(rf"(?:{_DIGITS}\s*[、.．]|第{_DIGITS}(?:部分|章)[\s、.．:：])[^。；]+")
_PART = re.compile(rf"(第{_DIGITS}(?:部分|章))\s")


def free_marks(
    form: Form, blocks: Sequence[Block], gone: Set[int]
) -> Iterator[tuple[int, tuple[str, Section | None]]]:
    """The headings of a report that orders itself: numbered lines, or the largest headings.

    ``gone`` are the places of the tables that hold the figures. Each heading comes with its text
    and, where it is that of the table, the form's section.
    """
    official = next(iter(form.sections), None)
    numbered = [n for n, block in enumerate(blocks) if _is_numbered(block)]
    styled = [
        (block.element.tag, n)
        for n, block in enumerate(blocks)
        if isinstance(block, Paragraph) and re.fullmatch("h[2-6]", block.element.tag)
    ]
    top = min((tag for tag, _ in styled), default="")
    headings = numbered or [n for tag, n in styled if tag == top]
    table = _table_heading(official, blocks, gone) if official else None
    for place in sorted({*headings, *([] if table is None else [table])}):
        block = blocks[place]
        if not isinstance(block, Paragraph):
            continue
        text = _words(block.element.text)
        is_exact = official is not None and _is_title(official, text)
        if official and (place == table or is_exact):
            yield place, (text if is_exact else official.title, official)
        else:
            yield place, (text, None)


def _words(text: str) -> str:
    """A heading without white space, but for that behind the number of a part (第一部分 概述)."""
    part = _PART.match(text.strip())
    words = "".join(text.split())
    return f"{part[1]} {words.removeprefix(part[1])}" if part else words


def _is_numbered(block: Block) -> bool:
    if not isinstance(block, Paragraph) or block.element.tag in ("ul", "ol"):
        return False
    text = block.element.text.strip()
    return len(text) <= _LONGEST and bool(_NUMBERED.fullmatch(text))


def _table_heading(official: Section, blocks: Sequence[Block], gone: Set[int]) -> int | None:
    """The paragraph that announces the table of figures: the last such before it."""
    first = min(gone, default=0)
    titles = {bare(title) for title in (official.title, *official.variants)}
    for place in range(first - 1, max(first - 5, -1), -1):
        block = blocks[place]
        if not isinstance(block, Paragraph) or _is_numbered(block):
            return None
        text = block.element.text.strip()
        if len(text) <= _LONGEST and any(title in bare(text) for title in titles):
            above = blocks[place - 1] if place else None
            is_pair = isinstance(above, Paragraph) and _is_title(official, above.element.text)
            return place - 1 if is_pair else place
    return None


def _is_title(section: Section, text: str) -> bool:
    told = _TRAILING.sub("", text)
    if not told or len(told) > _LONGEST:
        return False
    return fold(told) in {fold(title) for title in (section.title, *section.variants)}
