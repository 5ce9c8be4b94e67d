"""The panel as whoever writes a report has it: beside the text, with the mouse and the keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from previewing import Preview, edited
from site_looks import scrolls_sideways, violations

pytestmark = pytest.mark.slow("a browser, and a whole site")

ADDRESS = "zwgk/gknb/shili1/2022/"
PHONE = "电话13812345678。"
PATIENCE = 120_000


def with_problems(text: str) -> str:
    """A wrong sum, a mobile phone in the last paragraph, an approval of another year."""
    wrong, count = re.subn(r"(?m)^    总计: \[", "    总计: [9", text, count=1)
    assert count == 1
    approved = "year: 2022\napproved: {by: 局长, date: 2022-01-01}\n"
    return wrong.replace("year: 2022\n", approved) + f"\n{PHONE}\n\n最后一段。\n"


@pytest.fixture
def report(previewed: Path) -> Path:
    return previewed / "reports/shili1/2022.md"


@pytest.fixture
def wrong(preview: Preview, report: Path) -> Iterator[str]:
    """The address of the page while its report has problems."""
    with edited(report, with_problems(report.read_text("utf-8"))):
        preview.until(f"/{ADDRESS}", lambda answer: "approval-date" in answer.text)
        yield f"{preview.url}{ADDRESS}"
    preview.until(f"/{ADDRESS}", lambda answer: "approval-date" not in answer.text)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_problems_stand_beside_what_they_are_about(wrong: str, page: Page) -> None:
    page.goto(wrong)
    panel = page.get_by_role("region", name=re.compile("^核对这份报告：错误 4 处"))
    expect(panel.locator(".preview-said")).to_contain_text(["批准日期", "发布日期没有写时间"])
    in_table = page.get_by_role("group", name="核对：表“依申请公开”")
    expect(in_table).to_contain_text("六类申请人之和为")
    assert in_table.evaluate("e => e.previousElementSibling.textContent").startswith("三、")
    # Of this table alone the page does not say that its relations hold.
    trust = page.locator(".trust").evaluate_all("all => all.map((each) => each.hidden)")
    assert trust == [True, False]
    cell = page.locator('[id="依申请公开.本年度办理结果.总计.总计"]')
    mark = cell.get_by_role("link", name="错误")
    mark.click()
    assert (
        page.evaluate("document.querySelector(':target').textContent").find("六类申请人之和为") > 0
    )
    said = page.locator(".preview-said:target")
    said.get_by_role("link", name="看这一格").click()
    assert page.evaluate(
        "document.querySelector(':target').parentElement.id"
    ) == cell.get_attribute("id")
    in_prose = page.locator(".preview-group", has_text="personal-mobile")
    assert in_prose.evaluate("e => e.previousElementSibling.textContent") == PHONE
    # What leads there from the top.
    page.get_by_role("navigation", name="问题在哪里").get_by_role("link").last.click()
    expect(in_prose).to_be_focused()


def test_a_click_leads_to_file_and_line_and_leaves_the_page_as_it_is(
    wrong: str, page: Page, report: Path
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(wrong)
    said = page.locator(".preview-said", has_text="approval-date")
    line = 1 + report.read_text("utf-8").split("\n").index("approved: {by: 局长, date: 2022-01-01}")
    link = said.get_by_role("link", name=f"reports/shili1/2022.md 第 {line} 行")
    assert link.get_attribute("href") == f"vscode://file{report.as_posix()}:{line}:26"
    button = said.get_by_role("button", name="复制位置")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text(f"已复制 reports/shili1/2022.md:{line}")
    assert page.evaluate("navigator.clipboard.readText()") == f"reports/shili1/2022.md:{line}"
    assert page.url == wrong


def test_it_follows_what_is_saved_and_moves_nobodys_focus(
    wrong: str, page: Page, report: Path
) -> None:
    page.goto(wrong)
    expect(page.locator("body")).to_contain_text("approval-date")
    skip = page.locator("#preview-all")
    skip.focus()
    text = report.read_text("utf-8")
    with edited(report, text.replace("date: 2022-01-01", "date: 2023-01-19")):
        expect(page.locator("body")).not_to_contain_text("approval-date", timeout=PATIENCE)
        expect(skip).to_be_focused()
        page.evaluate("document.activeElement.blur()")
        with edited(report, text):
            expect(page.locator("body")).to_contain_text("approval-date", timeout=PATIENCE)
            assert page.evaluate("document.activeElement === document.body")
        expect(page.locator("body")).not_to_contain_text("approval-date", timeout=PATIENCE)


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_and_nothing_covers_the_text(wrong: str, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    overview = wrong.replace(ADDRESS, ".preview/problems")
    for address in (wrong, wrong.replace("2022/", "2021/"), overview):
        page.goto(address)
        assert violations(page) == []
        assert not scrolls_sideways(page)
    page.goto(wrong)
    placed = page.locator(".preview-bar, .preview-panel, .preview-group").evaluate_all(
        "all => all.map((each) => getComputedStyle(each).position)"
    )
    assert set(placed) == {"static"}
    page.emulate_media(media="print")
    expect(page.locator("#preview-panel")).to_be_hidden()
    expect(page.locator(".preview-mark").first).to_be_hidden()


def test_without_scripts_all_of_it_stands_at_the_top(wrong: str, browser: Browser) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(wrong)
    panel = page.locator("#preview-panel")
    expect(panel).to_contain_text("六类申请人之和为")
    expect(panel).to_contain_text("personal-mobile")
    page.close()


def test_a_report_that_cannot_be_read_has_a_panel_too(
    preview: Preview, report: Path, page: Page
) -> None:
    text = report.read_text("utf-8")
    with edited(report, text.replace("year: 2022", "year: [2022")):
        preview.until(f"/{ADDRESS}", lambda answer: answer.status == 500)
        page.goto(f"{preview.url}{ADDRESS}")
        expect(page.get_by_role("heading", level=1)).to_contain_text("错误，改好以后本页自动刷新")
        link = page.get_by_role("link", name="reports/shili1/2022.md 第").first
        assert str(link.get_attribute("href")).startswith(f"vscode://file{report.as_posix()}:")
        assert violations(page) == []
    preview.until(f"/{ADDRESS}", lambda answer: answer.status == 200)


def test_the_overview_has_all_problems_by_report(wrong: str, page: Page, previewed: Path) -> None:
    other = previewed / "reports/shili2/2021.md"
    with edited(other, f"{other.read_text('utf-8')}\n{PHONE}\n"):
        page.goto(wrong.replace(ADDRESS, ".preview/problems"))
        headings = page.get_by_role("heading", level=2)
        expect(
            headings.filter(has_text="reports/shili2/2021.md：错误 0 处，警告 1 处")
        ).to_have_count(1, timeout=PATIENCE)
        # What keeps the site from being built comes first.
        expect(headings.first).to_contain_text("reports/shili1/2022.md：错误 4 处")
    page.get_by_role("link", name="看这份报告").first.click()
    assert page.url == wrong


def test_nothing_of_it_is_in_a_built_site(wrong: str, previewed: Path) -> None:
    assert wrong
    files = [
        p
        for p in (previewed / ".cache/preview/site").rglob("*")
        if p.suffix in (".html", ".js", ".css")
    ]
    assert len(files) > 20
    assert [file for file in files if b"preview-" in file.read_bytes()] == []
    assert [file for file in files if b"vscode:" in file.read_bytes()] == []
