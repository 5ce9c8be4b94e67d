"""Where pages end: tables whole, what belongs together together; and how punctuation is set."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from campaigns import some
from invented import body
from nianbao.form import forms
from nianbao.source import Report
from opened_pdf import MILLIMETRE, lines_of, tags_of
from publications import report_pdf
from pypdf import PdfReader
from reading import FRONT_2014, FRONT_2019, FRONT_2021, read

MARGIN = 28
SIZE = 15.75 / MILLIMETRE
FRONT = {"2021": FRONT_2021, "2019": FRONT_2019}
GROUP = "三、本年度办理结果"


def pages_of(report: Report, folder: Path) -> list[str]:
    """The text of each page, without white space."""
    reader = PdfReader(io.BytesIO(report_pdf(report, folder / "cache")))
    return [re.sub(r"\s", "", page.extract_text()) for page in reader.pages]


def page_with(text: str, pages: list[str]) -> int:
    (page,) = (number for number, each in enumerate(pages) if text in each)
    return page


@pytest.mark.parametrize("edition", FRONT)
@pytest.mark.parametrize("lines", some(range(1, 23), 7))
def test_a_table_is_whole_on_one_page_with_its_heading(
    lines: int, edition: str, tmp_path: Path
) -> None:
    form = forms()[edition]
    report = read(tmp_path, FRONT[edition] + body(form, {1: "公。\n\n" * lines}), int(edition))
    pages = pages_of(report, tmp_path)
    for section in report.sections:
        if section.official.table:
            rows = form.tables[section.official.table].rows
            heading = page_with(section.heading, pages)
            for row in (rows[0], rows[-1]):
                assert row.text in pages[heading], (section.heading, row.text)


def noted(length: int, rows: int = 8) -> str:
    """A report with long notes in so many rows of its table three."""
    note = "{自然人: {值: 0, 注: " + "注" * length + "}}"
    names = [
        *("属于国家秘密", "其他法律行政法规禁止公开", "危及三安全一稳定", "保护第三方合法权益"),
        *("属于三类内部事务信息", "属于四类过程性信息", "属于行政执法案卷", "属于行政查询事项"),
    ]
    lines = "".join(
        f"      {name}: {note if number < rows else 0}\n" for number, name in enumerate(names)
    )
    return FRONT_2021.replace("    不予公开: 0\n", f"    不予公开:\n{lines}")


def test_rows_are_a_little_lower_where_the_table_is_whole_by_that(tmp_path: Path) -> None:
    report = read(tmp_path, noted(7, 4) + body(forms()["2021"]), 2021)
    pages = pages_of(report, tmp_path)
    table = pages[page_with("三、收到和处理", pages)]
    assert "四、结转下年度继续办理" in table
    assert table.count("注" * 2) >= 4


@pytest.mark.parametrize(("length", "rows"), [(20, 5), (30, 8)], ids=["its groups", "not one"])
def test_a_table_that_no_page_holds_repeats_its_heads_and_the_label_of_its_group(
    length: int, rows: int, tmp_path: Path
) -> None:
    report = read(tmp_path, noted(length, rows) + body(forms()["2021"]), 2021)
    pdf = report_pdf(report, tmp_path / "cache")
    reader = PdfReader(io.BytesIO(pdf))
    pages = [re.sub(r"\s", "", page.extract_text()) for page in reader.pages]
    first, last = page_with("三、收到和处理", pages), page_with("四、结转下年度继续办理", pages)
    assert last > first
    for page in pages[first : last + 1]:
        assert GROUP in page
        assert "申请人情况" in page
    # Nothing is lost, and nothing stands below the 版心 but the number.
    assert "".join(pages).count("注") == rows * length
    for sheet in reader.pages[1:]:
        assert sum(y < 35 for y in lines_of(sheet)) == 1
    assert tags_of(reader).count("/Table") == len(report.form.tables)


def test_the_label_of_an_outlines_group_stands_again_above_its_rows_only(tmp_path: Path) -> None:

    form = forms()["2014"]
    found = 0
    for lines in some(range(22), 5):
        report = read(tmp_path, FRONT_2014 + body(form, {1: "公。\n\n" * lines}), 2014)
        for page in pages_of(report, tmp_path):
            if "统计指标单位统计数" not in page:
                continue
            rows = page.split("统计指标单位统计数", 1)[1]
            # What follows three that is no header would stand below its label.
            assert not re.match("三、依申请公开情况——(?:四|五|六|七)、", rows)
            found += rows.startswith(("二、回应解读情况——（二）", "一、主动公开情况——（二）"))
    assert found


def test_a_small_table_of_the_prose_is_whole_with_what_announces_it(tmp_path: Path) -> None:
    table = "|项目|数|\n|-|-:|\n" + "".join(f"|第{row}项|{row}|\n" for row in "甲乙丙丁戊己")
    for lines in some(range(8, 20), 4):
        prose = "公。\n\n" * lines + f"下表列出各项。\n\n{table}"
        report = read(tmp_path, FRONT_2021 + body(forms()["2021"], {1: prose}), 2021)
        pages = pages_of(report, tmp_path)
        page = pages[page_with("下表列出各项。", pages)]
        assert "第甲项" in page
        assert "第己项" in page


def test_the_contact_is_never_alone_on_the_last_page(tmp_path: Path) -> None:
    form = forms()["2021"]
    for lines in some(range(22), 4):
        prose = {5: "公。\n\n" * lines, 6: "末段。"}
        report = read(tmp_path, FRONT_2021 + body(form, prose), 2021)
        pages = pages_of(report, tmp_path)
        assert "末段。" in pages[page_with("联系方式：", pages)]


@pytest.mark.parametrize(
    ("prose", "line", "begins"),
    [
        pytest.param("（一）公开", "（一）公开", MARGIN + 1.5 * SIZE, id="indented"),
        pytest.param("**（一）公开。**公", "（一）公开。公", MARGIN + 1.5 * SIZE, id="strong"),
        pytest.param("公" * 26 + "（一）", "（一）", MARGIN - 0.5 * SIZE, id="second line"),
        pytest.param("公" * 26 + "“一”", "“一”", MARGIN - 0.5 * SIZE, id="quote"),
        pytest.param("公开", "公开", MARGIN + 2 * SIZE, id="no punctuation"),
    ],
)
def test_opening_punctuation_begins_a_line_without_its_blank_half(
    prose: str, line: str, begins: float, tmp_path: Path
) -> None:
    characters = characters_of(prose, tmp_path)
    text = "".join(c["text"] for c in characters)
    start = characters[text.index(line, len(text) - len(line))]
    assert start["x0"] / MILLIMETRE == pytest.approx(begins, abs=0.2)


@pytest.mark.parametrize("pair", ["”，", "”。", "》（", "）、", "”“", "：“", "。”"])
def test_punctuation_in_a_row_closes_up(pair: str, tmp_path: Path) -> None:
    characters = characters_of(f"公开{pair}公开", tmp_path)
    text = "".join(c["text"] for c in characters)
    first, second = characters[text.index(pair) :][:2]
    assert (second["x0"] - first["x0"]) / MILLIMETRE == pytest.approx(SIZE / 2, abs=0.2)


def test_digits_stand_a_little_apart_from_chinese_however_they_are_written(tmp_path: Path) -> None:
    characters = characters_of("公开2021年", tmp_path)
    text = "".join(c["text"] for c in characters)
    place = text.index("开2021年")
    gap = characters[place + 1]["x0"] - characters[place]["x0"] - 15.75
    assert gap == pytest.approx(15.75 / 4, abs=0.5)


def characters_of(prose: str, folder: Path) -> list[Any]:
    """The characters of a report's first section."""
    report = read(folder, FRONT_2021 + body(forms()["2021"], {1: prose}), 2021)
    with pdfplumber.open(io.BytesIO(report_pdf(report, folder / "cache"))) as pdf:
        characters = list(pdf.pages[0].chars)
    text = "".join(c["text"] for c in characters)
    first = text.index("一、总体情况") + len("一、总体情况")
    end = text.index("二、主动公开") if "二、主动公开" in text else len(text)
    return characters[first:end]
