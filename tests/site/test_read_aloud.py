"""What a screen reader says of a report, the board and a comparison: texts to read in a review."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from places import DATA, ROOT
from playwright.sync_api import Browser, Page
from province import plain_renderer
from read_aloud import read_aloud
from site_serving import serve
from small_portal import small_publication

PAGES = {
    "report": "zwgk/gknb/shili/2022/",
    "board": "zwgk/nbsj/fabu/",
    "comparison": "zwgk/gknb/shili/2022/duibi/",
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Pages of the small portal, with the stylesheet: what is not shown is not read."""
    publication = small_publication(tmp_path_factory.mktemp("small") / "reports")
    renderer = plain_renderer()
    views = {view.path: view for view in publication.pages}
    instead = {
        f"{path}index.html": renderer.page(views[path], {}, lambda _content: "1 KB").encode()
        for path in PAGES.values()
    }
    with serve(ROOT / "hooks/nianbao/theme", instead=instead) as address:
        yield address


@pytest.mark.parametrize("name", PAGES)
def test_it_is_read_as_before(
    small: str, browser: Browser, golden: Callable[[Path, str], None], name: str
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(small + PAGES[name])
    golden(DATA / f"read_aloud/{name}.txt", read_aloud(page))
    page.close()


def test_a_cell_is_read_with_its_headers(browser: Browser) -> None:
    page: Page = browser.new_page()
    page.set_content(
        "<table><thead><tr><td><th scope=col>人<th scope=col>事<tbody>"
        "<tr><th scope=row>甲<td>1<td>2</table><p><a href=x>看</a>吧"
    )
    assert read_aloud(page).splitlines() == [
        *("table", "  row", "    cell", "    columnheader 人", "    columnheader 事"),
        *("  row", "    rowheader 甲", "    cell 1  ← 甲 · 人", "    cell 2  ← 甲 · 事"),
        "paragraph [link 看] 吧",
    ]
    page.close()
