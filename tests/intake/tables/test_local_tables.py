"""Tables that places made for themselves come in as what they say, whatever their shape."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import docx
import pytest
from nianbao.form import forms, local_frame
from nianbao.intake.document import Document, Paragraph, Refusal, SourceCell, SourceTable
from nianbao.intake.identity import Identity
from nianbao.intake.importing import Imported, import_document
from nianbao.intake.readers.csv_reader import read_csv
from nianbao.intake.readers.docx_reader import read_docx
from nianbao.intake.readers.html_reader import read_html
from nianbao.intake.readers.pdf_reader import read_pdf
from nianbao.intake.readers.text_reader import read_text_report
from nianbao.intake.review import Status
from nianbao.publish.data.open_data import report_csv
from nianbao.publish.web.html import table_html
from nianbao.source import Element, Report
from official_tables import all_spanning
from publications import report_pdf
from reading import FRONT_LOCAL, ORGAN, SITE, full_report, read

TITLE = "示例县人民政府2009年政府信息公开工作年度报告"
ANNEX = "附表：政府信息公开情况统计表"
CODED = """指标名称|计量单位|代码|本期实际|本年累计
主动公开信息数|条|01|103|311
其中:全文电子化的主动公开信息数|条|02|97|288
新增的行政规范性文件数|件|03|3|8
申请总数|件|10|4|9
其中:1.当面|件|11|1|2
2.传真|件|12|0|0
3.电子邮件|件|13|3|7
对申请的答复总数|件|17|4|9
其中:1.同意公开|件|18|2|5
2.同意部分公开|件|19|0|1
3.否决公开答复总数|件|20|2|3
其中:(1)“非《规定》所指政府信息”|件|21|1|1
(2)“信息不存在”|件|22|1|2
行政复议数|件|32|0|
行政申诉数|件|34|0|0
其中:对本部门首次处理不满意的行政申诉数*|件|35|0|0"""
YEARLY = """指标名称|计量单位|2009年度|历年累计
主动公开信息数|条|215|876
其中:1.政府网站|条|201|800
2.政府公报|条|14|76
受理依申请公开信息总数|条|5|12
其中:1.当面|条|2|5
2.传真|条|3|7
本年度对申请的答复总数|条|5|12
其中:1.同意公开|条|5|11
2.否决公开答复总数|条|0|1
收费金额|元|12.50|300.00
行政诉讼数|件|0|0"""


def rows(text: str) -> list[list[str]]:
    return [line.split("|") for line in text.split("\n")]


def table(lines: Sequence[Sequence[str]], place: str = "表 1") -> SourceTable:
    cells = (
        tuple(
            SourceCell(text, row, column, place=f"{place} 第 {row + 1} 行第 {column + 1} 列")
            for column, text in enumerate(line)
        )
        for row, line in enumerate(lines)
    )
    return SourceTable(place, tuple(cells))


def document(*tables: SourceTable, annex: str = ANNEX) -> Document:
    paragraphs = [
        Paragraph(Element(tag, children=(text,)), f"第 {number} 段")
        for number, (tag, text) in enumerate(
            [("h1", TITLE), ("p", "一、概述"), ("p", "全年平稳。"), ("p", annex)], 1
        )
    ]
    return Document((*paragraphs, *tables))


def imported(source: Document, year: int = 2009) -> Imported:
    return import_document(source, Identity(ORGAN.slug, ORGAN.name, year), b"")


def report_of(made: Imported, folder: Path) -> Report:
    """What is written must read without problems."""
    return read(folder, made.text, made.identity.year)


def figures(report: Report) -> dict[str, str]:
    """Every figure by its address without the table, as written, with unit and note."""
    return {
        ".".join(address.parts[1:]): " ".join(
            filter(None, (f.written or "~", report.form.measures[address].unit, f.note))
        )
        for address, f in report.figures.items()
    }


def opened(made: Imported) -> list[tuple[str, str]]:
    return [(item.address, item.reason) for item in made.review if item.status is Status.OPEN]


def left_out(made: Imported) -> list[str]:
    return [item.reason for item in made.review if item.status is Status.LEFT_OUT]


def test_a_table_with_codes(tmp_path: Path) -> None:
    made = imported(document(table(rows(CODED))))
    assert made.form == local_frame().key
    assert opened(made) == []
    assert "“代码”一列没有收入" in left_out(made)
    read_back = figures(report_of(made, tmp_path))
    assert read_back["主动公开信息数.本期实际"] == "103 条"
    assert read_back["主动公开信息数.全文电子化的主动公开信息数.本年累计"] == "288 条"
    assert read_back["新增的行政规范性文件数.本年累计"] == "8 件"
    assert read_back["申请总数.电子邮件.本年累计"] == "7 件"
    refused = "对申请的答复总数.否决公开答复总数"
    assert read_back[f"{refused}.非《规定》所指政府信息.本期实际"] == "1 件"
    assert read_back[f"{refused}.信息不存在.本年累计"] == "2 件"
    assert read_back["行政复议数.本年累计"] == "~ 件"
    assert len(read_back) == 2 * (CODED.count("\n"))


def test_labels_stay_as_printed(tmp_path: Path) -> None:
    report = report_of(imported(document(table(rows(CODED)))), tmp_path)
    (block,) = report.form.tables["自定表"].blocks
    assert [label.text for label in block.rows[2].children] == [
        "其中:1.当面",
        "2.传真",
        "3.电子邮件",
    ]
    assert [column.text for column in block.columns] == ["本期实际", "本年累计"]


def test_a_table_of_years_from_a_word_document(tmp_path: Path) -> None:
    word = docx.Document()
    for text in (TITLE, "一、概述", "全年平稳。", ANNEX):
        word.add_paragraph(text)
    lines = rows(YEARLY)
    grid = word.add_table(len(lines), 4)
    for number, line in enumerate(lines):
        for column, text in enumerate(line):
            grid.cell(number, column).text = text
    data = BytesIO()
    word.save(data)
    made = imported(read_docx(data.getvalue()))
    assert opened(made) == []
    read_back = figures(report_of(made, tmp_path))
    assert read_back["主动公开信息数.政府公报.历年累计"] == "76 条"
    assert read_back["收费金额.2009年度"] == "12.50 元"
    assert len(read_back) == 22


def test_text_with_tabs(tmp_path: Path) -> None:
    text = "\n".join([TITLE, "", "一、概述", "全年平稳。", "", ANNEX, "", CODED.replace("|", "\t")])
    made = imported(read_text_report(text.encode()))
    whole = imported(document(table(rows(CODED))))
    assert figures(report_of(made, tmp_path / "a")) == figures(report_of(whole, tmp_path / "b"))


@pytest.mark.parametrize("is_repeated", [True, False])
def test_parts_on_two_pages_are_one_table(*, is_repeated: bool, tmp_path: Path) -> None:
    lines = rows(CODED)
    second = [lines[0], *lines[8:]] if is_repeated else lines[8:]
    made = imported(document(table(lines[:8]), table(second, "表 2")))
    whole = imported(document(table(lines)))
    assert figures(report_of(made, tmp_path / "a")) == figures(report_of(whole, tmp_path / "b"))
    assert "|" not in made.text


def test_a_header_of_two_rows_and_groups_beside_the_rows(tmp_path: Path) -> None:
    html = f"""<html><body><h1>{TITLE}</h1><p>一、概述</p><p>全年平稳。</p><p>{ANNEX}</p><table>
      <tr><th rowspan="2" colspan="2">统计指标</th><th rowspan="2">单位</th>
        <th colspan="2">数量</th></tr>
      <tr><th>2008</th><th>2009</th></tr>
      <tr><td colspan="2">主动公开信息数</td><td>条</td><td>1,200</td><td>1,300</td></tr>
      <tr><td rowspan="2">申请方式</td><td>当面</td><td>件</td><td>3</td><td>4</td></tr>
      <tr><td>传真</td><td>件</td><td>0</td><td>-</td></tr>
      <tr><td colspan="5">注：数据截至年底。</td></tr></table></body></html>"""
    made = imported(read_html(html.encode(), None))
    assert figures(report_of(made, tmp_path)) == {
        "主动公开信息数.2008": "1200 条",
        "主动公开信息数.2009": "1300 条",
        "申请方式.当面.2008": "3 件",
        "申请方式.当面.2009": "4 件",
        "申请方式.传真.2008": "0 件",
        "申请方式.传真.2009": "~ 件",
    }
    assert "表上的说明" in left_out(made)


def test_rows_without_units_and_without_a_header(tmp_path: Path) -> None:
    lines = [["主动公开信息数（条）", "12"], ["收费金额（元）", "3.50"], ["行政诉讼数", "0"]]
    made = imported(document(table(lines)))
    assert figures(report_of(made, tmp_path)) == {
        "主动公开信息数.数量": "12",
        "收费金额.数量": "3.50 元",
        "行政诉讼数.数量": "0",
    }


def test_rows_of_two_numbers_without_a_header_are_refused() -> None:
    lines = [["主动公开信息数", "12", "13"], ["申请数", "3", "4"], ["行政诉讼数", "0", "0"]]
    with pytest.raises(Refusal):
        imported(document(table(lines)))


def test_numbered_groups_and_running_numbers(tmp_path: Path) -> None:
    lines = rows(
        "项目|单位|数量\n一、主动公开情况|——|\n1.网站公开|条|5\n2.公报公开|条|6\n"
        "二、依申请公开情况||\n3.申请数|件|7\n其中：网上|件|2\n其中：当面|件|5\n4.答复数|件|7"
    )
    assert figures(report_of(imported(document(table(lines))), tmp_path)) == {
        "主动公开情况.网站公开.数量": "5 条",
        "主动公开情况.公报公开.数量": "6 条",
        "依申请公开情况.申请数.数量": "7 件",
        "依申请公开情况.申请数.网上.数量": "2 件",
        "依申请公开情况.申请数.当面.数量": "5 件",
        "依申请公开情况.答复数.数量": "7 件",
    }


def test_what_is_no_number_stays_open(tmp_path: Path) -> None:
    made = imported(document(table(rows(YEARLY.replace("|215|876", "|约二百|876")))))
    assert opened(made) == [("自定表 › 主动公开信息数 › 2009年度", "不是数")]
    read_back = figures(report_of(made, tmp_path))
    assert read_back["主动公开信息数.2009年度"] == "~ 条 待核"
    assert read_back["主动公开信息数.历年累计"] == "876 条"


def test_a_cell_across_two_columns_leaves_the_row_open() -> None:
    html = f"""<html><body><h1>{TITLE}</h1><table><tr><td>指标</td><td>上年</td><td>本年</td></tr>
      <tr><td>主动公开数</td><td colspan="2">3</td></tr><tr><td>申请数</td><td>1</td><td>2</td></tr>
      <tr><td>答复数</td><td>1</td><td>2</td></tr></table></body></html>"""
    made = imported(read_html(html.encode(), None))
    assert ("自定表 › 主动公开数", "一格跨几列，不能确定是哪一列的数") in opened(made)
    assert "数: [1, 2]" in made.text


def test_a_name_that_stands_twice_is_kept_and_open(tmp_path: Path) -> None:
    lines = rows("项目|单位|数量\n公开数|条|5\n公开数|条|6\n数量|条|7\n申请数|件|0")
    made = imported(document(table(lines)))
    assert list(figures(report_of(made, tmp_path)).values()) == ["5 条", "6 条", "7 条", "0 件"]
    assert len(opened(made)) == 2


def test_figures_without_a_name_are_open() -> None:
    lines = rows("项目|单位|数量\n公开数|条|5\n|条|6\n答复数|条|7\n申请数|件|0")
    assert opened(imported(document(table(lines)))) == [("", "这一行没有名称，没有收入")]


def test_the_caption_of_the_table_goes_with_it(tmp_path: Path) -> None:
    caption = "示例县2009年度政府信息公开情况统计表"
    made = imported(document(table(rows(YEARLY)), annex=f"附件：{caption}"))
    assert report_of(made, tmp_path).form.tables["自定表"].caption == caption
    assert made.text.count(caption) == 1


@pytest.mark.parametrize("has_header", [True, False])
def test_a_table_below_another_text_is_another_table(*, has_header: bool, tmp_path: Path) -> None:
    lines = rows("项目|数量\n公开数|3\n申请数|4\n答复数|5\n诉讼数|0")
    other = rows("项目|数量\n培训|3\n会议|4\n检查|5")
    text = Paragraph(Element("p", children=("培训情况如下：",)), "第 9 段")
    whole = document(table(lines))
    parts = (*whole.blocks, text, table(other if has_header else other[1:], "表 2"))
    made = imported(Document(parts))
    assert list(figures(report_of(made, tmp_path)).values()) == ["3", "4", "5", "0"]


def test_units_that_differ_within_a_row_of_open_data_stay_with_their_figures(
    tmp_path: Path,
) -> None:
    head = "机关,年度,格式,地址,表,行,列,数值,单位,备注,数据说明"
    cells = [f"{row},{n}年,{n},件" for row in ("公开数", "申请数", "答复数") for n in (1, 2)]
    cells += ["收费,1年,3.50,元", "收费,2年,1.20,万元"]
    lines = [f"示例县,2009,自定,,自定表,{cell},," for cell in cells]
    made = imported(read_csv("\n".join([head, *lines]).encode()))
    report = report_of(made, tmp_path)
    assert [figure.unit for figure in report.figures.values()][-2:] == ["元", "万元"]
    assert figures(report)["公开数.2年"] == "2 件"


def test_other_tables_of_indicators_stay_in_the_prose() -> None:
    other = table(rows("项目|数量\n培训|3\n会议|4\n检查|5"), "表 2")
    made = imported(document(table(rows(YEARLY)), other))
    assert "| 培训" in made.text
    assert any("普通表格" in reason for reason in left_out(made))


@pytest.mark.parametrize("year", [2007, 2014, 2021])
def test_local_tables_are_of_their_years_only(year: int) -> None:
    with pytest.raises(Refusal):
        imported(document(table(rows(YEARLY))), year)


def test_a_national_form_is_none_of_them() -> None:
    form = forms()["2014"]
    tables = all_spanning(form, dict.fromkeys(form.measures, "1"))
    made = imported(document(*tables), 2013)
    assert made.form == form.key


def test_a_local_table_with_labels_of_the_next_form_is_itself() -> None:
    form = forms()["2014"]
    taken = [line.address.row[-1] for table in form.tables.values() for line in table.lines][:12]
    own = [f"自有指标之{letter}" for letter in "甲乙丙丁戊己庚辛壬癸子丑"]
    lines = [["指标名称", "单位", "数量"], *([name, "件", "1"] for name in (*taken, *own))]
    made = imported(document(table(lines)))
    assert made.form == local_frame().key


def csv_of(report: Report, folder: Path) -> Document:
    assert folder
    return read_csv(report_csv(report, (), SITE).encode())


def page_of(report: Report, folder: Path) -> Document:
    assert folder
    html = table_html(report.form, report.form.tables["自定表"], report.figures)
    page = f"<html><body><h1>{TITLE}</h1><h2>{ANNEX}</h2>{html}</body></html>"
    return read_html(page.encode(), None)


def pdf_of(report: Report, folder: Path) -> Document:
    return read_pdf(report_pdf(report, folder / "cache"))


@pytest.mark.parametrize("publish", [csv_of, page_of, pdf_of])
def test_what_we_publish_comes_back(
    publish: Callable[[Report, Path], Document], tmp_path: Path
) -> None:
    report = full_report(tmp_path / "a", local_frame())
    made = imported(publish(report, tmp_path))
    again = report_of(made, tmp_path / "b")
    if publish is pdf_of:
        # A PDF shows no levels to the reader: the figures are the same, in the same order.
        assert list(figures(again).values()) == list(figures(report).values())
    else:
        assert figures(again) == figures(report)
    assert FRONT_LOCAL.count("指标: ") == made.text.count("指标: ")
