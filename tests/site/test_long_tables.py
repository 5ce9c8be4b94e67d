"""Tables that go on on further pages, as readers see them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from campaigns import some
from nianbao.publish.coverage import coverage_page
from nianbao.publish.indicator.page import indicator_pages
from nianbao.publish.web.page_view import PageView
from nianbao.publish.year.page import year_pages
from playwright.sync_api import Browser, Page
from province import TOPIC, plain_renderer, province
from site_looks import LOOKS, look, scrolls_sideways, violations
from site_serving import serve

pytestmark = pytest.mark.slow("a browser, and a province")

INDICATOR, BOARD, YEAR = "zwgk/nbsj/xinshou/", "zwgk/nbsj/fabu/", "zwgk/gknb/2023/"


@pytest.fixture(scope="module")
def pages(demo_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The pages of a province in the place of the county's."""
    material = province(tmp_path_factory.mktemp("province") / "reports", 900, range(2021, 2024))
    files: dict[str, tuple[()]] = {f"zwgk/gknb/{slug}/2023/": () for slug in material.facts.organs}
    views: tuple[PageView, ...] = (
        *year_pages(material, files, None, 2023),
        *coverage_page(material),
        *indicator_pages(material, TOPIC),
    )
    renderer = plain_renderer()
    instead = {
        f"{view.path}index.html": renderer.page(view, {}, lambda _content: "1 KB").encode()
        for view in views
    }
    with serve(demo_site, instead=instead) as address:
        yield address


# In the short run every page in one look.
@pytest.mark.parametrize(
    ("width_and_choice", "path", "page_of_table"),
    some([*product(LOOKS, [INDICATOR, BOARD, YEAR], ["", "2/"])], 5),
)
def test_they_can_be_read(
    pages: str,
    path: str,
    page_of_table: str,
    width_and_choice: tuple[int, str],
    browser: Browser,
) -> None:
    width, choice = width_and_choice
    context = browser.new_context()
    page: Page = context.new_page()
    look(page, pages, path + page_of_table, width, choice)
    assert page.locator(".sheets [aria-current]").count() == 1
    assert violations(page) == []
    assert not scrolls_sideways(page)
    context.close()
