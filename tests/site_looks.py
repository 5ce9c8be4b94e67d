"""The ways in which readers see a page: wide or narrow, in large print, in high contrast."""

from __future__ import annotations

from playwright.sync_api import Page

__all__ = ["LOOKS", "SIZES", "look"]

SIZES = [(1280, ""), (390, ""), (1280, "large"), (390, "large")]
# Colours do not depend on the width.
LOOKS = [*SIZES, (1280, "contrast")]


def look(page: Page, address: str, path: str, width: int, choice: str) -> None:
    """Opens a page as a reader sees it who has chosen large print or contrast before."""
    page.set_viewport_size({"width": width, "height": 800})
    if choice:
        page.add_init_script(f"localStorage.setItem('display.{choice}', 'yes')")
    page.goto(address + path)
    assert choice in page.evaluate("document.documentElement.className")
