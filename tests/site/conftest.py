"""The site in a browser: built once, served by a server like any, seen in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from site_serving import serve


@pytest.fixture(scope="session")
def address(demo_site: Path) -> Iterator[str]:
    """The address at which the demonstration is served, with the headers of the sample server."""
    with serve(demo_site, like_sample=True) as address:
        yield address


@pytest.fixture(params=[1280, 390])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A window of each width, without JavaScript: nothing may need it."""
    context = browser.new_context(
        viewport={"width": request.param, "height": 800}, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def scripted(browser: Browser) -> Iterator[Page]:
    """A phone whose page a test may ask questions; no test may meet with a refusal by a policy."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    refused: list[str] = []
    context.on("console", lambda message: refused.append(message.text))
    yield context.new_page()
    context.close()
    assert [text for text in refused if "Content Security Policy" in text] == []
