"""axe finds nothing on any type of page, however a reader looks at it."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from site_looks import LOOKS, look
from site_pages import PAGES


@pytest.mark.parametrize(("width", "choice"), LOOKS)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(
    scripted: Page, address: str, path: str, width: int, choice: str
) -> None:
    look(scripted, address, path, width, choice)
    violations = Axe().run(scripted).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in violations] == []
