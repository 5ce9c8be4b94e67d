"""The site in a real Chromium: wide and narrow, by keyboard, without scripts, on paper."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pypdf import PdfReader
from site_pages import PAGES, REPORT

WIDTHS = [1280, 390]


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A window of each width, without JavaScript: nothing may need it."""
    context = browser.new_context(
        viewport={"width": request.param, "height": 800}, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def scripted(browser: Browser) -> Iterator[Page]:
    """A phone whose page a test may ask questions."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_fails_and_nothing_comes_from_elsewhere(
    page: Page, address: str, path: str
) -> None:
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda response: response.ok or failed.append(response.url))
    page.on("console", lambda message: failed.append(message.text))
    page.goto(address + path, wait_until="networkidle")
    assert failed == []
    assert asked
    assert all(url.startswith(address) for url in asked)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES)
def test_page_never_scrolls_sideways(scripted: Page, address: str, path: str, width: int) -> None:
    scripted.set_viewport_size({"width": width, "height": 800})
    scripted.goto(address + path)
    wide, seen = scripted.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide == seen == width


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(scripted: Page, address: str, path: str, width: int) -> None:
    scripted.set_viewport_size({"width": width, "height": 800})
    scripted.goto(address + path)
    violations = Axe().run(scripted).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in violations] == []


def test_everything_is_readable_without_scripts(page: Page, address: str) -> None:
    page.goto(address + REPORT)
    for text in (
        "一、总体情况",
        "六、其他需要报告的事项",
        "属于四类过程性信息",
        "13,323",
        "下载 PDF",
    ):
        assert page.get_by_text(text).last.is_visible(), text


def test_wide_tables_scroll_by_keyboard_on_a_phone(scripted: Page, address: str) -> None:
    scripted.goto(address + REPORT)
    boxes = scripted.locator(".table-box:has(.official--wide), .table-box:has(.official--across)")
    assert boxes.count() == 2
    for box in boxes.all():
        inside, outside = box.evaluate("e => [e.scrollWidth, e.clientWidth]")
        assert inside > outside
        box.focus()
        for _ in range(5):
            scripted.keyboard.press("ArrowRight")
        scripted.wait_for_function("() => document.activeElement.scrollLeft > 50")


def test_a_phone_shows_the_first_figures_beside_their_labels(scripted: Page, address: str) -> None:
    scripted.goto(address + REPORT)
    shown = scripted.locator(".official--wide td").first
    place = shown.bounding_box()
    assert place is not None
    assert place["x"] + place["width"] / 2 < 390


def test_wide_tables_fit_a_desktop(scripted: Page, address: str) -> None:
    scripted.set_viewport_size({"width": 1280, "height": 800})
    scripted.goto(address + REPORT)
    for box in scripted.locator(".table-box").all():
        inside, outside = box.evaluate("e => [e.scrollWidth, e.clientWidth]")
        assert inside == outside


def test_no_number_is_cut_or_wrapped(scripted: Page, address: str) -> None:
    scripted.goto(address + REPORT)
    cut = scripted.evaluate(
        "[...document.querySelectorAll('td')].filter(e => e.scrollWidth > e.clientWidth"
        " || e.clientHeight < e.scrollHeight).map(e => e.id)"
    )
    assert cut == []


def test_a_figure_is_reached_by_its_address(scripted: Page, address: str) -> None:
    place = "依申请公开.本年度办理结果.不予公开.属于国家秘密.总计"
    scripted.goto(f"{address}{REPORT}#{quote(place)}")
    cell = scripted.locator("td:target")
    assert cell.get_attribute("id") == place
    assert cell.text_content() == "0"


def test_first_key_press_offers_to_skip_to_the_text(scripted: Page, address: str) -> None:
    scripted.goto(address + REPORT)
    scripted.keyboard.press("Tab")
    focused = scripted.locator(":focus")
    assert focused.text_content() == "跳到正文"
    assert focused.is_visible()
    scripted.keyboard.press("Enter")
    assert scripted.url.endswith("#main")


def test_downloads_arrive_as_files(scripted: Page, address: str, tmp_path: Path) -> None:
    scripted.goto(address + REPORT)
    for kind, begin in (("PDF", b"%PDF-1.7"), ("CSV", b"\xef\xbb\xbf"), ("JSON", b"{")):
        with scripted.expect_download() as arriving:
            scripted.get_by_text(f"下载 {kind}").click()
        download = arriving.value
        assert download.suggested_filename == f"minquan-2021.{kind.lower()}"
        download.save_as(tmp_path / kind)
        assert (tmp_path / kind).read_bytes().startswith(begin)


def test_printed_page_holds_the_whole_report_and_nothing_else(scripted: Page, address: str) -> None:
    scripted.goto(address + REPORT)
    printed = PdfReader(
        io.BytesIO(scripted.pdf(format="A4", margin={"top": "20mm", "bottom": "20mm"}))
    )
    # Chromium writes some characters as the radicals they look like.
    text = unicodedata.normalize("NFKC", "".join(p.extract_text() for p in printed.pages))
    text = re.sub(r"\s", "", text)
    for part in (
        "一、总体情况",
        "13,323",
        "2,240",
        "四、结转下年度继续办理",
        "复议后起诉",
        "六、其他",
    ):
        assert part in text, part
    for furniture in ("当前位置", "下载PDF", "站点地图", "可左右滑动"):
        assert furniture not in text
