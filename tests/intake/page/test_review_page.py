"""The page of an import: everything has its place, every link leads somewhere, nothing acts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from lxml.html import HtmlElement, document_fromstring
from nianbao.form import Address
from nianbao.intake.account.account import Account, SetAside
from nianbao.intake.document import Document, Paragraph, SourceCell, SourceTable
from nianbao.intake.identity import Identity
from nianbao.intake.importing import Imported
from nianbao.intake.page.file_lines import FileLines
from nianbao.intake.page.review_page import review_page
from nianbao.intake.reading import Request, import_source
from nianbao.intake.review import ReviewItem, Status
from nianbao.source import Element
from places import DATA, ROOT
from playwright.sync_api import Browser

EVIL = "</td></style><script>alert(1)</script><img src=x onerror=alert(2)>&lt;b&gt;\x1b[2J\u202e"
TEXT = """---
year: 2021
# 导入待核
依申请公开:  # 自然人
  本年新收: [6, 0]
  本年度办理结果:
    予以公开: [{值: ~, 注: 待核}, 0]
    不予公开:
      属于国家秘密: 0
主要指标:
  项目:
    - {标签: 主动公开信息数, 数: 12}
---

## 一、总体情况

正文。
"""


def hostile() -> Imported:
    """An import in which every text that others wrote is markup."""
    table = SourceTable(
        f"表 1 {EVIL}", ((SourceCell(EVIL, 0, 0, 2, 3, place="表 1 第 1 行第 1 列"),),)
    )
    items = (
        ReviewItem(Status.OPEN, EVIL, "表 1 第 1 行第 1 列", "依申请公开 › 本年新收", EVIL, EVIL),
        ReviewItem(Status.LEFT_OUT, EVIL, EVIL, EVIL, EVIL, EVIL),
    )
    return Imported(
        identity=Identity("shili", EVIL, 2021),
        form="2021",
        text=TEXT + EVIL,
        pictures={},
        review=items,
        account=Account(1, 2, (SetAside(EVIL, 3, EVIL),)),
        document=Document((Paragraph(Element("p", children=(EVIL,)), EVIL), table), EVIL),
    )


def imported(case: str, year: int = 2021) -> Imported:
    (path,) = (DATA / "intake" / case).glob("source.*")
    organs = {"shili": "示例县人民政府"}
    request = Request(path.name, path.read_bytes(), path.parent, organs, "shili", year)
    return import_source(request, ROOT)


def parsed(page: str) -> HtmlElement:
    root = document_fromstring(page)
    assert isinstance(root, HtmlElement)
    return root


def test_what_others_wrote_is_text_and_nothing_else() -> None:
    page = review_page(hostile(), EVIL, EVIL)
    root = parsed(page)
    tags = {element.tag for element in root.iter() if isinstance(element.tag, str)}
    assert not tags & {"script", "img", "iframe", "object", "form", "b"}
    assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert len(root.xpath("//style")) == 1
    # It is there to be read, hidden characters shown.
    assert r"<script>alert(1)</script>" in root.text_content()
    assert r"\x1b[2J\u202e" in root.text_content()


def test_nothing_is_loaded_from_anywhere() -> None:
    root = parsed(review_page(imported("html-site"), "source.html", "reports/shili/2021.md"))
    loading = root.xpath("//@src | //link/@href | //script | //@style")
    assert loading == []
    assert all(href.startswith("#") for href in root.xpath("//a/@href"))
    assert root.xpath("//meta[@http-equiv]/@content")[0].startswith("default-src 'none'")


@pytest.mark.parametrize(
    "case", ["html-value-missing", "txt-quiet-zeros", "docx-inspection", "xlsx-inside"]
)
def test_every_link_leads_to_its_place(case: str) -> None:
    one = imported(case)
    root = parsed(review_page(one, "source", "reports/shili/2021.md"))
    ids = [str(i) for i in root.xpath("//@id")]
    assert len(ids) == len(set(ids))
    assert {str(href)[1:] for href in root.xpath("//a/@href")} <= set(ids)
    entries = root.xpath("//li[starts-with(@id, 'item-')]")
    assert len(entries) == len(one.review)
    places = {
        c.place
        for b in one.document.blocks
        if isinstance(b, SourceTable)
        for row in b.rows
        for c in row
    }
    for item, entry in zip(one.review, sorted(entries, key=_number), strict=True):
        assert item.reason in entry.text_content()
        links = [str(href) for href in entry.xpath(".//a/@href")]
        if item.place in places:
            (target,) = root.xpath(f"//*[@id='{links[0][1:]}']")
            assert f"#{entry.get('id')}" in target.xpath(".//mark/a/@href")
        if item.status in (Status.OPEN, Status.DECIDED) and item.address:
            assert links[-1].startswith("#line-")


def _number(entry: HtmlElement) -> int:
    return int(str(entry.get("id")).removeprefix("item-"))


def test_the_source_stands_there_in_order_and_the_file_line_by_line() -> None:
    one = imported("docx-plain")
    root = parsed(review_page(one, "source.docx", "reports/shili/2021.md"))
    lines = [line.text_content() for line in root.xpath("//ol/li")]
    assert len(lines) == len(one.text.split("\n"))
    shown = "".join(root.text_content().split())
    at = 0
    for text in texts_of(one.document):
        at = shown.find(text, at)
        assert at >= 0, text
        at += len(text)


def texts_of(document: Document) -> list[str]:
    """Its paragraphs and cells, without white space."""
    texts = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            texts.append(block.element.text)
        else:
            texts += [cell.text for row in block.rows for cell in row]
    return ["".join(text.split()) for text in texts]


@pytest.mark.parametrize(
    ("address", "line"),
    [
        (Address("依申请公开", ("本年新收",)), 5),
        (Address("依申请公开", ("本年度办理结果", "予以公开"), "自然人"), 7),
        (Address("依申请公开", ("本年度办理结果", "不予公开", "属于国家秘密")), 9),
        (Address("主要指标", ("主动公开信息数",)), 12),
        (Address("没有这张表"), 0),
    ],
)
def test_an_address_is_found_in_the_file(address: Address, line: int) -> None:
    item = ReviewItem(Status.OPEN, "待核", address=str(address))
    assert FileLines(TEXT).line_of(item) == line


def test_a_heading_is_found_in_the_file() -> None:
    item = ReviewItem(Status.REPAIRED, "标题照格式写", taken="一、总体情况")
    assert FileLines(TEXT).line_of(item) == 15
    assert FileLines(TEXT).line_of(replace(item, taken="")) == 0


@pytest.mark.slow("starts a browser")
def test_axe_finds_nothing(tmp_path: Path, browser: Browser) -> None:
    path = tmp_path / "review.html"
    path.write_text(review_page(imported("html-value-missing"), "source", "2021.md"), "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    result = Axe().run(page)
    # On paper nothing is cut off.
    page.emulate_media(media="print")
    cut = page.evaluate(
        "[...document.querySelectorAll('.scroll')].some(e => e.scrollHeight > e.clientHeight)"
    )
    page.close()
    assert result.violations_count == 0, result.generate_report()
    assert not cut
