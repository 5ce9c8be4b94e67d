"""The site in a browser: built once, served by a server like any, seen in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from site_browser import chromium
from site_serving import serve


@pytest.fixture(scope="session")
def address(own_site: Path) -> Iterator[str]:
    """The address at which the site is served."""
    with serve(own_site) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of all tests."""
    with chromium() as browser:
        yield browser
