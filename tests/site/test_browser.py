"""The site in a real Chromium: wide and narrow, by keyboard, without scripts, on paper."""

from __future__ import annotations

import io
import re
import unicodedata
from collections import Counter
from pathlib import Path
from urllib.parse import quote

import pytest
from campaigns import some
from playwright.sync_api import Page
from pypdf import PdfReader
from site_browser import wait_until
from site_looks import look
from site_pages import COLUMN, CORRECTED, PAGES, YEAR

# Chromium writes some characters as the radicals they look like; NFKC folds only the older ones.
RADICALS = str.maketrans(
    "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻰", "民西见角贝车长门青页风飞食马骨鬼鱼鸟麦黄齐龙"
)
FORMS = [f"{COLUMN}{path}/" for path in ("jiaotongju/2020", "shilixian/2016", "gongshangju/2009")]


def test_everything_is_readable_without_scripts(page: Page, address: str) -> None:
    page.goto(address + CORRECTED)
    for text in ("一、总体情况", "六、其他需要报告的事项", "23,750", "更正前", "现行"):
        assert page.get_by_text(text).last.is_visible(), text
    for cell in page.locator(".official td, .official th").all():
        assert cell.is_visible()
    page.get_by_text("表中用语").last.click()
    assert page.get_by_text("尚未审结").last.is_visible()


@pytest.mark.parametrize("path", [CORRECTED, f"{CORRECTED}v1/", YEAR, *FORMS])
def test_every_download_is_reached_without_scripts(
    same_page: Page, address: str, path: str
) -> None:
    same_page.goto(address + path)
    links = same_page.locator(".down a")
    assert links.count() >= 3
    for link in links.all():
        assert link.is_visible()
        target = str(link.evaluate("e => e.href"))
        response = same_page.request.get(target)
        assert response.ok
        assert response.body()


def test_wide_tables_scroll_by_keyboard_on_a_phone(scripted: Page, address: str) -> None:
    scripted.goto(address + CORRECTED)
    boxes = scripted.locator(".table-box:has(.official--wide), .table-box:has(.official--across)")
    assert boxes.count() == 2
    for box in boxes.all():
        inside, outside = box.evaluate("e => [e.scrollWidth, e.clientWidth]")
        assert inside > outside
        box.focus()
        for _ in range(5):
            scripted.keyboard.press("ArrowRight")
        wait_until(scripted, "() => document.activeElement.scrollLeft > 50")


def test_a_phone_shows_the_first_figures_beside_their_labels(scripted: Page, address: str) -> None:
    scripted.goto(address + CORRECTED)
    shown = scripted.locator(".official--wide td").first
    place = shown.bounding_box()
    assert place is not None
    assert place["x"] + place["width"] / 2 < 390


def test_wide_tables_fit_a_desktop(scripted: Page, address: str) -> None:
    scripted.set_viewport_size({"width": 1280, "height": 800})
    scripted.goto(address + CORRECTED)
    for box in scripted.locator(".table-box").all():
        inside, outside = box.evaluate("e => [e.scrollWidth, e.clientWidth]")
        assert inside == outside, box.get_attribute("aria-labelledby")


def test_no_number_is_cut_or_wrapped(scripted: Page, address: str) -> None:
    scripted.goto(address + CORRECTED)
    cut = scripted.evaluate(
        "[...document.querySelectorAll('td')].filter(e => e.scrollWidth > e.clientWidth"
        " || e.clientHeight < e.scrollHeight).map(e => e.id)"
    )
    assert cut == []


def test_a_figure_is_reached_by_its_address(scripted: Page, address: str) -> None:
    place = "依申请公开.本年度办理结果.不予公开.属于国家秘密.总计"
    scripted.goto(f"{address}{CORRECTED}#{quote(place)}")
    cell = scripted.locator("td:target")
    assert cell.get_attribute("id") == place
    assert cell.text_content() == "1"
    # On a phone, too, one sees of which row it is.
    name = cell.locator("xpath=../th").last
    for each in (cell, name):
        assert each.evaluate(
            """element => {
              const box = element.getBoundingClientRect();
              const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
              const shown = document.elementFromPoint(x, y);
              return box.left >= 0 && box.right <= innerWidth && element.contains(shown);
            }"""
        )


def test_first_key_press_offers_to_skip_to_the_text(scripted: Page, address: str) -> None:
    scripted.goto(address + CORRECTED)
    scripted.keyboard.press("Tab")
    focused = scripted.locator(":focus")
    assert focused.text_content() == "跳到正文"
    assert focused.is_visible()
    scripted.keyboard.press("Enter")
    assert scripted.url.endswith("#main")


def test_downloads_arrive_as_files(scripted: Page, address: str, tmp_path: Path) -> None:
    scripted.goto(address + CORRECTED)
    for kind, begin in (
        ("PDF", b"%PDF-1.7"),
        ("CSV", b"\xef\xbb\xbf"),
        ("XLSX", b"PK"),
        ("JSON", b"{"),
    ):
        with scripted.expect_download() as arriving:
            scripted.get_by_text(f"下载 {kind}").click()
        download = arriving.value
        assert download.suggested_filename == f"shilixian-2023.{kind.lower()}"
        download.save_as(tmp_path / kind)
        assert (tmp_path / kind).read_bytes().startswith(begin)


@pytest.mark.parametrize("choice", ["", "large"])
@pytest.mark.parametrize("path", [CORRECTED, *FORMS])
def test_paper_holds_every_figure_and_no_furniture(
    scripted: Page, address: str, path: str, choice: str
) -> None:
    look(scripted, address, path, 390, choice)
    figures = [text for text in scripted.locator(".official td").all_text_contents() if text]
    labels = scripted.locator(".official th").all_text_contents()
    assert len(figures) > 15
    sheets = PdfReader(
        io.BytesIO(scripted.pdf(format="A4", margin={"top": "20mm", "bottom": "20mm"}))
    )
    text = "\n".join(sheet.extract_text() for sheet in sheets.pages)
    text = unicodedata.normalize("NFKC", text).translate(RADICALS)
    found = Counter(re.findall(r"[+-]?[0-9][0-9,.]*", text))
    wanted = Counter(re.findall(r"[+-]?[0-9][0-9,.]*", "\n".join(figures)))
    assert wanted - found == Counter()
    joined = re.sub(r"\s", "", text)
    for part in labels:
        assert re.sub(r"\s", "", unicodedata.normalize("NFKC", part)) in joined
    for furniture in ("当前位置", "下载PDF", "站点地图", "可左右滑动", "大字版", "表中不是零的数"):
        assert furniture not in joined


_BEYOND = """() => [...document.querySelectorAll("article :is(h1, h2, h3, p, li, th, td, svg)")]
  .filter(e => e.getClientRects().length && e.getBoundingClientRect().right > innerWidth + 1)
  .map(e => e.textContent.trim())"""


_HIDDEN = (
    """cells => cells.filter(e => !e.getClientRects().length).map(e => e.id || e.textContent)"""
)


@pytest.mark.parametrize("path", PAGES)
def test_paper_leaves_no_figure_out(same_scripted: Page, address: str, path: str) -> None:
    same_scripted.goto(address + path)
    # Downloads are nothing to print; what is folded up is on neither; a picture is its numbers.
    cells = "article :is(td, th):not(.files, .picture__numbers *)"
    seen = same_scripted.eval_on_selector_all(cells, _HIDDEN)
    same_scripted.emulate_media(media="print")
    assert same_scripted.eval_on_selector_all(cells, _HIDDEN) == seen


@pytest.mark.parametrize("choice", ["", "large"])
def test_paper_cuts_nothing_off(scripted: Page, address: str, choice: str) -> None:
    scripted.emulate_media(media="print")
    for path in PAGES if not choice else some(PAGES, 3):
        # A4 with margins of 15 mm.
        look(scripted, address, path, 680, choice)
        assert scripted.evaluate(_BEYOND) == [], path
