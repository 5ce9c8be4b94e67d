"""A tree of HTML -> paragraphs, lists and tables in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from lxml.etree import _Element

from ...form import fold
from ...source import Element, Piece
from ..document import Block, Paragraph, SourceTable
from .html_inline import BREAK, Atom, Run, Style, paragraphs
from .html_tables import cell_text, is_layout, read_table
from .html_tree import BLOCKS, empty, texts, walk
from .page_pictures import Pictures
from .text_reader import text_blocks

__all__ = ["read_blocks"]

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = {"ul": "ul", "menu": "ul", "dir": "ul", "ol": "ol"}
_MAX_NESTING = 8
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*italic", re.IGNORECASE)


def read_blocks(
    root: _Element,
    pictures: Pictures,
    *,
    start: _Element | None = None,
    end: _Element | None = None,
) -> list[Block]:
    """What stands in the tree, from the beginning of one element to the end of another.

    Tables that only arrange the page are read like divs. Raises Refusal for an absurd table.
    """
    flow = _Flow(pictures)
    reading = start is None
    for begins, element in walk(root):
        reading = reading or element is start
        if not reading:
            continue
        if begins:
            flow.begin(element)
        else:
            flow.end(element)
            if element is end:
                break
    flow.finish()
    return flow.blocks


@dataclass(slots=True)
class _Open:
    """A list, a list item or a quotation whose end has not come yet."""

    element: _Element
    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Piece] = field(default_factory=list)

    def closed(self) -> Element | None:
        children = self.children
        if self.tag == "li":
            plain = [c for c in children if isinstance(c, Element) and c.tag == "p"]
            if len(plain) == 1:  # a tight list: text without a paragraph around it
                at = children.index(plain[0])
                children = [*children[:at], *plain[0].children, *children[at + 1 :]]
        if not children:
            return None
        return Element(self.tag, MappingProxyType(self.attributes), tuple(children))


class _Flow:
    """Takes the tree in document order; paragraphs end where a block begins or ends."""

    def __init__(self, pictures: Pictures) -> None:
        self.blocks: list[Block] = []
        self._pictures = pictures
        self._atoms: list[Atom] = []
        self._styles: list[tuple[_Element, Style]] = []
        self._open: list[_Open] = []
        self._headings: list[_Element] = []
        self._pre: list[_Element] = []
        self._tables = 0
        self._paragraphs = 0

    def begin(self, element: _Element) -> None:
        tag = str(element.tag)
        if tag in BLOCKS:
            self._flush()
        if self._is_taken_whole(element):
            return
        if tag == "caption" and self._repeats_what_is_above(element):
            empty(element)
        self._styles.append((element, self._style_in(element)))
        if tag == "br":
            self._atoms.append(BREAK)
        elif tag == "img":
            self._image(element)
        elif tag == "hr":
            self._put(Element("hr"))
        elif tag in _HEADINGS:
            self._headings.append(element)
        elif tag == "pre":
            self._pre.append(element)
        elif tag in _LISTS or tag == "blockquote" or (tag == "li" and self._in_list()):
            self._enter(element, _LISTS.get(tag, tag))
        self._text(element.text)

    def end(self, element: _Element) -> None:
        if element.tag in BLOCKS:
            self._flush()
        if self._open and self._open[-1].element is element:
            self._leave()
        for stack in (self._headings, self._pre):
            if stack and stack[-1] is element:
                stack.pop()
        if self._styles and self._styles[-1][0] is element:
            self._styles.pop()
        self._text(element.tail)

    def finish(self) -> None:
        self._flush()
        while self._open:
            self._leave()

    def _text(self, text: str | None) -> None:
        if not text:
            return
        style = self._styles[-1][1] if self._styles else Style()
        lines = text.split("\n") if self._pre else [text]
        for number, line in enumerate(lines):
            if number:
                self._atoms.append(BREAK)
            self._atoms.append(Run(line, style))

    def _style_in(self, element: _Element) -> Style:
        style = self._styles[-1][1] if self._styles else Style()
        tag, css = element.tag, element.get("style") or ""
        if tag in ("strong", "b"):
            style = replace(style, strong=True)
        elif tag in ("em", "i"):
            style = replace(style, em=True)
        elif tag in ("code", "kbd", "samp", "tt"):
            style = replace(style, code=True)
        elif tag == "a" and element.get("href"):
            style = replace(style, href=self._pictures.link(element.get("href") or ""))
        if css and _BOLD.search(css):
            style = replace(style, bold=True)
        if css and _ITALIC.search(css):
            style = replace(style, em=True)
        return style

    def _image(self, element: _Element) -> None:
        image = self._pictures.picture(element.get("src") or "", element.get("alt") or "")
        if image:
            self._atoms.append(image)

    def _table(self, element: _Element) -> None:
        # A table is a block of its own: lists around it end here.
        while self._open:
            self._leave()
        caption = next(element.iter("caption"), None)
        if caption is not None and not self._repeats_what_is_above(caption):
            self._put(Element("p", children=(cell_text(caption).replace("\n", ""),)))
        table = read_table(element, f"表 {self._tables + 1}")
        self._tables += 1
        self.blocks.append(table)
        if next(element.iter("img"), None) is not None:
            self._pictures.note(f"表 {self._tables} 里的图片没有导入")
        empty(element)

    def _is_taken_whole(self, element: _Element) -> bool:
        """Whether an element was a table, or a typed text with one: it is read by then."""
        if element.tag == "table" and not is_layout(element):
            self._table(element)
            return True
        return element.tag == "pre" and self._plain_text(element)

    def _plain_text(self, element: _Element) -> bool:
        """Takes a text that is set as it was typed, if it has tables."""
        if next(element.iterdescendants("img", "table", "a"), None) is not None:
            return False
        blocks = text_blocks("".join(texts(element)))
        if not any(isinstance(block, SourceTable) for block in blocks):
            return False
        while self._open:
            self._leave()
        self.blocks += blocks
        self._tables += sum(isinstance(block, SourceTable) for block in blocks)
        empty(element)
        return True

    def _repeats_what_is_above(self, caption: _Element) -> bool:
        """Whether a table's caption is empty or says what stands right above."""
        text = fold(cell_text(caption))
        last = self.blocks[-1] if self.blocks else None
        return not text or (isinstance(last, Paragraph) and text in fold(last.element.text))

    def _in_list(self) -> bool:
        return bool(self._open) and self._open[-1].tag in ("ul", "ol")

    def _enter(self, element: _Element, tag: str) -> None:
        if len(self._open) >= 2 * _MAX_NESTING:
            return
        number = (element.get("start") or "").strip() if tag == "ol" else ""
        numbered = number.isascii() and number.isdigit() and len(number) < 6 and number != "1"
        self._open.append(_Open(element, tag, {"start": number} if numbered else {}))

    def _leave(self) -> None:
        whole = self._open.pop().closed()
        if whole:
            self._put(whole)

    def _flush(self) -> None:
        atoms, self._atoms = self._atoms, []
        if not atoms:
            return
        tag = "p"
        if self._headings and not self._open:
            tag = str(self._headings[-1].tag)
        for pieces in paragraphs(atoms, heading=tag != "p"):
            self._put(Element(tag, children=pieces))

    def _put(self, element: Element) -> None:
        if not self._open:
            self._paragraphs += 1
            self.blocks.append(Paragraph(element, f"第 {self._paragraphs} 段"))
        elif self._in_list() and element.tag != "li":
            inside = element.children if element.tag == "p" else (element,)
            self._open[-1].children.append(Element("li", children=inside))
        else:
            self._open[-1].children.append(element)
