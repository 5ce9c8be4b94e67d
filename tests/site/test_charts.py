"""Charts and what stands beside them, measured in a browser on the demonstration's site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from drawn_labels import covered_in
from playwright.sync_api import Browser, Page
from site_looks import look
from site_pages import COLUMN
from site_reading import page as tree_of

_DRAWING = re.compile(r'<svg class="(?:chart|panel)".*?</svg>', re.DOTALL)
ORGAN = f"{COLUMN}shilixian/"
DATA = "zwgk/nbsj/"
BAD = (
    '<svg class="chart" viewBox="0 0 320 100"><path class="axis" d="M0 50L320 50"/>'
    '<text x="10" y="54" class="number">123</text><text x="200" y="20" class="number">4</text>'
    '<text x="200" y="22" class="tick">2024</text><path class="dots" d="M50 20h0"/>'
    '<text x="310" y="90" class="number">12,345</text><text x="46" y="22">9</text></svg>'
)


def drawings(site: Path) -> dict[str, str]:
    """Every chart of the site that differs from the others, and a page that has it."""
    found: dict[str, str] = {}
    for file in sorted(site.rglob("index.html")):
        for drawing in _DRAWING.findall(file.read_text("utf-8")):
            found.setdefault(drawing, str(file.parent.relative_to(site)))
    return found


def test_what_covers_a_text_is_found(browser: Browser, address: str) -> None:
    ((_, found),) = covered_in(browser, address, [BAD])
    assert found == ["4 | 2024", "12,345 | edge", "123 | axis", "9 | dot"]


def test_nothing_covers_a_text_in_any_picture(
    browser: Browser, address: str, demo_site: Path
) -> None:
    pages = drawings(demo_site)
    assert len(pages) > 1500
    bad = [
        (pages[drawing], found)
        for drawing, found in covered_in(browser, address, list(pages))
        if found
    ]
    assert bad == []


def test_where_the_form_changes_is_written(demo_site: Path) -> None:
    seen = 0
    for drawing in drawings(demo_site):
        uprights = set(re.findall(r'class="break" d="M([\d.]+) ', drawing))
        named = len(re.findall(">换表<", drawing))
        assert (named > 0) == bool(uprights)
        assert named <= len(uprights)
        seen += named
    assert seen > 100


def test_bars_of_last_year_are_named(demo_site: Path) -> None:
    seen = 0
    for path in ("shilixian/2025", "rensheju/2023", "gonganju/2024"):
        year = int(path[-4:])
        for drawing in _DRAWING.findall((demo_site / COLUMN / path / "index.html").read_text()):
            if 'class="before"' in drawing:
                assert f">{year}年</text>" in drawing
                assert f">{year - 1}年</text>" in drawing
                seen += 1
    assert seen > 3


def test_the_pictures_of_an_organ_have_the_same_years(demo_site: Path) -> None:
    texts = [
        [
            text
            for text in svg.xpath(".//*[local-name()='text']/text()")
            if re.fullmatch(r"20\d\d", text)
        ]
        for svg in tree_of(demo_site, ORGAN).xpath("//*[@class='pictures']//*[@class='chart']")
    ]
    assert len(texts) > 5
    assert len({(years[0], years[-1]) for years in texts}) == 1
    assert {years[-1] for years in texts} == {"2025"}


def test_no_sum_of_an_older_year_stands_among_the_latest(demo_site: Path) -> None:
    document = tree_of(demo_site, DATA)
    heads = document.xpath("//table[contains(@class, 'reports')]/thead//th[2]")
    assert {head.text_content() for head in heads} == {"各机关合计2025年"}
    listed = document.xpath("//table[contains(@class, 'reports')]//a/@href")
    assert "xinshou/" in listed
    assert "zhudonggongkai/" not in listed
    (ended,) = document.xpath("//section[@aria-labelledby='ended']")
    assert "主动公开的政府信息（统计到2018年）" in ended.text_content()
    assert "7,308" not in ended.text_content()


_FIRST_LINES = """all => all.map(beside => [...beside.children].map(e => {
  const range = document.createRange();
  const first = e.querySelector("svg text, caption, th");
  range.selectNodeContents(first);
  const boxes = [...range.getClientRects()];
  return { left: e.getBoundingClientRect().left, middle: (boxes[0].top + boxes[0].bottom) / 2 };
}))"""


@pytest.mark.parametrize("choice", ["", "contrast"])
@pytest.mark.parametrize("path", ["xinshou", "banjie", "fuyi", "zhudonggongkai"])
def test_the_first_line_of_a_table_is_level_with_its_picture(
    scripted: Page, address: str, path: str, choice: str
) -> None:
    look(scripted, address, f"{DATA}{path}/", 1280, choice)
    pairs = [
        pair for pair in scripted.eval_on_selector_all(".beside", _FIRST_LINES) if len(pair) > 1
    ]
    assert pairs
    for picture, table in pairs:
        assert picture["left"] < table["left"]
        assert abs(picture["middle"] - table["middle"]) <= 6
