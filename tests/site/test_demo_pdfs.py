"""The PDFs of the demonstration: tables whole, no heading alone, what stands on first pages."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from campaigns import some
from opened_pdf import lines_of
from pypdf import PdfReader
from site_pages import COLUMN

TABLE = "三、收到和处理政府信息公开申请情况"
ENDS = ("一、本年新收政府信息公开申请数量", "四、结转下年度继续办理")
# Rows of tables have digits besides.
HEADING = re.compile(r"(?:[一二三四五六七八九十]+、|附表：)\D{2,22}")
BASE = "https://demo.example.gov.cn/"


def reports_in(site: Path) -> list[Path]:
    """The PDFs of all reports, a different mixture of organs and years in every part of them."""
    found = (site / COLUMN).glob("*/[0-9][0-9][0-9][0-9]/*-[0-9][0-9][0-9][0-9].pdf")
    return sorted(path for path in found if not path.name.startswith("nianbao"))


def test_every_table_three_is_whole_below_its_heading_and_no_heading_ends_a_page(
    demo_site: Path,
) -> None:
    paths = reports_in(demo_site)
    assert len(paths) > 400
    tables = 0
    for path in some(paths, 37):
        pages = PdfReader(path).pages
        texts = [re.sub(r"\s", "", page.extract_text()) for page in pages]
        for text in texts:
            if TABLE in text:
                tables += 1
                assert [end for end in ENDS if end not in text] == [], path
        for page in pages:
            lines = {y: line for y, line in lines_of(page).items() if 35 < y < 297 - 37}
            assert lines, f"{path}: an empty page"
            last = "".join(piece for _, piece in lines[min(lines)])
            assert not HEADING.fullmatch(last), (path, last)
    assert tables > 3


def test_a_pdf_names_the_digest_of_the_data_that_are_published_beside_it(demo_site: Path) -> None:
    for path in some(reports_in(demo_site), 149):
        data = path.with_suffix(".json")
        first = re.sub(r"\s", "", PdfReader(path).pages[0].extract_text())
        address = path.parent.relative_to(demo_site).as_posix()
        assert f"网址：{BASE}{address}/第" in first
        assert hashlib.sha256(data.read_bytes()).hexdigest() in first


def test_volume_and_picture_of_a_year_name_the_county(demo_site: Path) -> None:
    year = demo_site / COLUMN / "2024"
    for name in ("nianbao-2024.pdf", "tujie/nianbao-2024-tujie.pdf"):
        reader = PdfReader(year / name)
        assert "示例县" in re.sub(r"\s", "", reader.pages[0].extract_text()).split("政府信息")[0]
        assert reader.metadata is not None
        assert str(reader.metadata.title).startswith(("示例县2024年", "一图读懂示例县"))


def test_the_contents_of_a_year_stand_on_one_page_within_the_type_area(demo_site: Path) -> None:
    reader = PdfReader(demo_site / COLUMN / "2024/nianbao-2024.pdf")
    lines = [line for y, line in lines_of(reader.pages[1]).items() if 35 < y < 297 - 37]
    assert len(lines) == 25  # a heading and 24 organs
    assert "发布日期" in reader.pages[2].extract_text()
    for line in lines[1:]:
        *_, (number_at, number) = sorted(line)
        assert number.isdigit()
        assert 26 + 156 - 15 < number_at < 28 + 156
