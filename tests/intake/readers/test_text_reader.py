"""Text files: which lines are tables, which are paragraphs, and in which encodings."""

from __future__ import annotations

import codecs

import pytest
from nianbao.intake.document import Document, Paragraph, Refusal, SourceTable
from nianbao.intake.readers.text_reader import read_text_report


def read(text: str) -> Document:
    return read_text_report(text.encode())


def shown(text: str) -> list[str | list[list[str]]]:
    """Paragraphs as text, tables as lists of rows."""
    return [
        block.element.text
        if isinstance(block, Paragraph)
        else [[cell.text for cell in row] for row in block.rows]
        for block in read(text).blocks
    ]


def test_lines_are_paragraphs_and_know_their_place() -> None:
    document = read("示例县年报\n\n　　一、总体情况\n\t缩进的一段。\n")
    assert [
        (block.element.tag, block.element.text, block.place)
        for block in document.blocks
        if isinstance(block, Paragraph)
    ] == [
        ("p", "示例县年报", "第 1 行"),
        ("p", "一、总体情况", "第 3 行"),
        ("p", "缩进的一段。", "第 4 行"),
    ]


def test_tabbed_lines_are_a_table_that_keeps_empty_cells() -> None:
    (_, table) = read("标题\n规章\t0\t\t 3 \n行政许可\t5\n").blocks
    assert isinstance(table, SourceTable)
    assert (table.place, table.has_columns) == ("第 2–3 行", False)
    assert [[(c.text, c.row, c.column, c.place) for c in row] for row in table.rows] == [
        [
            ("规章", 0, 0, "第 2 行第 1 格"),
            ("0", 0, 1, "第 2 行第 2 格"),
            ("", 0, 2, "第 2 行第 3 格"),
            ("3", 0, 3, "第 2 行第 4 格"),
        ],
        [("行政许可", 1, 0, "第 3 行第 1 格"), ("5", 1, 1, "第 3 行第 2 格")],
    ]


def test_tabs_at_the_end_of_a_line_are_empty_cells_beside_other_tabbed_lines() -> None:
    assert shown("第一项\t\t\n规章\t0\t0") == [[["第一项", "", ""], ["规章", "0", "0"]]]
    assert shown("一句话。\t\n\n标题\t") == ["一句话。", "标题"]


@pytest.mark.parametrize("between", ["", "－3－", "— 3 —", "第 3 页 共 9 页", "3/9"])
def test_a_blank_line_or_a_page_number_parts_tables(between: str) -> None:
    assert shown(f"甲\t1\n{between}\n乙\t2") == [[["甲", "1"]], [["乙", "2"]]]


def test_lines_drawn_by_characters_are_left_out() -> None:
    assert shown("一、总体情况\n----------\n甲\t1\n──────\n乙\t2") == [
        "一、总体情况",
        [["甲", "1"], ["乙", "2"]],
    ]


def test_a_frame_drawn_by_characters_is_a_table() -> None:
    assert shown("│ 甲 │ 1 │\n├───┼───┤\n│ 乙 │ 2 │") == [[["甲", "1"], ["乙", "2"]]]


def test_labels_and_numbers_parted_by_spaces_are_a_table() -> None:
    assert shown(
        "二、主动公开\n信息内容 制发 废止\n规章 0 0 0\n行政规范性文件  12 0　133\n正文。"
    ) == [
        "二、主动公开",
        [
            ["信息内容", "制发", "废止"],
            ["规章", "0", "0", "0"],
            ["行政规范性文件", "12", "0", "133"],
        ],
        "正文。",
    ]


def test_one_line_with_numbers_is_prose() -> None:
    assert shown("电话 0000 0000000\n\n2022 1 20") == ["电话 0000 0000000", "2022 1 20"]


def test_one_line_with_numbers_beside_tabbed_lines_is_part_of_the_table() -> None:
    assert shown("甲\t1\t2\n乙 3 4") == [[["甲", "1", "2"], ["乙", "3", "4"]]]


@pytest.mark.parametrize(
    "data",
    [
        "示例县\t1".encode(),
        codecs.BOM_UTF8 + "示例县\t1".encode(),
        "示例县\t1".encode("utf-16"),
        codecs.BOM_UTF16_BE + "示例县\t1".encode("utf-16-be"),
        "示例县\t1".encode("gbk"),
        "\r\n示例县\t1\r\n".encode("gb18030"),
    ],
)
def test_encodings(data: bytes) -> None:
    (table,) = read_text_report(data).blocks
    assert isinstance(table, SourceTable)
    assert [cell.text for cell in table.rows[0]] == ["示例县", "1"]


@pytest.mark.parametrize(
    "data",
    [b"", b" \n\n", b"\x89PNG\r\n\x1a\n\x00\x00", "示例 1".encode("utf-16-le"), b"\xff\xff\x80"],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal):
        read_text_report(data)


@pytest.mark.parametrize(
    "text",
    [
        "甲 | 1 | |\n乙 | | 2 |",
        "| 甲 | 1 | |\n| 乙 | | 2 |",
        "｜甲｜1｜｜\n｜乙｜｜2｜",
        "│甲│1│\n├─┼─┼─┤\n│乙││2",
        "甲 | 1 |\n\n乙 | | 2",
    ],
)
def test_bars_part_cells_whatever_stands_at_the_ends(text: str) -> None:
    tables = [block for block in shown(text) if isinstance(block, list)]
    rows = [[cell for cell in row if cell] for table in tables for row in table]
    assert rows == [["甲", "1"], ["乙", "2"]]


def test_a_closing_bar_is_no_empty_cell_and_an_empty_cell_is_one() -> None:
    assert shown("甲 | 1 | |\n乙 | | 2 |") == [[["甲", "1", ""], ["乙", "", "2"]]]
    assert shown("甲 | 1 |\n乙 | | 2") == [[["甲", "1", ""], ["乙", "", "2"]]]


def test_one_line_with_bars_is_no_table() -> None:
    assert shown("字号：大 | 中 | 小\n\n一句话。") == ["字号：大 | 中 | 小", "一句话。"]


def test_rows_with_a_blank_line_below_each_are_one_table() -> None:
    assert shown("甲\t1\n\n乙\t2\n\n丙\t3\n\n一句话。") == [
        [["甲", "1"], ["乙", "2"], ["丙", "3"]],
        "一句话。",
    ]


def test_markdown_is_read_as_it_is_meant() -> None:
    text = (
        "# 示例县年报\n\n## 一、总体情况\n第一段，有 **重点**。\n第二段。\n- 甲\n- 乙\n\n"
        "| 项目 | **数** |\n|---|:---:|\n| 规章\\|令 | 3 |\n"
    )
    blocks = read(text).blocks
    elements = [block.element for block in blocks if isinstance(block, Paragraph)]
    assert [(element.tag, element.text.strip()) for element in elements] == [
        ("h1", "示例县年报"),
        ("h2", "一、总体情况"),
        ("p", "第一段，有 重点。"),
        ("p", "第二段。"),
        ("ul", "甲乙"),
    ]
    assert shown(text)[-1] == [["项目", "数"], ["规章|令", "3"]]


def test_lines_broken_at_a_width_are_paragraphs_again() -> None:
    first = "　　" + "示例局全年公开信息，方便群众查阅，" * 6 + "没有遗漏。"
    second = "　　" + "下一年度继续办好公开，听取意见，" * 5 + "及时改进。"
    lines = [text[n : n + 30] for text in (first, second) for n in range(0, len(text), 30)]
    assert shown("\n".join(["一、总体情况", *lines, "二、其他"])) == [
        "一、总体情况",
        first.strip(),
        second.strip(),
        "二、其他",
    ]


def test_paragraphs_that_nobody_broke_stay_apart() -> None:
    texts = [f"第{n}段的文字有长有短，{'说明' * n}" for n in range(12, 30)]
    assert shown("\n".join(texts)) == texts


def test_what_nobody_sees_is_not_read() -> None:
    """Text copied from a page or from Word brings marks of direction and zero-width spaces."""
    assert shown("\u200e总\u200b体\u00ad情况\ufeff\n规章\t\u202a12\u202c\t\u200b0\n文件\t1\t2") == [
        "总体情况",
        [["规章", "12", "0"], ["文件", "1", "2"]],
    ]
    assert shown("第一段。\u2028第二段。") == ["第一段。", "第二段。"]
