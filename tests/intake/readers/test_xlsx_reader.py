"""Workbooks: tables with their spans, titles above them, and every kind of value."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO

import pytest
from nianbao.intake.document import Document, Paragraph, Refusal, SourceTable
from nianbao.intake.readers.xlsx_reader import read_xlsx
from nianbao.intake.readers.xlsx_values import value_text
from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

LINE = Side(style="thin")


def saved(workbook: Workbook) -> bytes:
    data = BytesIO()
    workbook.save(data)
    return data.getvalue()


def read(fill: Callable[[Worksheet], None]) -> Document:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "年报"
    fill(sheet)
    return read_xlsx(saved(workbook))


def shown(document: Document) -> list[str | list[list[str]]]:
    """Paragraphs as text, tables as lists of rows."""
    return [
        block.element.text
        if isinstance(block, Paragraph)
        else [[cell.text for cell in row] for row in block.rows]
        for block in document.blocks
    ]


def test_merged_ranges_are_spans_and_titles_are_paragraphs() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B2"] = "示例县年报"
        sheet.merge_cells("B2:E2")
        rows: list[list[str | int | None]] = [
            ["项目", "申请人", None, None],
            [None, "自然人", "法人", None],
            ["新收", 1, 2, None],
        ]
        for row, line in enumerate(rows, 4):
            for column, value in enumerate(line, 2):
                sheet.cell(row, column, value)
        sheet.merge_cells("B4:B5")
        sheet.merge_cells("C4:E4")

    title, table = read(fill).blocks
    assert isinstance(title, Paragraph)
    assert (title.element.text, title.place) == ("示例县年报", "年报 B2")
    assert isinstance(table, SourceTable)
    assert table.place == "工作表“年报”第 4–6 行"
    assert [
        [(c.text, c.row, c.column, c.rowspan, c.colspan) for c in row] for row in table.rows
    ] == [
        [("项目", 0, 0, 2, 1), ("申请人", 0, 1, 1, 3)],
        [("自然人", 1, 1, 1, 1), ("法人", 1, 2, 1, 1), ("", 1, 3, 1, 1)],
        [("新收", 2, 0, 1, 1), ("1", 2, 1, 1, 1), ("2", 2, 2, 1, 1), ("", 2, 3, 1, 1)],
    ]
    assert table.rows[2][1].place == "年报 C6"


def test_what_has_no_lines_around_it_is_no_part_of_a_table_that_has() -> None:
    def fill(sheet: Worksheet) -> None:
        for line in (["二、标题"], ["第一项"], ["规章", 0], ["三、标题"], ["新收", 1], ["说明"]):
            sheet.append(line)
        for row in (2, 3, 5):
            for column in (1, 2):
                sheet.cell(row, column).border = Border(LINE, LINE, LINE, LINE)
        sheet.merge_cells("A2:B2")

    assert shown(read(fill)) == [
        "二、标题",
        [["第一项"], ["规章", "0"]],
        "三、标题",
        [["新收", "1"]],
        "说明",
    ]


def test_empty_rows_part_tables() -> None:
    def fill(sheet: Worksheet) -> None:
        for line in (["甲", 1], [], ["乙", 2], ["丙", 3]):
            sheet.append(line)

    assert shown(read(fill)) == [[["甲", "1"]], [["乙", "2"], ["丙", "3"]]]


def test_hidden_sheets_are_left_out_and_told() -> None:
    workbook = Workbook()
    workbook.worksheets[0].append(["甲", 1])
    hidden = workbook.create_sheet("底稿")
    hidden.append(["乙", 2])
    hidden.sheet_state = "hidden"
    document = read_xlsx(saved(workbook))
    assert shown(document) == [[["甲", "1"]]]
    assert document.notes == ("工作表“底稿”是隐藏的，没有导入",)


def test_a_formula_without_its_result_is_blank_and_told() -> None:
    document = read(lambda sheet: sheet.append(["总计", "=1+1", 3]))
    assert shown(document) == [[["总计", "", "3"]]]
    assert document.notes == ("年报 B1 是公式，文件里没有存它的结果，按空白导入",)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (13323, "General", "13323"),
        (795, "0.00", "795.00"),
        (795.0, "General", "795"),
        (795.0, "#,##0.0000_ ;[Red]-0", "795.0000"),
        (59237.2449, "0.00", "59237.2449"),
        (3.5, "0.00", "3.50"),
        (0.1 + 0.2, "General", "0.3"),
        (-8, "0", "-8"),
        (1e15, "General", "1000000000000000"),
        (0.125, "0%", "12.5%"),
        (22, '0"件（其中修订16件）"', "22件（其中修订16件）"),
        (251000.5, '0.00"元（含"\\""税"\\""）"', '251000.50元（含"税"）'),
        (3, '+0"（甲）";-0"（甲）";0"（甲）"', "+3（甲）"),
        (5, 'General"元"', "5元"),
        (5, '"约"0', "5"),
        (0, '"-"', "0"),
        (0.5, "0.00%", "50.00%"),
        (True, "General", "TRUE"),
        ("#REF!", "General", "#REF!"),
        (" 甲\r\n 乙 ", "@", "甲\n乙"),
        (None, "General", ""),
        (datetime(2022, 1, 20), "yyyy-mm-dd", "2022-01-20"),  # noqa: DTZ001
        (datetime(2022, 1, 20, 8, 30), "General", "2022-01-20 08:30:00"),  # noqa: DTZ001
        (date(2022, 1, 20), "General", "2022-01-20"),
        (time(8, 30), "h:mm", "08:30:00"),
    ],
)
def test_values(value: object, number_format: str, text: str) -> None:
    assert value_text(value, number_format) == text


def test_too_many_sheets_are_refused() -> None:
    workbook = Workbook()
    for _ in range(50):
        workbook.create_sheet()
    with pytest.raises(Refusal, match="51 个工作表"):
        read_xlsx(saved(workbook))


@pytest.mark.parametrize("place", [(5001, 1), (1, 201), (1_000_000, 200)])
def test_sheets_larger_than_any_report_are_refused(place: tuple[int, int]) -> None:
    with pytest.raises(Refusal, match="工作表“年报”"):
        read(lambda sheet: sheet.cell(*place, "x"))  # type: ignore[arg-type]


@pytest.mark.parametrize("data", [b"PK\x03\x04damaged", b"\xd0\xcf\x11\xe0" + bytes(600)])
def test_what_is_no_workbook_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal):
        read_xlsx(data)


def test_an_empty_workbook_is_refused() -> None:
    with pytest.raises(Refusal, match="没有内容"):
        read_xlsx(saved(Workbook()))
