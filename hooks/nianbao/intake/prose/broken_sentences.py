"""Sentences that a page or a line end has parted, made whole again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...source import Element
from ..document import Block, Paragraph

__all__ = ["rejoined_sentences"]

_ENDED = re.compile(r"[。！？；：…”’」』）)】》!?;:.]\s*$")
_NEW = re.compile(
    r"\s*(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+[.．、)]|"
    r"第[一二三四五六七八九十0-9]+|附[件表：:]|[①-⑳])"
)
# A heading or a name ends without a full stop, too; it is short and has no comma.
_SHORTEST = 20


def rejoined_sentences(blocks: Iterable[Block]) -> tuple[list[Block], list[tuple[str, str]]]:
    """The blocks, and of each sentence that was rejoined its place and the words at the seam."""
    joined: list[Block] = []
    seams: list[tuple[str, str]] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if (
            isinstance(before, Paragraph)
            and isinstance(block, Paragraph)
            and _is_cut(before.element)
            and _continues(block.element)
        ):
            pieces = (*before.element.children, *block.element.children)
            joined[-1] = Paragraph(Element("p", children=pieces), before.place)
            seams.append((block.place, f"{before.element.text[-6:]}／{block.element.text[:6]}"))
            continue
        joined.append(block)
    return joined, seams


def _is_cut(element: Element) -> bool:
    text = element.text.strip()
    return (
        element.tag == "p"
        and len(text) >= _SHORTEST
        and bool(re.search("[，。；]", text))
        and not _ENDED.search(text)
    )


def _continues(element: Element) -> bool:
    text = element.text.strip()
    if element.tag != "p" or not text or _NEW.match(text):
        return False
    # What continues a sentence comes to its end.
    return bool(re.search("[，。；！？]", text))
