"""Walks through a site as a citizen does: finds links by their words, scrolls until they are seen.

Whatever a walk costs is counted: clicks, and windows scrolled down or sideways.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page
from site_browser import wait_until

__all__ = ["HEIGHT", "Citizen", "Cost"]

HEIGHT = 800
"""How many pixels of a page a window shows, of any width."""

# Scrolls no farther than needed, every box around the element and the window itself, as a reader
# does who stops at the first line that answers. The distance is told in pixels, down and sideways.
_SCROLL = """element => {
  const around = [];
  for (let e = element.parentElement; e; e = e.parentElement) around.push(e);
  const places = () => around.map(e => [e.scrollTop, e.scrollLeft]);
  const before = places();
  element.scrollIntoView({block: "nearest", inline: "nearest", behavior: "instant"});
  return places().reduce(([down, aside], [top, left], index) => [
    down + Math.abs(top - before[index][0]), aside + Math.abs(left - before[index][1]),
  ], [0, 0]);
}"""
# Whether the middle of the element's first line is its own and not of something that covers it.
_UNCOVERED = """element => {
  const box = [...element.getClientRects()].find(each => each.width && each.height);
  if (!box) return false;
  const shown = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  return Boolean(shown) && (element.contains(shown) || shown.contains(element));
}"""
_FOUND = """() => document.querySelector("#search-results a")
  && !document.getElementById("search-status").textContent.startsWith("正在")"""


@dataclass(slots=True)
class Cost:
    """What it takes to come to an answer; ``other`` is what a task counts of its own."""

    clicks: int = 0
    screens: float = 0
    sideways: float = 0
    other: int = 0

    def __str__(self) -> str:
        """One line of a table."""
        parts = [f"{self.clicks} clicks", f"{self.screens:.1f} screens"]
        if self.sideways:
            parts.append(f"{self.sideways:.1f} sideways")
        return ", ".join([*parts, *([f"counted {self.other}"] if self.other else [])])

    def __add__(self, more: Cost) -> Cost:
        """What two walks take together."""
        return Cost(
            self.clicks + more.clicks,
            self.screens + more.screens,
            self.sideways + more.sideways,
            self.other + more.other,
        )


class Citizen:
    """Somebody who came to the first page of a site, with a window of any width.

    ``site`` is the folder that is served at the address; its sources stand beside it.
    """

    def __init__(self, page: Page, address: str, site: Path) -> None:
        self.page = page
        self.address = address
        self.site = site
        self.cost = Cost()
        page.goto(address)

    def see(self, target: Locator) -> Locator:
        """Scrolls to something, which must then be in sight, and gives it back."""
        down, aside = target.evaluate(_SCROLL)
        assert self.page.viewport_size
        self.cost.screens += down / HEIGHT
        self.cost.sideways += aside / self.page.viewport_size["width"]
        assert target.evaluate(_UNCOVERED), f"{target} is not in sight at {self.page.url}"
        return target

    def click(self, target: Locator) -> None:
        """Goes where something leads."""
        self.see(target).click()
        self.page.wait_for_load_state()
        self.cost.clicks += 1

    def follow(self, *names: str, under: str = "") -> None:
        """Follows one link after the other, each by its first words: the first that one can see.

        ``under`` is the heading below which one looks for it.
        """
        for words in names:
            place = self.page.get_by_role("region", name=under) if under else self.page
            begins = re.compile(rf"^\s*{re.escape(words)}")
            links = place.locator("a, button, summary").filter(has_text=begins, visible=True)
            self.click(links.first)

    def search(self, words: str) -> None:
        """Types into the line in the head, and opens what is found first."""
        line = self.see(self.page.get_by_role("searchbox").first)
        line.fill(words)
        line.press("Enter")
        self.cost.clicks += 1
        wait_until(self.page, _FOUND)
        self.click(self.page.locator("#search-results a").first)

    def line(self, *words: str) -> Locator:
        """The first row of a table or list that has all these words."""
        lines = self.page.locator("article :is(tr, li)")
        for each in words:
            lines = lines.filter(has_text=each, visible=True)
        return lines.first

    def cell(self, row: str, column: str) -> Locator:
        """A figure by words of its column and the first ones of its row: of the first table."""
        handle = self.page.evaluate_handle(_CELL, [row, column]).as_element()
        assert handle, f"no figure {row} › {column} at {self.page.url}"
        handle.evaluate("cell => cell.setAttribute('data-looked-at', '')")
        return self.page.locator("[data-looked-at]")


_CELL = """([row, column]) => {
  document.querySelector("[data-looked-at]")?.removeAttribute("data-looked-at");
  for (const table of document.querySelectorAll("article table")) {
    const heads = table.querySelector("thead tr:last-child");
    if (!heads || !table.getClientRects().length) continue;
    const at = [...heads.cells].findIndex(cell => cell.textContent.includes(column));
    const names = [...table.querySelectorAll("tbody tr > :first-child")];
    const name = names.find(cell => cell.textContent.trim().startsWith(row));
    // Where a second row of heads begins, the first column's head stands in the row above it.
    const before = table.rows[0] === heads ? 0 : table.rows[0].cells[0].colSpan;
    const found = name && at >= 0 && name.parentElement.cells[at + before];
    if (found) return found;
  }
  return null;
}"""
