"""A report as a workbook, and back: the same figures, whoever saved the workbook in between."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from books import (
    cells_of,
    opened,
    places,
    report_brought_back,
    saved,
    saved_by_office,
    typed,
)
from filling_cases import EDITION
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import body, following_numbers, front_matter, random_numbers
from nianbao.book_marks import HIDDEN_SHEET, Kind
from nianbao.check.expectations import check_expectations
from nianbao.check.relations import check_relations
from nianbao.check.years import check_year_relations
from nianbao.form import Address, Form, MeasureKind, forms, local_frame, use_editions
from nianbao.problem import Problems
from nianbao.publish.workbook import book_material, workbook_bytes
from nianbao.source import Report
from openpyxl import Workbook
from reading import ORGAN, full_report, read

KEYS = ["2021", "2019", "2014", EDITION.key]
ERAS = ["2021", "2019", "2014", local_frame().key]


@pytest.fixture(autouse=True)
def in_use() -> Iterator[None]:
    """The edition of a place is in use, as by a site's settings."""
    use_editions((EDITION,))
    yield
    use_editions(())


def lively(form: Form, random: Random) -> dict[Address, str]:
    """Figures as published ones are: blank, signed, with notes, units and decimals."""
    written = {address: str(n) for address, n in random_numbers(form, random).items()}
    for address, measure in form.measures.items():
        if measure.kind is MeasureKind.AMOUNT:
            unit = "" if measure.unit else ", 单位: 元"
            written[address] = f"{{值: 59237.{random.randint(1, 9)}400{unit}}}"
        elif measure.kind is MeasureKind.CHANGE and int(written[address]) > 0:
            written[address] = f"+{written[address]}"
        elif random.random() < 0.1:
            told = ("~", "{值: 13323, 注: 其中修订16件}", "{值: ~, 注: 另行公布}", "987654321")
            written[address] = random.choice(told)
    return written


def report_of(folder: Path, form: Form, year: int, written: dict[Address, str]) -> Report:
    text = front_matter(form, year, written, f"published: {year + 1}-01-20")
    return read(folder, text + body(form), year)


def said(report: Report) -> dict[str, tuple[object, ...]]:
    """What is published of each figure."""
    return {a.dotted: (f.value, f.written, f.note, f.unit) for a, f in report.figures.items()}


def book_of(report: Report, before: Report | None = None) -> bytes:
    material = book_material(ORGAN, report.year, before, report)
    assert material is not None
    return workbook_bytes(material)


@pytest.mark.parametrize("key", KEYS)
@settings(max_examples=6)
@given(seed=st.integers(0, 10**6))
def test_the_same_figures_come_back(
    tmp_path_factory: pytest.TempPathFactory, key: str, seed: int
) -> None:
    form, folder = forms()[key], tmp_path_factory.mktemp("report")
    report = report_of(folder, form, form.first_year, lively(form, Random(seed)))
    back, imported = report_brought_back(folder, saved(opened(book_of(report))))
    assert said(back) == said(report)
    assert back.form is report.form
    assert back.published == report.published
    # Only the text was not in it.
    assert {item.reason for item in imported.review} <= {"还没有写"}


def form_of_era(key: str) -> Form:
    return forms().get(key) or local_frame()


@pytest.mark.parametrize("key", ERAS)
def test_every_kind_of_table_comes_back(tmp_path: Path, key: str) -> None:
    report = full_report(tmp_path, form_of_era(key))
    (tmp_path / "back").mkdir()
    back, _ = report_brought_back(tmp_path / "back", book_of(report))
    assert said(back) == said(report)


@pytest.mark.parametrize("key", KEYS)
def test_figures_that_are_typed_in_are_those_of_the_report(tmp_path: Path, key: str) -> None:
    form = forms()[key]
    numbers = random_numbers(form, Random(key))
    written = {address: str(number) for address, number in numbers.items()}
    report = report_of(tmp_path, form, form.first_year, written)
    material = book_material(ORGAN, form.first_year, None, None)
    assert material is not None
    assert material.form is form
    book = opened(workbook_bytes(material))
    figures = cells_of(book, Kind.FIGURE)
    for address, number in numbers.items():
        sheet, cell = figures[address.dotted]
        if not book[sheet][cell].protection.locked:
            book[sheet][cell] = number
    back, imported = report_brought_back(tmp_path, saved(book))
    values = {address: figure.value for address, figure in back.figures.items()}
    assert values == {address: figure.value for address, figure in report.figures.items()}
    assert back.is_draft
    assert {item.reason for item in imported.review} <= {"还没有写"}


@pytest.mark.office
def test_libreoffice_saves_it_and_it_comes_back(tmp_path: Path) -> None:
    reports = [full_report(tmp_path / key, form_of_era(key)) for key in ERAS]
    for report, data in zip(reports, saved_by_office([book_of(r) for r in reports]), strict=True):
        (tmp_path / "back").mkdir(exist_ok=True)
        back, _ = report_brought_back(tmp_path / "back", data)
        assert said(back) == said(report)
        # Text in cells that Excel draws below them, and what would be run, is not in it.
        assert opened(data)[HIDDEN_SHEET].sheet_state != "visible"


BROKEN = {
    "2021": [
        ("依申请公开.本年新收.自然人", 99),
        ("依申请公开.本年度办理结果.予以公开.总计", 7),
        ("依申请公开.上年结转.其他", 5),
        ("主动公开.行政规范性文件.现行有效件数", 1),
        ("主动公开.规章.本年制发件数", 400),
        ("复议诉讼.行政复议.总计", 3),
    ],
    "2019": [
        ("依申请公开.结转下年度.总计", 8),
        ("复议诉讼.复议后起诉.总计", 9),
        ("主动公开.行政许可.上一年项目数量", 777),
    ],
    "2014": [
        ("统计表.依申请公开情况.申请办结数.统计数", 1),
        ("统计表.行政复议数量.维持具体行政行为数.统计数", 4000),
        ("统计表.主动公开情况.主动公开政府信息数.统计数", 2),
    ],
}
CASES = [(key, *broken) for key, cells in BROKEN.items() for broken in cells]


@pytest.mark.office
def test_it_says_of_one_wrong_cell_what_the_check_says(tmp_path: Path) -> None:
    """Same relations, same sentences, same codes: worked out by LibreOffice, and by the check."""
    years = {key: _two_years(tmp_path / key, forms()[key]) for key in BROKEN}
    books = []
    for key, name, value in CASES:
        before, now = years[key]
        data = book_of(now, before)
        place = cells_of(opened(data), Kind.FIGURE)[name]
        books.append(typed(data, {place: value}))
    sound = [book_of(now, before) for before, now in years.values()]
    *broken, _, _, _ = made = saved_by_office([*books, *map(_without_results, sound)])
    for data in made[-len(sound) :]:
        assert _red(opened(data, computed=True)) == []
    told = 0
    for (key, name, _), data in zip(CASES, broken, strict=True):
        back, _ = report_brought_back(tmp_path, data)
        expected = _found(back, years[key][0])
        assert _red(opened(data, computed=True)) == expected, name
        told += len(expected)
    assert told > len(CASES)


def _without_results(data: bytes) -> bytes:
    return saved(opened(data))


def _two_years(folder: Path, form: Form) -> tuple[Report, Report]:
    random, year = Random(form.key), form.first_year
    numbers = random_numbers(form, random)
    before = report_of(folder, form, year, {a: str(n) for a, n in numbers.items()})
    following = following_numbers(form, numbers, random)
    now = report_of(folder, form, year + 1, {a: str(n) for a, n in following.items()})
    return before, now


def _found(report: Report, before: Report) -> list[str]:
    problems = Problems(report.file)
    check_relations(report, problems)
    check_expectations(report, problems)
    check_year_relations(report, before, problems)
    codes = {e.relation.code for e in (*report.form.equations, *report.form.expectations)}
    codes |= {equation.relation.code for equation in report.form.across_years}
    return sorted(f"{p.message}（{p.code}）" for p in problems.found if p.code in codes)


def _red(book: Workbook) -> list[str]:
    """What stands in red in the tables' sheets, without the name of the column before it."""
    shown = [
        str(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.endswith("）") and "（" in cell.value
        if cell.font.b and cell.font.color is not None and cell.font.color.rgb == "FFC00000"
    ]
    return sorted(text.rpartition("：")[2] for text in shown)


def test_last_years_figures_are_counted_on(tmp_path: Path) -> None:
    """上年结转 is there, 现行有效 is worked out, also where a program saved no results."""
    form = forms()["2021"]
    before, now = _two_years(tmp_path, form)
    material = book_material(ORGAN, now.year, before, None)
    assert material is not None
    book = opened(workbook_bytes(material))
    figures = cells_of(book, Kind.FIGURE)
    for address, figure in now.figures.items():
        sheet, cell = figures[address.dotted]
        if book[sheet][cell].value is None:
            book[sheet][cell] = figure.value
    back, _ = report_brought_back(tmp_path, saved(book))
    assert {a: f.value for a, f in back.figures.items()} == {
        a: f.value for a, f in now.figures.items()
    }
    texts = {name: more for name, _, more in places(book, Kind.FIGURE)}
    for address, figure in before.figures.items():
        assert texts[address.dotted][1] == figure.written
