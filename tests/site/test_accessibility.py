"""axe finds nothing on any type of page, however a reader looks at it, and nothing is cut off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from campaigns import some
from playwright.sync_api import Browser, Page
from site_looks import LOOKS, look, scrolls_sideways, violations
from site_pages import PAGES

# A desktop, a telephone, and a desktop at 400 % (WCAG 2.2, 1.4.10 Reflow).
WIDTHS = (1280, 390, 320)
# Lists with marks before their items and no room for them.
_OUTSIDE = """() => [...document.querySelectorAll("ul, ol")]
  .filter(list => parseFloat(getComputedStyle(list).paddingLeft) < 14)
  .flatMap(list => [...list.children]).filter(item => {
    const style = getComputedStyle(item);
    return style.display == "list-item" && style.listStyleType != "none";
  }).map(item => item.textContent.trim())"""


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[Mapping[str, Page]]:
    """A window of each reader, by what was chosen; opening one takes longer than most pages."""
    contexts = {choice: browser.new_context() for _, choice in LOOKS}
    yield {choice: context.new_page() for choice, context in contexts.items()}
    for context in contexts.values():
        context.close()


PLAIN, *OTHERS = LOOKS
# Every page as it comes, and every third one in one more look; in the long run each in all.
SEEN = [(path, PLAIN) for path in PAGES] + [
    (path, look)
    for number, path in enumerate(some(PAGES, 3))
    for look in some(OTHERS, len(OTHERS), number)
]


@pytest.fixture(scope="module", params=SEEN, ids=str)
def seen(request: pytest.FixtureRequest, windows: Mapping[str, Page], address: str) -> Page:
    """A page in one of its looks, opened once for all that is asked of it."""
    path, (width, choice) = request.param
    look(windows[choice], address, path, width, choice)
    return windows[choice]


def test_axe_finds_nothing(seen: Page) -> None:
    assert violations(seen) == []


def test_page_never_scrolls_sideways(seen: Page) -> None:
    for width in WIDTHS:
        seen.set_viewport_size({"width": width, "height": 800})
        assert not scrolls_sideways(seen), width


def test_marks_of_lists_stand_within_their_column(seen: Page) -> None:
    assert seen.evaluate(_OUTSIDE) == []


def test_what_is_wrong_is_found(scripted: Page) -> None:
    scripted.set_content("<!doctype html><p style='width: 1000px'><img src='a.png'>")
    assert "image-alt" in [rule for rule, _ in violations(scripted)]
    assert scrolls_sideways(scripted)
    scripted.set_content("<ul style='padding: 0'><li>一</ul>")
    assert scripted.evaluate(_OUTSIDE) == ["一"]
