"""The page on which an import is checked: one file of HTML, without scripts, without a network.

What authors wrote is text of elements and nothing else: the tree is built, and written by the
standard library, which escapes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from ...source import elements
from ...visible import visible, visible_lines
from ..account.account import account_text
from ..document import Block, Paragraph, SourceTable
from ..importing import Imported
from ..review import WORDS, ReviewItem, Status
from .file_lines import FileLines

__all__ = ["review_page"]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def review_page(imported: Imported, source: str, report: str) -> str:
    """The page, for a source of that name and the report that it became.

    Left stands what was read, in the order of the source, right the file that was written, below
    both what is to look at. Every item leads to its place on the left and to its line on the
    right, and the marks there lead back.
    """
    page = _Page(imported)
    html = ET.Element("html", {"lang": "zh-CN"})
    head = ET.SubElement(html, "head")
    ET.SubElement(head, "meta", {"charset": "utf-8"})
    ET.SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY})
    ET.SubElement(head, "meta", {"name": "viewport", "content": "width=device-width"})
    ET.SubElement(head, "meta", {"name": "robots", "content": "noindex"})
    title = f"核对导入：{visible(report)}"
    ET.SubElement(head, "title").text = title
    style = ET.SubElement(head, "style")
    style.text = Path(__file__).with_name("review.css").read_text("utf-8")
    body = ET.SubElement(html, "body")
    skip = ET.SubElement(body, "p", {"class": "skip"})
    for target, words in (("items", "要看的地方"), ("source", "原件"), ("file", "写成的文件")):
        link = ET.SubElement(skip, "a", {"href": f"#{target}"})
        link.text, link.tail = f"到{words}", " "
    main = ET.SubElement(body, "main")
    ET.SubElement(main, "h1").text = title
    ET.SubElement(main, "p").text = (
        f"左边是从“{visible(source)}”读出来的，右边是写成的文件。请对照原件逐处核对；"
        "改动请改文件，不要改这一页。"
    )
    page.add_items(main)
    beside = ET.SubElement(main, "div", {"class": "beside"})
    page.add_source(beside)
    page.add_file(beside)
    account = ET.SubElement(main, "section", {"aria-labelledby": "account"})
    ET.SubElement(account, "h2", {"id": "account"}).text = "字数"
    for line in account_text(imported.account).splitlines():
        ET.SubElement(account, "p").text = line.strip()
    return f"<!DOCTYPE html>\n{ET.tostring(html, encoding='unicode', method='html')}\n"


class _Page:
    """The parts of a page that lead to each other."""

    def __init__(self, imported: Imported) -> None:
        self._imported = imported
        self._file = FileLines(imported.text)
        self._anchors = _anchors(imported.document.blocks)
        self._items = list(enumerate(imported.review, 1))
        self._at_place: dict[str, list[tuple[int, ReviewItem]]] = {}
        self._at_line: dict[int, list[tuple[int, ReviewItem]]] = {}
        for number, item in self._items:
            for place in item.place.split("、"):
                self._at_place.setdefault(place, []).append((number, item))
            self._at_line.setdefault(self._file.line_of(item), []).append((number, item))

    def add_items(self, parent: ET.Element) -> None:
        """The review list, what is open first."""
        section = ET.SubElement(parent, "section", {"aria-labelledby": "items"})
        ET.SubElement(section, "h2", {"id": "items"}).text = "要看的地方"
        if not self._items:
            ET.SubElement(section, "p").text = "没有。"
        for status in Status:
            own = [(number, item) for number, item in self._items if item.status is status]
            if not own:
                continue
            ET.SubElement(section, "h3").text = f"{WORDS[status]}（{len(own)} 处）"
            listed = ET.SubElement(section, "ul")
            for number, item in own:
                self._add_item(listed, number, item)

    def _add_item(self, parent: ET.Element, number: int, item: ReviewItem) -> None:
        entry = ET.SubElement(parent, "li", {"id": f"item-{number}"})
        said = " → ".join(filter(None, (item.found and f"“{item.found}”", item.taken)))
        told = visible("：".join(filter(None, (item.reason, item.address, said))))
        entry.text = f"{WORDS[item.status]} {number}：{told} "
        anchor = next((self._anchors[p] for p in item.place.split("、") if p in self._anchors), "")
        if anchor:
            _link(entry, anchor, f"原件{item.place}")
        elif item.place:
            ET.SubElement(entry, "span", {"class": "place"}).text = visible(item.place) + " "
        if line := self._file.line_of(item):
            _link(entry, f"line-{line}", f"文件第 {line} 行")

    def add_source(self, parent: ET.Element) -> None:
        """The blocks of the source as they were read."""
        section = ET.SubElement(parent, "div")
        ET.SubElement(section, "h2", {"id": "source"}).text = "原件（读出来的）"
        attributes = {"class": "scroll", "tabindex": "0", "role": "region"}
        box = ET.SubElement(section, "div", {**attributes, "aria-labelledby": "source"})
        for block in self._imported.document.blocks:
            if isinstance(block, Paragraph):
                self._add_paragraph(box, block)
            else:
                self._add_table(box, block)

    def _add_paragraph(self, parent: ET.Element, block: Paragraph) -> None:
        pictures = [e for e in elements((block.element,)) if e.tag == "img"]
        text = visible_lines(block.element.text) + "〔图片〕" * len(pictures)
        paragraph = ET.SubElement(parent, "p", self._anchor(block.place))
        self._add_marks(paragraph, block.place)
        _append(paragraph, text)

    def _add_table(self, parent: ET.Element, block: SourceTable) -> None:
        attributes = {"class": "table", "tabindex": "0", "role": "region"}
        box = ET.SubElement(parent, "div", {**attributes, "aria-label": visible(block.place)})
        table = ET.SubElement(box, "table", self._anchor(block.place))
        ET.SubElement(table, "caption", {"class": "place"}).text = visible(block.place)
        for row in block.rows:
            line = ET.SubElement(table, "tr")
            for cell in row:
                spans = {"rowspan": cell.rowspan, "colspan": cell.colspan}
                wide = {name: str(span) for name, span in spans.items() if span > 1}
                shown = ET.SubElement(line, "td", {**self._anchor(cell.place), **wide})
                self._add_marks(shown, cell.place)
                _append(shown, visible_lines(cell.text))

    def _anchor(self, place: str) -> dict[str, str]:
        """The id of a place, given to the first that stands there."""
        anchor = self._anchors.get(place, "")
        return {"id": anchor} if anchor and place in self._at_place else {}

    def _add_marks(self, parent: ET.Element, place: str) -> None:
        for number, item in self._at_place.get(place, ()) if place else ():
            _mark(parent, number, item)

    def add_file(self, parent: ET.Element) -> None:
        """The file, line by line."""
        section = ET.SubElement(parent, "div")
        ET.SubElement(section, "h2", {"id": "file"}).text = "写成的文件"
        attributes = {"class": "scroll", "tabindex": "0", "role": "region"}
        box = ET.SubElement(section, "div", {**attributes, "aria-labelledby": "file"})
        lines = ET.SubElement(box, "ol", {"class": "lines"})
        for number, text in enumerate(self._file.lines, 1):
            line = ET.SubElement(lines, "li", {"id": f"line-{number}"})
            for item_number, item in self._at_line.get(number, ()):
                _mark(line, item_number, item)
            _append(line, visible(text))


def _anchors(blocks: Iterable[Block]) -> Mapping[str, str]:
    """An id for every place of the source, in its order."""
    places: list[str] = []
    for block in blocks:
        places.append(block.place)
        if isinstance(block, SourceTable):
            places += [cell.place for row in block.rows for cell in row]
    return {place: f"place-{n}" for n, place in enumerate(dict.fromkeys(filter(None, places)), 1)}


def _mark(parent: ET.Element, number: int, item: ReviewItem) -> None:
    mark = ET.SubElement(parent, "mark", {"class": item.status.value})
    link = ET.SubElement(mark, "a", {"href": f"#item-{number}"})
    link.text = f"{WORDS[item.status]} {number}"
    link.set("title", visible(item.reason))
    mark.tail = " "


def _link(parent: ET.Element, target: str, words: str) -> None:
    link = ET.SubElement(parent, "a", {"href": f"#{target}"})
    link.text, link.tail = visible(words), " "


def _append(parent: ET.Element, text: str) -> None:
    """Put a text behind what is in an element."""
    children: Sequence[ET.Element] = list(parent)
    if children:
        children[-1].tail = (children[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
