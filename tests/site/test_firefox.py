"""The other browser: in Firefox every type of page fits, axe finds nothing, and all of it works."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import axe_playwright_python
import pytest
from campaigns import LONG, some
from firefox import Firefox, firefox
from site_looks import LOOKS
from site_pages import CORRECTED, COVERAGE, PAGES, PICKER

pytestmark = pytest.mark.slow("a browser, and a whole site")

_AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
_VIOLATIONS = """axe.run(document, {resultTypes: ["violations"]}).then(found =>
  found.violations.map(violation => [violation.id, violation.nodes[0].html]))"""
_WIDE_AND_SEEN = (
    "[document.documentElement.scrollWidth, document.documentElement.clientWidth, innerWidth]"
)
_CHOOSE = "['large', 'contrast'].forEach(name => localStorage.removeItem(`display.${name}`))"
# In the short run some pages, each in one look.
SEEN = [
    (path, look)
    for number, path in enumerate(some(PAGES, 8))
    for look in (LOOKS if LONG else [LOOKS[number % len(LOOKS)]])
]


@pytest.fixture(scope="module")
def window() -> Iterator[Firefox]:
    """The one window."""
    with firefox() as window:
        yield window


def violations(window: Firefox) -> list[list[str]]:
    window.run(_AXE)
    found: list[list[str]] = window.evaluate(_VIOLATIONS)
    return found


def scrolls_sideways(window: Firefox, width: int) -> bool:
    window.resize(width)
    return bool(window.evaluate(_WIDE_AND_SEEN) != [width] * 3)


def is_shown(window: Firefox, selector: str) -> bool:
    return bool(window.evaluate(f"document.querySelector({selector!r}).checkVisibility()"))


@pytest.mark.parametrize(("path", "look"), SEEN, ids=str)
def test_it_fits_and_axe_finds_nothing(
    window: Firefox, address: str, path: str, look: tuple[int, str]
) -> None:
    width, choice = look
    window.open(address + "404.html")
    window.run(_CHOOSE)
    if choice:
        window.run(f"localStorage.setItem('display.{choice}', 'yes')")
    window.open(address + path)
    assert choice in window.evaluate("document.documentElement.className")
    assert [each for each in (1280, 390, 320) if scrolls_sideways(window, each)] == []
    window.resize(width)
    assert violations(window) == []


def test_what_is_wrong_is_found(window: Firefox) -> None:
    window.open("data:text/html,<!doctype html><p style='width: 1000px'><img src='data:,'>")
    assert scrolls_sideways(window, 390)
    assert "image-alt" in [rule for rule, _ in violations(window)]


@pytest.fixture
def plain(window: Firefox, address: str) -> Firefox:
    """The window on a page of the site, as it comes, on a telephone."""
    window.open(address + "404.html")
    window.run(_CHOOSE)
    window.resize(390)
    return window


def test_the_menu_unfolds_and_folded_parts_open(plain: Firefox, address: str) -> None:
    plain.open(address + CORRECTED)
    assert not is_shown(plain, ".tabs .wrap a")
    plain.click(".menu__label")
    assert is_shown(plain, ".tabs .wrap a")
    plain.evaluate("document.querySelectorAll('details').forEach(each => each.open = false)")
    plain.click("details summary")
    assert plain.evaluate("document.querySelector('details').open")


def test_heads_and_names_stay_while_the_table_scrolls(plain: Firefox, address: str) -> None:
    plain.open(address + "zwgk/nbsj/xinshou/")
    far = """(() => {
      const box = [...document.querySelectorAll(".table-box--heads")].find(
        each => each.scrollHeight > each.clientHeight && each.scrollWidth > each.clientWidth);
      box.scrollIntoView();
      box.scrollTo(150, 300);
      const [edge, head, name] = [box, ...["thead", "th[scope=row]"].map(
        each => box.querySelector(each))].map(each => each.getBoundingClientRect());
      return [box.scrollLeft > 0, box.scrollTop > 0, head.top - edge.top, name.left - edge.left];
    })()"""
    assert plain.evaluate(far) == [True, True, 0, 0]
    plain.open(address + COVERAGE)
    board = """(() => {
      const box = document.querySelector(".board").closest(".table-box");
      box.scrollTo(500, 0);
      const name = box.querySelector("tbody td").parentElement.cells[0].getBoundingClientRect();
      return [box.scrollLeft > 0, name.left - box.getBoundingClientRect().left];
    })()"""
    assert plain.evaluate(board) == [True, 0]


def test_the_search_finds(plain: Firefox, address: str) -> None:
    plain.open(address)
    plain.type(".find input", "行政处罚 2023")
    plain.click(".find button")
    plain.wait_until("document.querySelectorAll('.found > li').length > 0")
    assert "search/?q=" in plain.evaluate("location.href")
    assert violations(plain) == []


def test_two_reports_are_compared(plain: Firefox, address: str) -> None:
    plain.open("about:blank")
    plain.open(f"{address}{PICKER}#a=shilixian/2024&b=shilixian/2025")
    plain.wait_until("document.querySelectorAll('#compared table').length > 0")
    assert not scrolls_sideways(plain, 320)
    assert violations(plain) == []


def test_large_print_is_remembered(plain: Firefox, address: str) -> None:
    size = "getComputedStyle(document.documentElement).fontSize"
    plain.open(address + CORRECTED)
    assert plain.evaluate(size) == "20px"
    plain.click("[data-display=large]")
    plain.open(address)
    assert plain.evaluate(size) == "30px"
