"""What people do to a workbook: what comes in, what stays open, what is refused."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from random import Random

import pytest
from books import (
    Typed,
    brought_back,
    cells_of,
    opened,
    places,
    report_brought_back,
    saved,
    typed,
)
from invented import body, front_matter, random_numbers
from nianbao.book_marks import EMPTY_MEANS, HIDDEN_SHEET, MARK_NAME, PUBLISHED, ZERO, Kind
from nianbao.form import forms
from nianbao.intake.document import Refusal
from nianbao.intake.identity import Doubt
from nianbao.intake.review import Status
from nianbao.intake.workbook.filled_book import is_filled_book
from nianbao.intake.workbook.filled_report import import_filled_book
from nianbao.publish.workbook import book_material, workbook_bytes
from openpyxl.cell.cell import MergedCell
from reading import ORGAN, read

NEW = "依申请公开.本年新收"


@pytest.fixture(scope="module")
def empty() -> bytes:
    """A workbook of 2021 in which nothing is filled in."""
    material = book_material(ORGAN, 2021, None, None)
    assert material is not None
    return workbook_bytes(material)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A workbook of 2021 with all figures."""
    numbers = random_numbers(forms()["2021"], Random(7))
    written = {address: str(number) for address, number in numbers.items()}
    text = front_matter(forms()["2021"], 2021, written, "published: 2022-01-20")
    report = read(tmp_path_factory.mktemp("full"), text + body(forms()["2021"]), 2021)
    material = book_material(ORGAN, 2021, None, report)
    assert material is not None
    return workbook_bytes(material)


def in_cells(data: bytes, values: Mapping[str, Typed]) -> bytes:
    """The workbook with figures typed in, by their dotted address."""
    figures = cells_of(opened(data), Kind.FIGURE)
    return typed(data, {figures[name]: value for name, value in values.items()})


def test_empty_cells_stay_open_and_are_no_zeros(empty: bytes) -> None:
    imported = brought_back(empty)
    front = imported.text.partition("\n---\n")[0]
    lines = [line for table in forms()["2021"].tables.values() for line in table.lines]
    assert front.count("待填") == len(lines)
    assert ": 0" not in front
    assert "\n# published: 2022-01-20\n" in front
    assert imported.text.count("待写") == 7
    assert imported.open_count == front.count("待填") + 7


def test_whoever_says_so_has_zeros_in_empty_cells(tmp_path: Path, empty: bytes) -> None:
    choices = cells_of(opened(empty), Kind.CHOICE)
    data = in_cells(typed(empty, {choices[EMPTY_MEANS]: ZERO}), {f"{NEW}.自然人": 3})
    report, imported = report_brought_back(tmp_path, data)
    values = {a.dotted: f.value for a, f in report.figures.items() if f.value != 0}
    assert values == {f"{NEW}.自然人": 3, f"{NEW}.总计": 3}
    assert len(report.figures) == len(report.form.measures)
    assert "待填" not in imported.text


TYPED = {
    "12件": "12",
    "１２": "12",
    " 12 ": "12",
    "1,234": "1234",
    12.0: "12",
    "/": "~",
    "／": "~",
    "12（其中补正3件）": "{值: 12, 注: 其中补正3件}",
    "/（另行公布）": "{值: ~, 注: 另行公布}",
    "无": "{值: ~, 注: 待核}",
    "十二": "{值: ~, 注: 待核}",
    "3 5": "{值: ~, 注: 待核}",
    "3\n4": "{值: ~, 注: 待核}",
    "1\t92": "{值: ~, 注: 待核}",
    "12\n": "12",
    "=3+4": "{值: ~, 注: 待核}",
    "": "待填",
}


@pytest.mark.parametrize(("value", "written"), TYPED.items())
def test_what_is_no_plain_number_is_read_as_the_importer_does(
    empty: bytes, value: Typed, written: str
) -> None:
    imported = brought_back(in_cells(empty, {f"{NEW}.商业企业": value}))
    row = [written if column == 1 else "待填" for column in range(7)]
    line = "待填" if set(row) == {"待填"} else f"[{', '.join(row)}]"
    assert f"\n  本年新收: {line}\n" in imported.text


def test_a_choice_is_known_without_its_space(empty: bytes) -> None:
    place = cells_of(opened(empty), Kind.CHOICE)[EMPTY_MEANS]
    assert "待填" not in brought_back(typed(empty, {place: "都是0"})).text.partition("\n---\n")[0]


def test_a_paragraph_that_is_a_formula_without_a_result_is_told(empty: bytes) -> None:
    place = next(place for _, place, _ in places(opened(empty), Kind.PROSE))
    imported = brought_back(typed(empty, {place: '="全年新收"&1&"件"'}))
    (told,) = [item for item in imported.review if "是公式" in item.reason]
    assert told.found.startswith("=")


def test_a_sum_that_somebody_typed_over_is_kept_as_given(tmp_path: Path, full: bytes) -> None:
    report, _ = report_brought_back(tmp_path, in_cells(full, {f"{NEW}.总计": 77777}))
    assert next(f.value for a, f in report.figures.items() if a.dotted == f"{NEW}.总计") == 77777


def test_a_sum_lacks_what_its_parts_lack(empty: bytes) -> None:
    names = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    five = dict.fromkeys((f"{NEW}.{name}" for name in names[:5]), 1)
    assert "本年新收: [1, 1, 1, 1, 1, 待填, 待填]" in brought_back(in_cells(empty, five)).text
    blank: dict[str, Typed] = {**five, f"{NEW}.{names[5]}": "/"}
    assert "本年新收: [1, 1, 1, 1, 1, ~, ~]" in brought_back(in_cells(empty, blank)).text
    wrong: dict[str, Typed] = {**five, f"{NEW}.{names[5]}": "无"}
    text = brought_back(in_cells(empty, wrong)).text
    assert "本年新收: [1, 1, 1, 1, 1, {值: ~, 注: 待核}, 待填]" in text


DAYS = {
    datetime(2022, 1, 5): "published: 2022-01-05",  # noqa: DTZ001 - a spreadsheet has no zones
    "2022年1月5日": "published: 2022-01-05",
    "2022/1/5": "published: 2022-01-05",
    "过几天": "# published: 2022-01-20",
    "2022-13-45": "# published: 2022-01-20",
}


@pytest.mark.parametrize(("value", "line"), DAYS.items())
def test_the_day_of_publication(empty: bytes, value: Typed, line: str) -> None:
    place = cells_of(opened(empty), Kind.CHOICE)[PUBLISHED]
    imported = brought_back(typed(empty, {place: value}))
    assert f"\n{line}\n" in imported.text
    told = any(item.found == str(value) for item in imported.review)
    assert told == line.startswith("#")


def test_prose_comes_into_its_section_as_text(empty: bytes) -> None:
    rows = {
        str(head.value): cell.row
        for head, cell, *_ in opened(empty)["正文"].iter_rows(min_row=2)
        if head.value is not None and cell.row is not None
    }
    first, last = (next(row for head, row in rows.items() if word in head) for word in "（六")
    book = opened(empty)
    book["正文"][f"B{first}"] = "第一段。\n1. 不是列表 *星号*\n"
    book["正文"][f"B{first + 1}"] = "=不是公式"
    book["正文"][f"B{first + 1}"].data_type = "s"
    book["正文"][f"B{last}"] = "# 无"
    text = brought_back(saved(book)).text.partition("\n---\n")[2]
    assert "### （一）主动公开\n\n第一段。\n\n1\\. 不是列表 \\*星号\\*\n\n=不是公式\n\n###" in text
    assert text.endswith("## 六、其他需要报告的事项\n\n\\# 无\n")


def test_it_is_known_whatever_it_is_called(empty: bytes) -> None:
    assert is_filled_book(empty)
    assert not is_filled_book(b"PK\x03\x04 broken")
    book = opened(empty)
    for sheet in book.worksheets:
        if sheet.title == "主动公开":
            sheet.title = "改过的名称"
    for row in book[HIDDEN_SHEET].iter_rows(min_row=2, min_col=3, max_col=3):
        # A spreadsheet program renames what formulas refer to.
        row[0].value = str(row[0].value or "").replace("'主动公开'", "改过的名称") or None
    assert brought_back(saved(book)).identity.slug == ORGAN.slug


def test_a_row_put_in_between_is_seen(full: bytes) -> None:
    """A program that keeps references right, as Excel does: figures stay what they were."""
    book = opened(full)
    sheet = book["依申请公开"]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.insert_rows(9)
    sheet["D9"] = 55
    for row in book[HIDDEN_SHEET].iter_rows(min_row=2, min_col=3, max_col=3):
        reference = str(row[0].value or "")
        if "依申请公开" in reference:
            before, _, number = reference.rpartition("$")
            row[0].value = f"{before}${int(number) + (int(number) >= 9)}"
    imported = brought_back(saved(book))
    written = {a: r.written for a, r in brought_back(full).readings.items()}
    assert {a: r.written for a, r in imported.readings.items()} == written
    (item,) = [item for item in imported.review if item.status is Status.LEFT_OUT]
    assert (item.place, item.found) == ("依申请公开 D9", "55")


def test_rows_that_were_moved_are_never_misread(full: bytes) -> None:
    book = opened(full)
    for merged in list(book["依申请公开"].merged_cells.ranges):
        book["依申请公开"].unmerge_cells(str(merged))
    book["依申请公开"].insert_rows(9)
    with pytest.raises(Refusal, match=r"依申请公开 .*原来是"):
        brought_back(saved(book))


def test_what_is_missing_is_told(full: bytes) -> None:
    book = opened(full)
    del book["复议诉讼"]
    with pytest.raises(Refusal, match=r"复议诉讼.*删去"):
        brought_back(saved(book))
    book = opened(full)
    for row in book[HIDDEN_SHEET].iter_rows(min_row=2, min_col=3, max_col=3):
        if "复议诉讼" in str(row[0].value):
            row[0].value = "=#REF!"
    with pytest.raises(Refusal, match="删去"):
        brought_back(saved(book))
    book = opened(full)
    del book[HIDDEN_SHEET]
    assert MARK_NAME in book.defined_names
    data = saved(book)
    assert is_filled_book(data)
    with pytest.raises(Refusal, match="隐藏的工作表没有了"):
        brought_back(data)


def test_it_is_nobody_elses(full: bytes) -> None:
    for slug, year in (("minzheng", 0), (ORGAN.slug, 2020)):
        with pytest.raises(Refusal, match=f"{ORGAN.slug} 2021 年度"):
            brought_back(full, slug, year)
    assert brought_back(full, ORGAN.slug, 2021).identity.year == 2021
    with pytest.raises(Doubt, match=r"organs\.yml 里没有"):
        import_filled_book(full, full, {"other": "示例县民政局"}, "", 0)


def test_a_form_that_has_changed_is_told(full: bytes) -> None:
    book = opened(full)
    for row in book[HIDDEN_SHEET].iter_rows(min_row=2, max_col=2):
        if str(row[1].value).endswith("行政许可.本年处理决定数量"):
            row[1].value = "主动公开.行政检查.本年处理决定数量"
    with pytest.raises(Refusal, match="与本站现在的不同"):
        brought_back(saved(book))


def test_only_cells_to_fill_in_can_be_reached(empty: bytes) -> None:
    book = opened(empty)
    unlocked = {
        (sheet.title, cell.coordinate)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if not cell.protection.locked and not isinstance(cell, MergedCell)
    }
    assert all(sheet.protection.sheet for sheet in book.worksheets)
    figures = cells_of(book, Kind.FIGURE)
    totals = {address.dotted for address in forms()["2021"].totals}
    expected = {place for name, place in figures.items() if name not in totals}
    prose = {("正文", f"B{row}") for row in range(2, 27)}
    assert unlocked == expected | set(cells_of(book, Kind.CHOICE).values()) | prose
