"""Open data goes back into tables; any other CSV file is one."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from nianbao.form import Form, forms
from nianbao.intake.document import Document, Refusal, SourceTable
from nianbao.intake.readers.csv_reader import read_csv
from nianbao.publish.data.open_data import report_csv
from reading import SITE, full_report


def rows_of(document: Document) -> list[list[list[str]]]:
    return [
        [[cell.text for cell in row] for row in block.rows]
        for block in document.blocks
        if isinstance(block, SourceTable)
    ]


@pytest.mark.parametrize("form", forms().values(), ids=lambda form: form.key)
def test_every_figure_of_our_own_open_data_comes_back(form: Form, tmp_path: Path) -> None:
    report = full_report(tmp_path, form)
    document = read_csv(report_csv(report, (), SITE).encode())
    assert document.title == f"{report.organ.name}{report.year}年政府信息公开工作年度报告"
    tables = rows_of(document)
    assert len(tables) == len(form.tables)
    texts = [text for rows in tables for row in rows for text in row]
    for figure in report.figures.values():
        if figure.value is not None:
            assert any(text.startswith(str(figure.value)) for text in texts)


LINES = """机关,年度,格式,地址,表,行,列,数值,单位,备注,数据说明
示例县,2019,2019,,主动公开,规章,本年新制作数量,3,件,,
示例县,2019,2019,,主动公开,规章,本年新公开数量,4,件,含修订,
示例县,2019,2019,,主动公开,政府集中采购,采购总金额,251000.50,元,,
示例县,2019,2019,,依申请公开,本年度办理结果 › 予以公开,总计,5,件,,
示例县,2019,2019,,依申请公开,结转下年度,总计,,件,,
"""


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gbk", "utf-16"])
def test_rows_columns_units_and_notes(encoding: str) -> None:
    # GBK has no ›, and Excel writes a question mark.
    document = read_csv(LINES.encode(encoding, "replace"))
    assert document.title == "示例县2019年政府信息公开工作年度报告"
    assert rows_of(document) == [
        [
            ["", "本年新制作数量", "本年新公开数量"],
            ["规章", "3", "4（含修订）"],
            ["", "采购总金额"],
            ["政府集中采购", "251000.50元"],
        ],
        [
            ["", "", "总计"],
            ["本年度办理结果", "予以公开", "5"],
            ["结转下年度", "", ""],
        ],
    ]
    table = document.blocks[0]
    assert isinstance(table, SourceTable)
    assert table.has_columns
    assert table.rows[1][2].place == "第 3 行"


def test_any_other_csv_is_a_table() -> None:
    document = read_csv('项目,数\n"甲,\n乙",1\n\n丙\t,2\n'.encode())
    assert rows_of(document) == [[["项目", "数"], ["甲,\n乙", "1"], ["丙", "2"]]]
    assert document.title == ""


def test_tabs_part_cells_where_excel_writes_them() -> None:
    assert rows_of(read_csv("项目\t数\n甲\t1,5\n".encode("utf-16"))) == [
        [["项目", "数"], ["甲", "1,5"]]
    ]


@pytest.mark.parametrize(
    "data", [b"", b"\n\n", b"\x00\x01", LINES.partition("\n")[0].encode(), b"a" * 200_000]
)
def test_what_is_no_table_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal):
        read_csv(data)


def test_a_cell_has_the_same_limit_whatever_else_the_process_has_loaded() -> None:
    limit = csv.field_size_limit(10**9)  # as frictionless does
    try:
        with pytest.raises(Refusal, match="第 1 行"):
            read_csv(b"a" * 200_000)
    finally:
        csv.field_size_limit(limit)


def test_a_file_of_many_reports_is_no_report(tmp_path: Path) -> None:
    one = report_csv(full_report(tmp_path), (), SITE)
    other = one.partition("\r\n")[2].replace(",2021,1,", ",2022,1,")
    with pytest.raises(Refusal, match="有 2 份报告"):
        read_csv((one + other).encode())
