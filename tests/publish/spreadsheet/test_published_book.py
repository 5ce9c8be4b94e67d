"""The spreadsheet of a published report: every figure as published, totals worked out alike."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from books import opened, saved, saved_by_office
from nianbao.book_marks import LIST_HEAD
from nianbao.facts.data_notes import DataNote
from nianbao.form import Address, forms, local_frame
from nianbao.intake.identity import Identity
from nianbao.intake.importing import import_document
from nianbao.intake.readers.xlsx_reader import read_xlsx
from nianbao.publish.data.open_data import report_csv
from nianbao.publish.spreadsheet import PlacedTable, published_book, reference
from nianbao.source import Report
from reading import ORGAN, full_report

KEYS = [*forms(), local_frame().key]
ADDRESS = "https://www.example.gov.cn/zwgk/gknb/shili/2021/"


def report_in(folder: Path, key: str) -> Report:
    return full_report(folder, {**forms(), local_frame().key: local_frame()}[key])


def shown(report: Report, data: bytes) -> dict[Address, object]:
    """What the sheets of the tables show for each figure."""
    book = opened(data, computed=True)
    return {
        address: book[table.key][reference(place)].value
        for table in report.form.tables.values()
        for address, place in PlacedTable(table, 2, 0).places.items()
    }


def assert_as_published(report: Report, data: bytes) -> None:
    for address, value in shown(report, data).items():
        figure = report.figures[address]
        if figure.value is None:
            assert value in (None, f"（{figure.note}）"), address
        else:
            assert value == pytest.approx(float(figure.value), abs=1e-9), address


@pytest.mark.parametrize("key", KEYS)
def test_every_figure_is_there_as_published(tmp_path: Path, key: str) -> None:
    report = report_in(tmp_path, key)
    data = published_book(report, (), ADDRESS)
    assert_as_published(report, data)
    assert published_book(report, (), ADDRESS) == data
    sheet = opened(data)["数据"]
    assert sheet.calculate_dimension() == sheet.auto_filter.ref
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    by_name = {row[6]: row for row in rows}
    assert by_name.keys() == {address.dotted for address in report.figures}
    for address, figure in report.figures.items():
        row = by_name[address.dotted]
        assert row[7] == (None if figure.value is None else float(figure.value))
        assert row[10] == ("空白" if figure.value is None else "数")
        assert row[2] == report.form.key


@pytest.mark.office
def test_worked_out_again_it_is_the_same(tmp_path: Path) -> None:
    """LibreOffice, given no results, works out the figures that were published."""
    reports = [report_in(tmp_path / key, key) for key in KEYS]
    books = [saved(opened(published_book(report, (), ADDRESS))) for report in reports]
    formulas = 0
    for report, before, data in zip(reports, books, saved_by_office(books), strict=True):
        assert_as_published(report, data)
        formulas += sum(
            str(cell.value).startswith("=")
            for sheet in opened(before).worksheets
            for row in sheet.iter_rows()
            for cell in row
        )
    assert formulas > 50


def test_a_total_that_is_no_sum_stands_as_published(tmp_path: Path) -> None:
    report = report_in(tmp_path, "2021")
    address = Address("依申请公开", ("本年新收",), "总计")
    figures = {**report.figures, address: replace(report.figures[address], value=9, written="9")}
    changed = replace(report, figures=figures, notice="=1+1")
    note = DataNote(address.parts, "sum-row", "六类申请人之和为 7，总计填 9", " =<原表>&如此 ")
    data = published_book(changed, (note,), ADDRESS)
    place = PlacedTable(changed.form.tables["依申请公开"], 2, 0).places[address]
    book = opened(data)
    assert book["依申请公开"][reference(place)].value == 9
    texts = [str(row[0]) for row in book["依申请公开"].iter_rows(values_only=True)]
    assert f"{address}：公布为 9，各项之和为 7，表中照公布的数，不用算式" in texts
    assert note.text in texts
    by_name = {row[6]: row for row in book["数据"].iter_rows(min_row=2, values_only=True)}
    assert by_name[address.dotted][11] == note.text
    # Whatever text begins with, it is text.
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f" or str(cell.value).startswith("=IF(COUNT("), cell


NOTES = ["含“二次”公开", '含"二次"公开', "甲；[红]0.00_;" * 40]


@pytest.mark.parametrize("note", NOTES, ids=["curly", "straight", "longer than a number format"])
@pytest.mark.parametrize("key", KEYS)
def test_it_can_be_imported_again(tmp_path: Path, key: str, note: str) -> None:
    """All that front matter says, once, and nothing of the sheets that say it again."""
    report = report_in(tmp_path, key)
    first = next(a for a, f in report.figures.items() if f.value is not None)
    figures = {**report.figures, first: replace(report.figures[first], note=note)}
    report = replace(report, figures=figures)
    data = published_book(report, (), ADDRESS)
    document = read_xlsx(data)
    identity = Identity(ORGAN.slug, ORGAN.name, report.year)
    imported = import_document(document, identity, data)
    body = imported.text.partition("\n---\n")[2]
    assert "|" not in body
    assert {a: (r.written, r.note, r.unit) for a, r in imported.readings.items()} == {
        a: (f.written, f.note, f.unit) for a, f in report.figures.items()
    }
    assert (document.title, document.published) == (report.title, report.published)
    assert document.notice == report.notice


def test_no_number_format_is_longer_than_excel_reads(tmp_path: Path) -> None:
    report = report_in(tmp_path, "2021")
    address = Address("依申请公开", ("本年新收",), "自然人")
    figures = {**report.figures, address: replace(report.figures[address], note="长" * 300)}
    book = opened(published_book(replace(report, figures=figures), (), ADDRESS))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert max(len(cell.number_format) for cell in cells) <= 255
    places = PlacedTable(report.form.tables["依申请公开"], 2, 0).places
    sheet = book["依申请公开"]
    assert sheet[reference(places[address])].value == f"5（{'长' * 300}）"
    # A formula would pass over it.
    assert sheet[reference(places[address._replace(column="总计")])].value == 7


def test_the_list_has_the_states_and_units_of_the_csv(tmp_path: Path) -> None:
    report = report_in(tmp_path, "2019")
    gone, *_ = report.figures
    figures = {a: f for a, f in report.figures.items() if a != gone}
    report = replace(report, figures=figures)
    rows = csv.DictReader(io.StringIO(report_csv(report, (), ADDRESS).removeprefix("\ufeff")))
    sheet = opened(published_book(report, (), ADDRESS))["数据"]
    listed = list(sheet.iter_rows(min_row=2, values_only=True))
    names = ("地址", "行", "单位", "备注", "状态")
    at = [LIST_HEAD.index(name) for name in names]
    found = [tuple(row[place] or "" for place in at) for row in listed]
    assert found == [tuple(row[name] for name in names) for row in rows]
    assert found[0][-1] == "没有这一项"
