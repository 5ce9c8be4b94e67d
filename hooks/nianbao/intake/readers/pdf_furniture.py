"""Parts what a page says of itself from its text: running headers, footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .furniture import is_own_imprint
from .page_numbers import is_page_number
from .pdf_glyphs import TextLine

__all__ = ["Furniture", "find_furniture"]

_MARGIN = 0.12
# What a browser prints above and below a page: when and what, from where.
_PRINTED = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}[,，]?\s*(?:[上下]午)?\s*\d{1,2}:\d{2}.*"
    r"|(?:https?:|file:|about:)\S+(?:\s+\d{1,3}\s*/\s*\d{1,3})?",
)


@dataclass(frozen=True, slots=True)
class Furniture:
    """The lines of each page that are text of the report, and the words of the others.

    ``words`` has each once, in order; no page numbers, nor what a PDF of our own says of itself.
    """

    pages: tuple[tuple[TextLine, ...], ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    height: float
    lines: tuple[TextLine, ...]

    def in_margin(self, line: TextLine) -> bool:
        return not self.height * _MARGIN <= line.middle <= self.height * (1 - _MARGIN)


def find_furniture(pages: Sequence[Sequence[TextLine]], heights: Sequence[float]) -> Furniture:
    """Only the outermost lines of a page can be furniture; text between them never is."""
    read = [
        _Page(number, height, tuple(lines))
        for number, (lines, height) in enumerate(zip(pages, heights, strict=True), 1)
    ]
    known = _Known(read)
    kept = []
    words: dict[tuple[str, int], str] = {}
    for page in read:
        first = _leading(page, page.lines, known)
        last = len(page.lines) - _leading(page, page.lines[first:][::-1], known)
        kept.append(page.lines[first:last])
        for line in (*page.lines[:first], *page.lines[last:]):
            if not is_page_number(line.text, bare=True) and not is_own_imprint(line.text):
                words.setdefault(_key(line), line.text)
    return Furniture(tuple(kept), tuple(dict.fromkeys(words.values())))


def _leading(page: _Page, lines: Sequence[TextLine], known: _Known) -> int:
    """How many lines from the first on are furniture."""
    return next((n for n, x in enumerate(lines) if not known.is_furniture(page, x)), len(lines))


class _Known:
    """What the pages have in common."""

    def __init__(self, pages: Sequence[_Page]) -> None:
        self._seen = Counter(
            key for page in pages for key in {_key(x) for x in page.lines if page.in_margin(x)}
        )
        # What only two of many pages share is more likely a table's title than a running header.
        self._often = max(2, round(len(pages) * 0.4))
        self._titles = {line.text: line.size for line in (pages[0].lines if pages else ())}
        self._counted = Counter(
            int(line.text) - page.number
            for page in pages
            for line in page.lines
            if page.in_margin(line) and is_page_number(line.text, bare=True) and line.text.isdigit()
        )
        # Two numbers do not make a sequence.
        self._few = len(pages) <= 2

    def is_furniture(self, page: _Page, line: TextLine) -> bool:
        """Whether a line at the edge of a page's text belongs to the page."""
        if is_page_number(line.text):
            return True
        if not page.in_margin(line):
            return False
        if page.number == 1 and is_own_imprint(line.text):
            return True
        if is_page_number(line.text, bare=True):
            return self._few or self._counted[int(line.text) - page.number] > 1
        # A header that stands on a single page may be the title again, in small print.
        is_title = page.number > 1 and self._titles.get(line.text, 0) > line.size
        return (
            self._seen[_key(line)] >= self._often or is_title or bool(_PRINTED.fullmatch(line.text))
        )


def _key(line: TextLine) -> tuple[str, int]:
    """What the same line on another page has in common: its words and its height."""
    return re.sub(r"\d+", "0", line.text), round(line.middle / 4)
