"""What holds of every type of page in a browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Response
from site_pages import PAGES


@pytest.mark.parametrize("path", PAGES)
def test_nothing_fails_and_nothing_comes_from_elsewhere(
    page: Page, address: str, path: str
) -> None:
    asked: list[str] = []
    failed: list[str] = []

    def answered(response: Response) -> None:
        if not response.ok:
            failed.append(response.url)

    page.on("request", lambda request: asked.append(request.url))
    page.on("response", answered)
    page.on("console", lambda message: failed.append(message.text))
    page.goto(address + path)
    assert failed == []
    assert asked
    assert all(url.startswith(address) for url in asked)
