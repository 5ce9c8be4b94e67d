"""Any two reports chosen in a browser: the same as the page made before, exact, told and usable."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from campaigns import some
from open_json import values_in
from playwright.sync_api import Browser, Page, Route
from site_browser import wait_until
from site_looks import LOOKS, look, scrolls_sideways, violations
from site_pages import COLUMN, PICKER
from site_reading import page as tree_of
from site_serving import compressed

# Every form beside itself and beside the next, notes, blanks, wrong sums, another organ's name.
ORGANS = ("shilixian", "jiaotongju", "beiyuan", "ziranziyuanju")
ORGAN, YEAR = "select[data-organ]", "select[data-year]"
_TEXTS = """parts => parts.map(part => [
  part.tagName, part.className, part.getAttribute("scope") || part.getAttribute("open"),
  part.textContent.replace(/\\s+/g, " ").trim()])"""
_PARTS = ", ".join(
    f"section {tag}" for tag in ("h2", "p", "li", "summary", "th", "td", "details", "tbody")
)
# What partials/compared.html writes between blocks is no text to anybody.
_LEAVES = {"DETAILS", "TBODY"}


def shown(page: Page, box: str) -> list[list[str | None]]:
    parts = page.locator(box).locator(_PARTS).evaluate_all(_TEXTS)
    return [part[:3] if part[0] in _LEAVES else part for part in parts]


def choose(page: Page, address: str, before: str, after: str) -> str:
    """Opens the picker with both chosen, and gives what it says when it is done."""
    # From another page: where only what follows # changes, the page stays as it was at first.
    page.goto("about:blank")
    page.goto(f"{address}{PICKER}#a={before}&b={after}")
    return settled(page)


def settled(page: Page) -> str:
    wait_until(
        page,
        "() => { const told = document.getElementById('compared-status');"
        " return !told.textContent.startsWith('正在'); }",
    )
    return str(page.locator("#compared-status").text_content())


def neighbours(site: Path) -> Iterator[tuple[str, str, str]]:
    """The pages of some organs, each with both places as the picker's address has them."""
    for organ in ORGANS:
        for file in sorted(site.glob(f"{COLUMN}{organ}/*/duibi/index.html")):
            path = f"{file.parent.relative_to(site).as_posix()}/"
            (href,) = tree_of(site, path).xpath("//a[contains(@href, '#a=')]/@href")
            places = re.fullmatch(r".*#a=([\w/]+)&b=([\w/]+)", href)
            assert places
            yield path, places[1], places[2]


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """A wide window that fails with what its scripts complain of."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == []


def test_the_choice_shows_what_the_page_made_before_shows(
    desk: Page, address: str, demo_site: Path
) -> None:
    pairs = list(neighbours(demo_site))
    assert len(pairs) > 50
    for path, before, after in some(pairs, 3):
        desk.goto(address + path)
        wanted = shown(desk, ".comparison")
        assert choose(desk, address, before, after).startswith("已列出"), path
        assert shown(desk, "#compared") == wanted, path
        assert len(wanted) > 5


def test_notes_on_wrong_sums_are_told(desk: Page, address: str) -> None:
    desk.goto(f"{address}{COLUMN}jiaotongju/2021/duibi/")
    wanted = desk.locator(".data-notes").text_content()
    choose(desk, address, "jiaotongju/2020", "jiaotongju/2021")
    found = desk.locator("#compared .data-notes").text_content()
    assert re.sub(r"\s", "", str(found)) == re.sub(r"\s", "", str(wanted))


@pytest.mark.parametrize(
    ("before", "after", "summary"),
    [
        ("shilixian/2014", "shilixian/2019", "没有可以比较的数"),
        ("shilixian/2019", "shilixian/2021", "不可比 54 项"),
        ("gongshangju/2008", "shilixian/2009", "没有可以比较的数"),
        ("gongshangju/2010", "shilixian/2025", "没有可以比较的数"),
        ("jiaoyuju/2025", "gonganju/2025", "乙多"),
        ("jiaoyuju/2016", "gonganju/2018", "增加"),
    ],
)
def test_odd_pairs_are_told_sensibly(
    desk: Page, address: str, before: str, after: str, summary: str
) -> None:
    assert choose(desk, address, before, after).startswith("已列出")
    assert summary in str(desk.locator("#compared section").first.text_content())
    assert desk.locator("#compared .compared").count() > 0


def test_turned_round_it_has_the_opposite_signs(desk: Page, address: str) -> None:
    def signs(before: str, after: str) -> tuple[int, int, str]:
        choose(desk, address, before, after)
        return (
            desk.locator("#compared .more").count(),
            desk.locator("#compared .less").count(),
            str(desk.locator("#compared section").first.text_content()),
        )

    more, less, text = signs("shilixian/2019", "shilixian/2021")
    assert signs("shilixian/2021", "shilixian/2019")[:2] == (less, more)
    assert "不可比 54 项" in text


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("jiaoyuju/2025", "gonganju/2025", "示例县教育局与示例县公安局2025年政府信息公开年报对比"),
        ("jiaoyuju/2021", "jiaoyuju/2023", "示例县教育局2023年与2021年政府信息公开年报对比"),
        (
            "jiaoyuju/2021",
            "gonganju/2023",
            "示例县公安局2023年与示例县教育局2021年政府信息公开年报对比",
        ),
    ],
)
def test_heading_and_title_name_the_pair_that_is_shown(
    desk: Page, address: str, before: str, after: str, named: str
) -> None:
    choose(desk, address, before, after)
    assert desk.locator("h1").text_content() == named
    assert desk.title().startswith(f"{named} - ")
    choose(desk, address, before, before)
    assert desk.locator("h1").text_content() == "任选两份报告对比"
    assert desk.title().startswith("任选两份报告对比 - ")


def test_the_heading_is_that_of_the_page_made_before(desk: Page, address: str) -> None:
    desk.goto(f"{address}{COLUMN}jiaoyuju/2023/duibi/")
    wanted = desk.locator("h1").text_content()
    choose(desk, address, "jiaoyuju/2022", "jiaoyuju/2023")
    assert desk.locator("h1").text_content() == wanted


def test_two_organs_of_a_year_stand_under_their_names(desk: Page, address: str) -> None:
    choose(desk, address, "jiaoyuju/2025", "gonganju/2025")
    heads = desk.locator("#compared thead").first.locator("th").all_text_contents()
    assert heads == ["项目", "甲：示例县教育局", "乙：示例县公安局", "相差"]
    told = str(desk.locator("#compared").text_content())
    assert re.search(r"乙多\d", told)
    assert re.search(r"甲多\d", told)
    assert not re.search("[▲▼]", told)


def test_the_total_of_a_row_stands_out_and_a_unit_is_said_once(desk: Page, address: str) -> None:
    choose(desk, address, "jiaoyuju/2025", "gonganju/2025")
    totals = desk.locator("#compared .total th").all_text_contents()
    assert set(totals) == {"总计"}
    assert "（单位：万元），万元" not in str(desk.locator("#compared").text_content())


FEE = "主动公开", "行政事业性收费", "本年收费金额"


def answering(body: str) -> Callable[[Route], None]:
    def answer(route: Route) -> None:
        route.fulfill(body=body)

    return answer


def changed_fee(browser: Browser, address: str, site: Path, old: str, new: str) -> list[str]:
    """What the row of fees shows when two reports say these amounts in these digits."""
    context = browser.new_context()
    page = context.new_page()
    for year, digits in ((2024, old), (2025, new)):
        name = f"{COLUMN}shilixian/{year}/shilixian-{year}.json"
        text = (site / name).read_text("utf-8")
        value = values_in(json.loads(text, parse_float=str, parse_int=str))[".".join(FEE)]
        place = f'"column": "{FEE[2]}", "value": '
        changed = text.replace(f"{place}{value}", f"{place}{digits}")
        assert changed != text
        page.route(f"**/{name}", answering(changed))
    choose(page, address, "shilixian/2024", "shilixian/2025")
    row = page.locator("#compared tr", has=page.get_by_text(FEE[1], exact=False)).first
    cells = row.locator("td").all_text_contents()
    context.close()
    return cells


@pytest.mark.parametrize(
    ("old", "new", "cells"),
    [
        ("0.1", "0.3", ["0.1", "0.3", "▲增加0.2"]),
        ("59237.2449", "795.00", ["59,237.2449", "795.00", "▼减少58,442.2449"]),
        ("3.00", "3.50", ["3.00", "3.50", "▲增加0.50"]),
        ("1", "999999999999.99", ["1", "999,999,999,999.99", "▲增加999,999,999,998.99"]),
        ("12345678901234.5", "0.0000000000001", None),
        ("1E-7", "1.5", ["0.0000001", "1.5", "▲增加1.4999999"]),
        ("1000", "1000.00", ["1,000", "1,000.00", "0"]),
        ("null", "2.5", ["空白", "2.5", "不可比有一份是空白"]),
    ],
)
def test_digits_stay_as_published_and_differences_exact(
    browser: Browser, address: str, demo_site: Path, old: str, new: str, cells: list[str] | None
) -> None:
    wanted = cells or [
        "12,345,678,901,234.5",
        "0.0000000000001",
        "▼减少12,345,678,901,234.4999999999999",
    ]
    assert changed_fee(browser, address, demo_site, old, new) == wanted


def test_choosing_by_keyboard_changes_the_address_and_says_so(desk: Page, address: str) -> None:
    desk.goto(f"{address}{PICKER}")
    settled(desk)
    organ = desk.locator(ORGAN).nth(0)
    organ.focus()
    for _ in range(3):
        desk.keyboard.press("ArrowDown")
    assert organ.evaluate("e => e.selectedOptions[0].textContent") == "示例县公安局"
    desk.keyboard.press("Tab")
    desk.keyboard.type("2022")
    for _ in range(3):
        desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    assert "公安局2022年报告与示例县人民政府2025年报告" in settled(desk)
    assert desk.url.endswith(f"/{PICKER}#a=gonganju/2022&b=shilixian/2025")
    assert desk.locator("[role=status]").get_attribute("id") == "compared-status"
    assert desk.evaluate("document.activeElement.type") == "submit"
    desk.go_back()
    wait_until(desk, "() => !document.querySelector('#compared section')")
    desk.go_forward()
    desk.wait_for_selector("#compared section")


@pytest.mark.parametrize("query", ["?a=gonganju/2021&b=gonganju/2022", "?b=gonganju/2022"])
def test_former_addresses_are_read_and_become_the_page_s_own(
    desk: Page, address: str, query: str
) -> None:
    desk.goto(f"{address}{PICKER}{query}")
    settled(desk)
    assert desk.locator(ORGAN).nth(1).input_value() == "gonganju"
    assert desk.locator(YEAR).nth(1).input_value() == "2022"
    desk.get_by_role("button", name="对比", exact=True).click()
    assert settled(desk).startswith("已列出")
    assert desk.url == f"{address}{PICKER}#a=gonganju/2021&b=gonganju/2022"


def test_a_place_of_the_page_leaves_what_is_chosen(desk: Page, address: str) -> None:
    choose(desk, address, "gonganju/2021", "gonganju/2022")
    desk.evaluate("location.hash = 'main'")
    wait_until(desk, "() => location.hash === '#main'")
    assert desk.locator("#compared section").count() > 1
    assert desk.locator(YEAR).nth(0).input_value() == "2021"
    desk.evaluate("location.hash = 'a=shilixian/2020&b=shilixian/2021'")
    wait_until(
        desk, "() => document.querySelector('#compared-status').textContent.includes('2020')"
    )
    assert settled(desk).startswith("已列出示例县人民政府2020年报告")


def test_a_page_opened_from_a_folder_does_not_blame_the_network(
    desk: Page, demo_site: Path
) -> None:
    """No script runs there: what it names by a digest must come from a server."""
    desk.goto((demo_site / PICKER / "index.html").as_uri())
    assert desk.get_by_text("现在脚本没有启用").is_visible()
    assert desk.get_by_text("网络").count() == 0


def test_years_follow_the_organ(desk: Page, address: str) -> None:
    choose(desk, address, "shilixian/2010", "shilixian/2011")
    desk.locator(ORGAN).nth(0).select_option(label="示例县旅游局")
    years = desk.locator(YEAR).nth(0)
    assert years.locator("option").all_text_contents() == [f"{y}年" for y in range(2018, 2010, -1)]
    assert years.input_value() == "2018"
    desk.locator(ORGAN).nth(1).select_option(label="示例县旅游局")
    assert desk.locator(YEAR).nth(1).input_value() == "2011"


def test_one_choice_in_the_address_is_kept(desk: Page, address: str) -> None:
    desk.goto(f"{address}{PICKER}#b=jiaotongju/2020")
    assert settled(desk) == ""
    chosen = [
        desk.locator(label).nth(side).input_value() for side in (0, 1) for label in (ORGAN, YEAR)
    ]
    assert chosen == ["jiaotongju", "2019", "jiaotongju", "2020"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("#a=nobody/2020&b=shilixian/2020", "没有“nobody/2020”这份报告"),
        ("#a=shilixian/1999&b=shilixian/2020", "没有“shilixian/1999”这份报告"),
        ("#a=shilixian/2020&b=<img src=x onerror=alert(1)>", "没有“<img src=x"),
        ("#a=__proto__/2020&b=shilixian/2020", "没有“__proto__/2020”"),
        ("#a=shilixian/2020&b=shilixian/2020", "两边选的是同一份报告"),
    ],
)
def test_a_choice_that_cannot_be_shown_is_told(
    desk: Page, address: str, query: str, sentence: str
) -> None:
    desk.goto(f"{address}{PICKER}{query}")
    assert settled(desk).startswith(sentence)
    assert desk.locator("#compared-status").get_attribute("class") == "notice"
    assert desk.locator("#compared").inner_html() == ""
    assert desk.get_by_role("button", name="对比", exact=True).is_visible()


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ("duibi.json", "没有读到报告的目录"),
        ("shilixian-2021.json", "没有读到示例县人民政府2021年报告的数据"),
    ],
)
@pytest.mark.parametrize(
    ("trouble", "why"),
    [
        ("refused", "，请检查网络后再试。"),
        ("missing", "：这里没有这个文件。如果这是网站的副本，可能没有存全"),
        ("busy", "：服务器答复 503，请稍后再试。"),
        ("broken", "，请检查网络后再试。"),
    ],
)
def test_data_that_does_not_arrive_is_told(
    desk: Page, address: str, file: str, sentence: str, trouble: str, why: str
) -> None:
    def fail(route: Route) -> None:
        if trouble == "refused":
            route.abort()
        elif trouble == "missing":
            route.fulfill(status=404, body="<!doctype html>")
        elif trouble == "busy":
            route.fulfill(status=503, body="<!doctype html>")
        else:
            route.fulfill(body='{"tables": ')

    desk.route(f"**/{file}", fail)
    assert choose(desk, address, "shilixian/2020", "shilixian/2021").startswith(sentence + why)
    assert desk.locator("#compared").inner_html() == ""


def test_old_browsers_are_told(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("delete window.BigInt")
    page.goto(f"{address}{PICKER}")
    assert settled(page).startswith("这个浏览器的版本太旧")
    assert not page.locator(".choosing").is_visible()
    context.close()


def test_without_scripts_plain_links_lead_to_comparisons(page: Page, address: str) -> None:
    page.goto(f"{address}{PICKER}#a=shilixian/2020&b=shilixian/2021")
    assert page.get_by_text("现在脚本没有启用").is_visible()
    assert not page.locator(".choosing").is_visible()
    page.get_by_text("示例县人民政府", exact=True).first.click()
    page.locator(".ready a", has_text="2021年与2020年对比").first.click()
    assert page.url == f"{address}{COLUMN}shilixian/2021/duibi/"
    for part in page.locator(".comparison section > .table-box").all():
        assert part.is_visible()
    page.locator(".comparison summary").first.click()
    assert page.locator(".comparison details").first.locator("tr, li").first.is_visible()


@pytest.mark.parametrize(("width", "choice"), LOOKS)
def test_what_was_chosen_is_accessible_and_never_scrolls_sideways(
    scripted: Page, address: str, width: int, choice: str
) -> None:
    look(scripted, address, f"{PICKER}#a=shilixian/2020&b=jiaotongju/2021", width, choice)
    settled(scripted)
    for details in scripted.locator("details").all():
        details.evaluate("e => { e.open = true }")
    assert violations(scripted) == []
    assert not scrolls_sideways(scripted)


@pytest.mark.parametrize("path", [f"{COLUMN}shilixian/2025/duibi/", PICKER])
def test_everything_that_is_pressed_is_large_enough(
    scripted: Page, address: str, path: str
) -> None:
    scripted.goto(address + path)
    settled(scripted) if path == PICKER else None
    small = scripted.locator("article :is(summary, select, button, .years a, .compare a)")
    assert small.count() > 3
    for part in small.all():
        box = part.bounding_box()
        assert box is None or box["height"] >= 43.9, part.text_content()


_MANNER = """e => ["backgroundColor", "color", "minHeight", "fontWeight", "padding", "fontSize"]
  .map(name => getComputedStyle(e)[name])"""


def test_more_and_less_look_alike_but_for_their_signs(desk: Page, address: str) -> None:
    desk.goto(f"{address}{COLUMN}shilixian/2025/duibi/")
    more, less = (desk.locator(f"td.{name}").first.evaluate(_MANNER) for name in ("more", "less"))
    assert more == less


def test_a_phone_shows_all_columns_at_once(scripted: Page, address: str) -> None:
    scripted.goto(f"{address}{COLUMN}shilixian/2025/duibi/")
    for box in scripted.locator(".table-box").all():
        inside, outside = box.evaluate("e => [e.scrollWidth, e.clientWidth]")
        assert inside <= outside


def test_the_picker_is_light(demo_site: Path) -> None:
    files = [*(demo_site / "javascripts").glob("comparing*.js"), demo_site / PICKER / "duibi.json"]
    assert len(files) == 4
    assert sum(len(compressed(file.read_bytes())) for file in files) < 16_000
