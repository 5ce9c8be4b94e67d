"""What holds of every type of page in a browser."""

from __future__ import annotations

from http import HTTPStatus

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, Response
from site_pages import PAGES


@pytest.mark.parametrize("path", PAGES)
def test_nothing_fails_and_nothing_comes_from_elsewhere(
    same_page: Page, address: str, path: str
) -> None:
    asked: list[str] = []
    failed: list[str] = []

    def sent(request: Request) -> None:
        asked.append(request.url)

    def answered(response: Response) -> None:
        # What the window has of another page may be asked for again.
        if not response.ok and response.status != HTTPStatus.NOT_MODIFIED:
            failed.append(response.url)

    def said(message: ConsoleMessage) -> None:
        failed.append(message.text)

    same_page.goto("about:blank")
    same_page.on("request", sent)
    same_page.on("response", answered)
    same_page.on("console", said)
    try:
        same_page.goto(address + path)
    finally:
        same_page.remove_listener("request", sent)
        same_page.remove_listener("response", answered)
        same_page.remove_listener("console", said)
    assert failed == []
    assert asked
    assert all(url.startswith(address) for url in asked)
