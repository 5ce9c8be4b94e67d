"""Pages whose text lies on its side, turned so that it can be read."""

from __future__ import annotations

from collections import Counter

from pdfplumber.page import Page

__all__ = ["upright"]


def upright(page: Page) -> Page:
    """The page, turned by the quarter that most of its characters are turned by.

    A wide table is often put on an upright page so, without saying that the page is turned.
    """
    turns = Counter(_quarter(*char["matrix"][:2]) for char in page.chars)
    turn, count = turns.most_common(1)[0] if turns else (0, 0)
    if not turn or count < 0.8 * turns.total():
        return page
    of = page.page_obj
    of.rotate = (of.rotate + turn) % 360
    of.attrs["Rotate"] = of.rotate
    turned = Page(page.pdf, of, page_number=page.page_number, initial_doctop=page.initial_doctop)
    page.close()
    return turned


def _quarter(across: float, up: float) -> int:
    """By how many degrees a page has to be turned clockwise for a character to stand upright."""
    if abs(up) <= abs(across):
        return 0 if across >= 0 else 180
    return 90 if up > 0 else 270
