"""The prose of a report: Markdown read once into a tree of plain elements.

Both the page and the PDF are made from this tree. It holds only the tags listed here and text,
so nothing an author writes reaches HTML or Typst as code.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType
from typing import TypeAlias
from xml.etree.ElementTree import Element as XmlElement

from markdown import Markdown
from markdown.inlinepatterns import SimpleTextInlineProcessor
from markdown.util import AtomicString

from ..wording import CJK
from .invisible import unescaped

__all__ = [
    "HEADINGS",
    "Element",
    "Piece",
    "elements",
    "parse_markdown",
    "shown_text",
    "without_skipped_levels",
]

_BLOCKS = {"p", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td", "hr"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
"""The tags of headings, the highest first."""
_INLINES = {"strong", "em", "a", "img", "code", "br"}
_TAGS = _BLOCKS | {*HEADINGS} | _INLINES
_LINES = _BLOCKS | {*HEADINGS, "br"}
_ATTRIBUTES = {
    "a": ("href", "title"),
    "img": ("src", "alt"),
    "ol": ("start",),
    "th": ("align",),
    "td": ("align",),
}
_MARKUP = re.compile(r"[\\`*_\[\]<>!]|  \n")
# A line end between two Chinese characters is no space.
_WEB_ADDRESS = re.compile(r"^(?:https?:(?://[^/?#]*)?|mailto:|tel:)", re.IGNORECASE)
_CJK_LINE_END = re.compile(f"(?<=[{CJK}])\n(?=[{CJK}]|$)|^\n(?=[{CJK}])")


@dataclass(frozen=True, slots=True)
class Element:
    """One element of the prose: a tag, its few attributes, and what is inside."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    children: tuple[Piece, ...] = ()

    @property
    def text(self) -> str:
        """All text inside, without markup."""
        return "".join(c if isinstance(c, str) else c.text for c in self.children)


Piece: TypeAlias = "Element | str"


def parse_markdown(text: str) -> tuple[Element, ...]:
    """The blocks of a Markdown text.

    Raises RecursionError when lists and quotations are nested too deep to be read.
    """
    try:
        return tuple(_parsed(text, _markdown()))
    except RecursionError:
        # The parser is left in the middle of the text, which the next one must not begin in.
        _markdown.cache_clear()
        raise


def _parsed(text: str, markdown: Markdown) -> Iterator[Element]:
    markdown.reset()
    lines = markdown.preprocessors["normalize_whitespace"].run(text.split("\n"))
    root = markdown.parser.parseDocument(lines).getroot()
    if root is None:
        raise TypeError(text)
    for element in root.iter():
        if element.text and not _MARKUP.search(element.text):
            # Most Chinese paragraphs are plain: they need not be tried for every inline pattern.
            element.text = AtomicString(element.text)
    for processor in ("inline", "unescape"):
        markdown.treeprocessors[processor].run(root)
    yield from (piece for piece in _children(root) if isinstance(piece, Element))


def elements(pieces: tuple[Piece, ...]) -> Iterator[Element]:
    """Every element, outer ones first, in reading order."""
    for piece in pieces:
        if isinstance(piece, Element):
            yield piece
            yield from elements(piece.children)


def shown_text(pieces: tuple[Piece, ...]) -> str:
    """All that readers get: the words, a line for each block, and then every attribute."""
    attributes = (text for element in elements(pieces) for text in element.attributes.values())
    return "\n".join(["".join(_words(pieces)), *attributes])


def _words(pieces: tuple[Piece, ...]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, str):
            yield piece
            continue
        end = "\n" if piece.tag in _LINES else ""
        yield end
        yield from _words(piece.children)
        yield end


def without_skipped_levels(blocks: tuple[Element, ...]) -> tuple[Element, ...]:
    """The blocks below a heading of the second level, whose own headings skip no level.

    A PDF must not skip one (ISO 14289-1, 7.4.2), and screen readers lose their way: ``####``
    directly below ``##`` is shown as ``###`` would be.
    """
    above: list[str] = []

    def levelled(element: Element) -> Element:
        tag = element.tag
        if tag in HEADINGS:
            while above and above[-1] >= tag:
                above.pop()
            above.append(tag)
            tag = HEADINGS[min(len(above) + 1, len(HEADINGS) - 1)]
        children = (c if isinstance(c, str) else levelled(c) for c in element.children)
        return replace(element, tag=tag, children=tuple(children))

    return tuple(map(levelled, blocks))


@cache
def _markdown() -> Markdown:
    """Markdown without what a report may not have, or what traps authors.

    Indented text is a paragraph, not code: Chinese paragraphs begin with spaces. A line of
    dashes is a rule, not a heading made of the paragraph above it. HTML stays text. An asterisk
    between two digits is a sign of multiplication.
    """
    markdown = Markdown(
        extensions=["tables", "sane_lists"],
        extension_configs={"tables": {"use_align_attribute": True}},
    )
    for name in ("code", "setextheader"):
        markdown.parser.blockprocessors.deregister(name)
    for name in ("html", "entity", "automail"):
        markdown.inlinePatterns.deregister(name)
    # Before emphasis (60 in Python-Markdown's inlinepatterns.py), after code and escapes.
    times = SimpleTextInlineProcessor(r"((?<=[0-9])\*(?=[0-9]))")
    markdown.inlinePatterns.register(times, "times", 75)
    return markdown


def _element(xml: XmlElement) -> Iterator[Piece]:
    if xml.tag not in _TAGS:
        yield from _children(xml)
        return
    attributes = {
        name: _NORMAL.get(name, str)(unescaped(value))
        for name in _ATTRIBUTES.get(xml.tag, ())
        if (value := xml.get(name)) is not None
    }
    children = tuple(_children(xml))
    if xml.tag == "li":
        children = tuple(_tight(children))
    yield Element(xml.tag, MappingProxyType(attributes), children)


def _children(xml: XmlElement) -> Iterator[Piece]:
    """Text and elements inside, with the white space between blocks left out."""
    only_blocks = xml.tag in ("div", "ul", "ol", "table", "thead", "tbody", "tr", "blockquote")
    if xml.text and not only_blocks:
        yield _text(xml.text)
    for child in xml:
        yield from _element(child)
        if child.tail and not only_blocks:
            yield _text(child.tail)


def _tight(children: tuple[Piece, ...]) -> Iterator[Piece]:
    """List items in one shape: blank text around their blocks is dropped."""
    for child in children:
        if isinstance(child, Element) or child.strip():
            yield child


def _text(text: str) -> str:
    text = unescaped(text)
    return _CJK_LINE_END.sub("", text).replace("\n", " ") if "\n" in text else text


def _address(target: str) -> str:
    """The target of a link, its scheme and host in the letters in which all code compares them.

    Browsers leave out blanks around it and take capitals for small letters.
    """
    return _WEB_ADDRESS.sub(lambda match: match[0].lower(), target.strip(" "), count=1)


def _list_number(digits: str) -> str:
    """The number that a list begins with: ASCII digits, whichever it is written with."""
    return "".join(str(unicodedata.decimal(digit)) for digit in digits).lstrip("0") or "0"


_NORMAL: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"href": _address, "src": _address, "start": _list_number}
)
