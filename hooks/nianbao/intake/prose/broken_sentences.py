"""Sentences that a page or a line end has parted, made whole again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from ...own_data import read_own_data
from ...source import Element
from ..document import Block, Paragraph

__all__ = ["rejoined_sentences"]

_ENDED = re.compile(r"[。！？；：…”’」』）)】》!?;:.]\s*$")
_CLOSED = re.compile(r"[）)】》”’」』]\s*$")
_NEW = re.compile(
    r"\s*(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十0-9]+[）)]|[0-9]+[.．、)]|"
    r"第[一二三四五六七八九十0-9]+|附[件表：:]|[①-⑳])"
)
# A numbered line as short as that may be a heading, whatever commas it has.
_LONGEST_HEADING = 45
# A heading or a name ends without a full stop, too; it is short and has no comma.
_SHORTEST = 20
# None of them ends in a digit behind a comma.
_SHORTEST_WITH_DIGIT = 8


def rejoined_sentences(blocks: Iterable[Block]) -> tuple[list[Block], list[tuple[str, str]]]:
    """The blocks, and of each sentence that was rejoined its place and the words at the seam."""
    joined: list[Block] = []
    seams: list[tuple[str, str]] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if (
            isinstance(before, Paragraph)
            and isinstance(block, Paragraph)
            and _is_cut(before.element, block.element.text)
            and _continues(block.element)
        ):
            pieces = (*before.element.children, *block.element.children)
            joined[-1] = Paragraph(Element("p", children=pieces), before.place)
            seams.append((block.place, f"{before.element.text[-6:]}／{block.element.text[:6]}"))
            continue
        joined.append(block)
    return joined, seams


def _is_cut(element: Element, following: str) -> bool:
    """Whether a paragraph stops within a sentence, which the following text may go on with."""
    text = element.text.strip()
    if element.tag != "p" or not re.search("[，。；]", text):
        return False
    if _NEW.match(text) and len(text) <= _LONGEST_HEADING and "。" not in text:
        return False
    if re.search(r"[0-9][，、]?$", text):
        return len(text) >= _SHORTEST_WITH_DIGIT
    if _CLOSED.search(text):
        # A quotation or a bracket may close a sentence or stand within one.
        return _goes_on(following)
    return len(text) >= _SHORTEST and not _ENDED.search(text)


def _continues(element: Element) -> bool:
    text = element.text.strip()
    if element.tag != "p" or not text or _NEW.match(text):
        return False
    # What continues a sentence comes to its end.
    return bool(re.search("[，。；！？]", text))


def _goes_on(text: str) -> bool:
    """Whether a text begins with what no sentence begins with."""
    return text.strip().startswith(_within_sentences())


@cache
def _within_sentences() -> tuple[str, ...]:
    content: dict[str, list[str]] = read_own_data(Path(__file__).with_name("sentence_words.yml"))
    return tuple(content["within"])
