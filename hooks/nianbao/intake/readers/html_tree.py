"""Web pages as trees: parsed, walked and read without a step that grows with their depth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import cast

from lxml.etree import HTMLParser, _Element, fromstring, strip_elements

from ...wording import CJK
from ..document import Refusal
from .invisible import without_invisible

__all__ = [
    "BLOCKS",
    "collapse",
    "drop",
    "empty",
    "parse_page",
    "short_text",
    "texts",
    "unbroken",
    "walk",
]

_BLOCK_TAGS = """
    address article aside blockquote body caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li
    main menu nav ol p pre section summary table tbody td tfoot th thead tr ul
"""
BLOCKS = frozenset(_BLOCK_TAGS.split())
_MAX_BYTES = 50_000_000
# Past 2048 the parser leaves text out; pages that people read are no deeper than 100.
_MAX_DEPTH = 1000
# Of one piece of text; what is behind it cannot make it short.
_ENOUGH = 10_000
_LINE_END = re.compile(rf"(?<=[{CJK}])[ \t]*[\r\n]\s*(?=[{CJK}])")
_SPACES = re.compile("[ \t\r\n\f\v\xa0\u2000-\u200a\u202f]+")


def parse_page(text: str) -> _Element:
    """The page's root; nothing is loaded and no entity of its own is resolved.

    Raises Refusal when there is nothing in it, or when it is too large or too deep.
    """
    data = text.encode("utf-8", "replace")
    if len(data) > _MAX_BYTES:
        raise Refusal("网页超过 50 MB，太大", "请只保存正文，或者复制到 Word 里另存为 .docx")
    parser = HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    root = cast("_Element | None", fromstring(data, parser)) if data.strip() else None
    if root is None:
        raise Refusal("网页里没有内容", "请检查是不是选错了文件")
    strip_elements(root, "script", "style", with_tail=False)
    depth = 0
    for begins, _ in walk(root):
        depth += 1 if begins else -1
        if depth > _MAX_DEPTH:
            raise Refusal("网页的标签套了一千多层，读不了", "请复制正文到 Word 里另存为 .docx")
    return root


def walk(root: _Element) -> Iterator[tuple[bool, _Element]]:
    """Every element twice, where it begins (True) and where it ends (False).

    Children are looked up after the beginning was given out, so they may be cleared then.
    """
    yield True, root
    stack = [(root, iter(list(root)))]
    while stack:
        element, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield False, element
        else:
            yield True, child
            stack.append((child, iter(list(child))))


def collapse(text: str) -> str:
    """Text with white space as browsers show it, and without characters that are not seen.

    A line end between two Chinese characters is no space: programs break lines anywhere.
    """
    return _SPACES.sub(" ", _LINE_END.sub("", without_invisible(text)))


def unbroken(pieces: Sequence[str]) -> list[str]:
    """The pieces of one text without the line ends between its Chinese characters."""
    whole = "".join(pieces)
    kept = list(whole)
    for line_end in _LINE_END.finditer(whole):
        kept[line_end.start() : line_end.end()] = [""] * len(line_end[0])
    ends = list(accumulate(len(piece) for piece in pieces))
    return ["".join(kept[start:end]) for start, end in pairwise([0, *ends])]


def short_text(element: _Element, limit: int) -> str:
    """The element's text without any white space, or nothing when it is longer than that."""
    found = ""
    for part in texts(element):
        found += "".join(collapse(part[:_ENOUGH]).split())
        if len(found) > limit:
            return ""
    return found


def texts(element: _Element) -> Iterator[str]:
    """The pieces of text inside, as they stand there."""
    return cast("Iterator[str]", element.itertext())


def empty(element: _Element) -> None:
    """Take out all that is in an element; the text after it stays."""
    del element[:]
    element.text = None


def drop(element: _Element) -> None:
    """Take an element out of its tree, and leave the text after it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    parent.remove(element)
