"""Whoever follows plain links from the home page has the whole site, once, and it works there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from mirroring import (
    WGET,
    Mirror,
    files_of,
    follow_links,
    plain_server,
    require_whole,
    run_wget,
)
from playwright.sync_api import Browser, Page
from site_browser import wait_until
from site_pages import PICKER

LONG = pytest.mark.skipif(
    "NIANBAO_LONG" not in os.environ, reason="make test-long mirrors the demo"
)
WAYS = [
    pytest.param(follow_links, id="links"),
    pytest.param(
        run_wget, id="wget", marks=pytest.mark.skipif(not WGET, reason="wget is not installed")
    ),
]


@contextmanager
def opened(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.on("pageerror", lambda error: refused.append(str(error)))
    yield page
    context.close()
    assert refused == []


def require_found(page: Page, address: str, query: str, wanted: str) -> None:
    page.goto(f"{address}search/?q={quote(query)}")
    wait_until(page, "() => document.querySelector('#search-results .found a') !== null")
    link = page.locator("#search-results .found a").first
    assert link.text_content() == wanted
    link.click()
    page.wait_for_url(f"{address}zwgk/gknb/**")
    assert "".join(str(page.locator("h1").text_content()).split()) == wanted


@pytest.mark.parametrize("mirror", WAYS)
def test_a_mirror_has_every_file_once(own_site: Path, tmp_path: Path, mirror: Mirror) -> None:
    require_whole(own_site, mirror, tmp_path / "mirror")


def test_the_search_of_a_mirror_works(own_site: Path, tmp_path: Path, browser: Browser) -> None:
    with plain_server(own_site) as address:
        follow_links(address, tmp_path)
    with plain_server(tmp_path) as address, opened(browser) as page:
        title = "民权县人民政府2021年政府信息公开工作年度报告"
        require_found(page, address, "业务培训", title)


@LONG
@pytest.mark.parametrize("mirror", WAYS)
def test_a_mirror_of_the_demonstration_reads_right(
    demo_site: Path, tmp_path: Path, mirror: Mirror, browser: Browser
) -> None:
    require_whole(demo_site, mirror, tmp_path)
    with plain_server(tmp_path) as address, opened(browser) as page:
        title = "示例县教育局2021年政府信息公开工作年度报告"
        require_found(page, address, "教育局 2021年", title)
        page.goto(f"{address}{PICKER}#a=shilixian/2020&b=jiaotongju/2021")
        page.wait_for_selector("#compared section")


@pytest.mark.slow("whole sites")
@pytest.mark.parametrize("site", ["own_site", "demo_site"])
def test_every_folder_above_a_page_has_a_page(site: str, request: pytest.FixtureRequest) -> None:
    """Who cuts an address short at a slash finds something there."""
    folder: Path = request.getfixturevalue(site)
    pages = {path for path in files_of(folder) if path.endswith("index.html")}
    above = {
        f"{path[:end]}/index.html" for path in pages for end in range(len(path)) if path[end] == "/"
    }
    assert sorted(above - pages) == []
    assert "help/index.html" in pages


def test_no_page_leads_to_another_one_with_a_query(demo_site: Path) -> None:
    """Each would be a copy for whoever follows links."""
    asking = re.compile(rb"""href=["']?(?!https?:)[^"'>#]*[?]""")
    pages = {path: text for path, text in files_of(demo_site).items() if path.endswith(".html")}
    assert [path for path, text in pages.items() if asking.search(text)] == []
