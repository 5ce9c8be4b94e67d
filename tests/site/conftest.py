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


@pytest.fixture(scope="module", params=[1280, 390])
def same_page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """The same for all tests of a module, for those that do no more than open what they look at.

    Opening a window takes longer than most pages.
    """
    context = browser.new_context(
        viewport={"width": request.param, "height": 800}, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


class _Phone:
    """A window, and what its pages have said on the console."""

    def __init__(self, browser: Browser) -> None:
        self.context = browser.new_context(viewport={"width": 390, "height": 800})
        self.said: list[str] = []
        self.context.on("console", lambda message: self.said.append(message.text))
        self.page = self.context.new_page()

    def require_no_refusal(self) -> None:
        """No test may meet with a refusal by a policy."""
        assert [text for text in self.said if "Content Security Policy" in text] == []


@pytest.fixture
def scripted(browser: Browser) -> Iterator[Page]:
    """A phone whose page a test may ask questions."""
    phone = _Phone(browser)
    yield phone.page
    phone.context.close()
    phone.require_no_refusal()


@pytest.fixture(scope="module")
def _phone(browser: Browser) -> Iterator[_Phone]:
    phone = _Phone(browser)
    yield phone
    phone.context.close()


@pytest.fixture
def same_scripted(_phone: _Phone) -> Iterator[Page]:
    """The same phone for all tests of a module, for those that choose nothing and type nothing."""
    _phone.said.clear()
    _phone.page.emulate_media(media="screen")
    yield _phone.page
    _phone.require_no_refusal()
