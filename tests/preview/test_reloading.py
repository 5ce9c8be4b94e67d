"""A page that is looked at while its report is edited."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from previewing import Preview, edited

pytestmark = pytest.mark.slow("a browser, and a whole site")


def test_a_page_is_loaded_again_by_itself(
    preview: Preview, previewed: Path, browser: Browser
) -> None:
    report = previewed / "reports/shili1/2022.md"
    text = report.read_text("utf-8")
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{preview.url}zwgk/gknb/shili1/2022/")
    sheet, heading = page.locator("article"), page.locator("h1")
    with edited(report, f"{text}\n戊己庚辛。\n"):
        expect(sheet).to_contain_text("戊己庚辛", timeout=120_000)
    expect(sheet).not_to_contain_text("戊己庚辛", timeout=120_000)
    with edited(report, text.replace("year: 2022", "year: [202x")):
        expect(heading).to_contain_text("错误", timeout=120_000)
    expect(heading).to_contain_text("年度报告", timeout=120_000)
    page.close()
    assert [line for line in said if "Content Security Policy" in line] == []
