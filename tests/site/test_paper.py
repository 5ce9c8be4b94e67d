"""Pages printed from Chromium: official tables whole, few sheets, a picture on one."""

from __future__ import annotations

import io
import re
import unicodedata

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader
from site_pages import COLUMN, CORRECTED, YEAR

TABLE = "三、收到和处理政府信息公开申请情况"
LAST = "四、结转下年度继续办理"


def sheets(page: Page, url: str) -> list[str]:
    """The text of each sheet, without white space."""
    page.goto(url)
    printed = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    texts = [sheet.extract_text() for sheet in printed.pages]
    return [re.sub(r"\s", "", unicodedata.normalize("NFKC", text)) for text in texts]


@pytest.mark.parametrize("year", [2019, 2024])
def test_a_report_takes_no_more_sheets_than_its_pdf(page: Page, address: str, year: int) -> None:
    texts = sheets(page, f"{address}{COLUMN}shilixian/{year}/")
    pdf = page.request.get(f"{address}{COLUMN}shilixian/{year}/shilixian-{year}.pdf")
    assert len(texts) <= len(PdfReader(io.BytesIO(pdf.body())).pages)
    assert texts[0].startswith(f"1/{len(texts)}")  # the number at the foot comes first in the file


def test_a_table_is_on_one_sheet_with_its_heading_and_its_heads_in_words(
    page: Page, address: str
) -> None:
    texts = sheets(page, f"{address}{COLUMN}shilixian/2024/")
    (sheet,) = [text for text in texts if TABLE in text]
    assert LAST in sheet
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 1000})
    heads = page.locator(".official--wide thead th:not(.corner), .official--across th")
    assert heads.count() > 20
    lines = heads.evaluate_all(
        """heads => heads.map(head => {
          const range = document.createRange();
          range.selectNodeContents(head);
          const tops = new Set([...range.getClientRects()].map(box => Math.round(box.top)));
          return [head.textContent.trim(), tops.size];
        })"""
    )
    assert [(text, count) for text, count in lines if len(text) <= 4 and count > 1] == []


def test_what_is_folded_up_and_what_the_pdf_lacks_is_not_printed(page: Page, address: str) -> None:
    joined = "".join(sheets(page, f"{address}{CORRECTED}"))
    assert "表中用语" not in joined
    assert "更正说明" in joined


@pytest.mark.parametrize("path", [f"{CORRECTED}tujie/", f"{YEAR}tujie/"])
def test_a_picture_is_printed_on_one_sheet(page: Page, address: str, path: str) -> None:
    (sheet,) = sheets(page, f"{address}{path}")
    for heading in ("一图读懂", "谁来申请", "申请是怎样办的", "来源"):
        assert heading in sheet
