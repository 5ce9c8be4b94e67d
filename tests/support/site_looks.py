"""The ways in which readers see a page: wide or narrow, in large print, in high contrast."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

__all__ = ["LOOKS", "look", "scrolls_sideways", "violations"]

# Wide and narrow, small and large, plain and in contrast: each is seen once, not with all others.
LOOKS = [(1280, ""), (390, "large"), (1280, "contrast")]


def look(page: Page, address: str, path: str, width: int, choice: str) -> None:
    """Opens a page as a reader sees it who has chosen large print or contrast before."""
    page.set_viewport_size({"width": width, "height": 800})
    if choice:
        page.add_init_script(f"localStorage.setItem('display.{choice}', 'yes')")
    page.goto(address + path)
    assert choice in page.evaluate("document.documentElement.className")


def violations(page: Page) -> list[tuple[str, str]]:
    """What axe finds on an open page: the rule and the first element of each violation."""
    # Of what is in order axe would otherwise report every element, which takes most of its time.
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(violation["id"], violation["nodes"][0]["html"]) for violation in found]


def scrolls_sideways(page: Page) -> bool:
    """Whether an open page is wider than its window."""
    wide, seen = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert page.viewport_size
    return not wide == seen == page.viewport_size["width"]
