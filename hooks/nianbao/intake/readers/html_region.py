"""Where on a page the report stands: among its section headings, tables and its title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from lxml.etree import _Element

from ...form import Form, Grid, Role, fold, forms, lay_out, local_frame
from .html_tables import is_layout
from .html_tree import collapse, short_text, texts

__all__ = ["Region", "find_region", "has_labels", "is_section_title"]

_MAX_HEADING = 60
_MAX_TITLE = 80
_MIN_SECTION = 4
"""Shorter titles, such as that of an annex, stand anywhere on a page."""
_MIN_LABELS = 3
_TITLE = re.compile(r"(?:[0-9]{4}|[〇○零一二三四五六七八九]{4})年?度?.*政府信息公开.*(?:报告|年报)")
_SENTENCE = re.compile("[。；，！？]|>|›|»|当前位置")
_NUMBERED = re.compile("[一二三四五六七八九十]{1,3}、[^。；]{2,30}")


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page: what holds it, where reading begins and ends, and its title if found."""

    root: _Element
    start: _Element | None = None
    end: _Element | None = None
    title: _Element | None = None


def find_region(body: _Element) -> Region:
    """The part of a page that holds the report; all of the page where nothing looks like one."""
    order = {element: number for number, element in enumerate(body.iter())}
    anchors = [element for element in order if _is_anchor(element)]
    if not anchors:
        return Region(body)
    end = _with_text_below(_common(anchors), anchors[-1], order)
    title = _title_above(anchors[0], order)
    if title is None:
        if _is_alone(anchors):
            return Region(body)
        return Region(end, start=end, end=end)
    if _is_alone(anchors):
        end = _common([title, end])
    root = _common([title, end])
    return Region(root, start=title, end=end, title=title)


def is_section_title(text: str) -> bool:
    """Whether a text is the title of a section in any form."""
    return fold(text) in _section_titles()


@cache
def _section_titles() -> frozenset[str]:
    titles = {
        fold(title)
        for form in (*forms().values(), local_frame())
        for section in form.sections
        for title in (section.title, *section.variants)
    }
    return frozenset(title for title in titles if len(title) >= _MIN_SECTION)


@cache
def _labels() -> frozenset[str]:
    named = (Role.CAPTION, Role.CORNER, Role.COLUMN, Role.GROUP, Role.ROW)
    return frozenset(
        fold(cell.text)
        for grid in _grids(tuple(forms().values()))
        for row in grid.rows
        for cell in row.cells
        if cell.role in named and cell.text
    )


def _grids(known: Sequence[Form]) -> list[Grid]:
    return [lay_out(table) for form in known for table in form.tables.values()]


def _is_anchor(element: _Element) -> bool:
    """Whether an element is a heading or a table of a report, or has headings in its text."""
    if element.tag == "table":
        return not is_layout(element) and has_labels(
            short_text(cell, _MAX_TITLE) for cell in element.iter("td", "th")
        )
    own = [short_text(element, _MAX_HEADING), *_own_texts(element)]
    titled = any(is_section_title(line) for line in own)
    if not titled and not any(_NUMBERED.fullmatch(line) for line in own):
        return False
    within = {element.tag, *(above.tag for above in element.iterancestors())}
    # Titles stand in links of menus, and numbers before items of lists, too.
    if "a" in within or ("li" in within and not titled):
        return False
    return all(is_layout(table) for table in element.iterancestors("table"))


def _own_texts(element: _Element) -> Iterator[str]:
    """The text right in an element, parted by the elements in it; none that is long."""
    parts = [part for part in (element.text, *(child.tail for child in element)) if part]
    if element.tag == "pre":
        parts = [line for part in parts for line in part.split("\n")]
    for part in parts:
        if len(part) <= 2 * _MAX_HEADING:
            yield "".join(collapse(part).split())


def _is_alone(anchors: Sequence[_Element]) -> bool:
    """Whether there is but one table or heading, which does not tell how far a report goes."""
    return len(anchors) == 1 and (anchors[0].tag == "table" or _is_heading(anchors[0]))


def _is_heading(element: _Element) -> bool:
    text = short_text(element, _MAX_HEADING)
    return bool(_NUMBERED.fullmatch(text)) or is_section_title(text)


def has_labels(texts: Iterable[str]) -> bool:
    """Whether the cells of a table have labels of a form's tables."""
    found: set[str] = set()
    for text in texts:
        label = fold(text)
        if label in _labels():
            found.add(label)
        if len(found) >= _MIN_LABELS:
            return True
    return False


def _common(elements: Sequence[_Element]) -> _Element:
    """The deepest element that holds all of them."""
    first, *others = elements
    path = [first, *first.iterancestors()]
    for other in others:
        above = {other, *other.iterancestors()}
        path = [element for element in path if element in above]
    return path[0]


def _with_text_below(region: _Element, last: _Element, order: dict[_Element, int]) -> _Element:
    """The region, made wider until something stands below its last heading."""
    is_heading = last.tag != "table" and _is_heading(last)
    while is_heading and not _text_after(region, last):
        parent = region.getparent()
        if parent is None or parent not in order:
            break
        region = parent
    return region


def _text_after(region: _Element, last: _Element) -> bool:
    """Whether there is text in the region behind an element of it."""
    element = last
    while element is not region:
        following = [element.tail or "", *("".join(texts(s)) for s in element.itersiblings())]
        siblings = [s.tail or "" for s in element.itersiblings()]
        if any(text.strip() for text in (*following, *siblings)):
            return True
        parent = element.getparent()
        if parent is None:
            return False
        element = parent
    return False


def _title_above(first: _Element, order: dict[_Element, int]) -> _Element | None:
    """The nearest text above the report's first heading that reads like the report's title."""
    found: _Element | None = None
    for element, number in order.items():
        if number >= order[first]:
            break
        text = short_text(element, _MAX_TITLE)
        if not text or not _TITLE.search(text) or _SENTENCE.search(text):
            continue
        if element.tag not in ("a", "option", "title") and not _is_linked(element):
            found = element
    if found is None:
        return None
    text = short_text(found, _MAX_TITLE)
    above = found.getparent()
    while above is not None and above in order and short_text(above, _MAX_TITLE) == text:
        found, above = above, above.getparent()
    return found


def _is_linked(element: _Element) -> bool:
    return next(element.iterancestors("a"), None) is not None
