"""What holds of every type of page in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from site_looks import SIZES, look
from site_pages import PAGES


@pytest.mark.parametrize("path", PAGES)
def test_nothing_fails_and_nothing_comes_from_elsewhere(
    page: Page, address: str, path: str
) -> None:
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda response: response.ok or failed.append(response.url))
    page.on("console", lambda message: failed.append(message.text))
    page.goto(address + path, wait_until="networkidle")
    assert failed == []
    assert asked
    assert all(url.startswith(address) for url in asked)


@pytest.mark.parametrize(("width", "choice"), SIZES)
@pytest.mark.parametrize("path", PAGES)
def test_page_never_scrolls_sideways(
    scripted: Page, address: str, path: str, width: int, choice: str
) -> None:
    look(scripted, address, path, width, choice)
    wide, seen = scripted.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide == seen == width
