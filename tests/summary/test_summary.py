"""The summary of a year: one set of figures, in a page, a workbook and a document alike."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import docx
import openpyxl
import pytest
from lxml.etree import HTMLParser, _Element, fromstring
from made_portal import read_folder
from nianbao.command import main
from nianbao.facts import PortalFacts, added_up
from nianbao.form import forms
from nianbao.publish.reading import facts_of_all
from nianbao.settings import HouseRules
from nianbao.summary import Summary, gather, summary_document, summary_page, summary_workbook
from nianbao.summary.model import Value, shown
from openpyxl.worksheet.worksheet import Worksheet
from places import DATA
from summary_county import MISSING, write_summary_county

YEAR = 2021


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_summary_county(tmp_path_factory.mktemp("county"))


@pytest.fixture(scope="module")
def facts(project: Path) -> PortalFacts:
    readings = read_folder(project / "reports", project)
    return facts_of_all(readings.listing, (share.reading.facts for share in readings.shares))


@pytest.fixture(scope="module")
def summary(project: Path, facts: PortalFacts) -> Summary:
    problems = read_folder(project / "reports", project).problems
    return gather(facts, problems, HouseRules(), YEAR)


def text_of(summary: Summary) -> Iterator[str]:
    """The summary as the page has it, a line a row."""
    for element in _page(summary).iter("h1", "h2", "p", "tr"):
        if element.tag == "tr":
            yield " | ".join(map(_text, element))
        else:
            yield f"\n{_text(element)}" if element.tag == "h2" else _text(element)


def _page(summary: Summary) -> _Element:
    return fromstring(summary_page(summary).encode("utf-8"), HTMLParser(encoding="utf-8"))


def _text(element: _Element) -> str:
    return "".join(map(str, element.itertext()))


def test_what_it_says(summary: Summary, golden: Callable[[Path, str], None]) -> None:
    golden(DATA / "summary/county.txt", "".join(f"{line}\n" for line in text_of(summary)))


def test_its_counts_are_what_was_done_to_the_reports(summary: Summary) -> None:
    """Twenty townships: two missing, one late, a draft, one corrected, one withdrawn."""
    state, exceptions, *_ = summary.parts
    *_, total = state.table.shown_rows
    assert total == ("合计", 19, 16, 15, 1, 0, 1, 2, 1, 1)
    told = {row[0]: row[2] for row in exceptions.table.rows}
    assert {told[f"示例县{town.removeprefix('zhen')}号镇人民政府"] for town in MISSING} == {
        "未发布"
    }
    assert told["示例县3号镇人民政府"] == "逾期发布"
    assert summary.day == date(2022, 5, 1)


def test_the_sums_are_those_of_the_published_reports(summary: Summary, facts: PortalFacts) -> None:
    figures = summary.parts[3].table
    published = [f for f in facts.by_year[YEAR] if not f.is_draft]
    main_figures = forms()["2021"].main_figures
    expected = [added_up(YEAR, f.name, f.unit, published).value for f in main_figures]
    assert list(figures.sums[2:]) == expected
    assert None not in expected
    changes, comparison = summary.parts[5].table, summary.parts[4].table
    # The draft and what was withdrawn are compared with nothing.
    for number, row in enumerate(comparison.rows):
        each = [line[1 + number] for line in changes.rows]
        assert row[3] == len(published)
        assert row[6] == sum(value for value in each if isinstance(value, int))


def test_figures_are_the_same_in_all_three(summary: Summary) -> None:
    tree = _page(summary)
    tables = [[list(map(_text, row)) for row in table.iter("tr")] for table in tree.iter("table")]
    document = docx.Document(io.BytesIO(summary_document(summary)))
    assert tables == [
        [[cell.text for cell in row.cells] for row in table.rows] for table in document.tables
    ]
    paragraphs = list(map(_text, tree.iter("h1", "h2", "p")))
    assert paragraphs == [p.text for p in document.paragraphs if p.text]
    book = openpyxl.load_workbook(io.BytesIO(summary_workbook(summary)), data_only=True)
    sheets = [
        _table_on(book[part.sheet], part.heading, len(part.paragraphs)) for part in summary.parts
    ]
    assert sheets == tables


def _table_on(sheet: Worksheet, heading: str, paragraphs: int) -> list[list[str]]:
    rows = list(sheet.iter_rows(values_only=True))
    top = next(n for n, row in enumerate(rows) if row[0] == heading) + paragraphs + 1
    width = sum(cell is not None for cell in rows[top])
    return [[_as_shown(cell) for cell in row[:width]] for row in rows[top:]]


def _as_shown(value: object) -> str:
    if isinstance(value, datetime):
        return shown(value.date())
    assert value is None or isinstance(value, str | int)
    return shown(value)


def test_sums_are_formulas_over_numbers(summary: Summary) -> None:
    book = openpyxl.load_workbook(io.BytesIO(summary_workbook(summary)))
    sheet = book[summary.parts[3].sheet]
    last = list(sheet.iter_rows(values_only=True))[-1]
    assert all(str(cell).startswith("=SUMIF(B") for cell in last[2:])
    assert sheet.freeze_panes is not None
    assert sheet.print_title_rows is not None
    differences = book[summary.parts[4].sheet]
    assert [str(row[6])[:2] for row in list(differences.iter_rows(values_only=True))[-6:]] == [
        "=F"
    ] * 6


def test_an_author_writes_no_formula_and_no_markup(summary: Summary) -> None:
    """What is written in a report is text in every one of them."""
    hostile = '=HYPERLINK("x","a")<script>alert(1)</script>&\N{RIGHT-TO-LEFT OVERRIDE}'
    part = summary.parts[1]
    row = (hostile, *part.table.rows[0][1:])
    table = replace(part.table, rows=(row,))
    told = replace(summary, parts=(replace(part, table=table),))
    assert "<script" not in summary_page(told)
    book = openpyxl.load_workbook(io.BytesIO(summary_workbook(told)))
    (cell,) = [c for c in book[part.sheet]["A"] if str(c.value).startswith("=")]
    assert cell.data_type == "s"
    document = docx.Document(io.BytesIO(summary_document(told)))
    assert document.tables[0].rows[1].cells[0].text == shown(hostile)


def test_the_same_summary_is_the_same_bytes(summary: Summary) -> None:
    assert summary_workbook(summary) == summary_workbook(summary)
    assert summary_document(summary) == summary_document(summary)
    assert b"2022-05-01T00:00:00Z" in _core(summary_document(summary))
    assert b"2022-05-01T00:00:00Z" in _core(summary_workbook(summary))


def _core(packed: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        days = {entry.date_time for entry in archive.infolist()}
        assert days == {(1980, 1, 1, 0, 0, 0)}
        return archive.read("docProps/core.xml")


def test_a_covering_report_is_not_counted_beside_those_it_covers(facts: PortalFacts) -> None:
    known = facts.by_year[YEAR]
    covering = replace(known[0], organ=facts.organs["xian"])
    with_county = replace(facts, reports=(covering, *facts.reports))
    table = gather(with_county, (), HouseRules(), YEAR).parts[3].table
    assert [row[0] for row in table.rows if row[1] == "是"] == [covering.organ.name]
    assert table.sums[2:] == table.rows[0][2:]


def test_only_what_stands_below_an_organ(facts: PortalFacts) -> None:
    table = gather(facts, (), HouseRules(), YEAR, "zhen2").parts[3].table
    assert [row[0] for row in table.rows] == ["示例县2号镇人民政府"]


def test_the_command_writes_where_git_looks_not(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["summary", "2021", "--project", str(project)]) == 0
    names = {path.name for path in (project / "summary").iterdir()}
    assert names == {f"summary-2021.{kind}" for kind in ("html", "xlsx", "docx")} | {".gitignore"}
    assert "*\n" in (project / "summary/.gitignore").read_text("utf-8")
    assert "git" not in capsys.readouterr().out
    assert main(["summary", "2021", "--project", str(project), "-o", str(tmp_path / "x")]) == 0
    assert "不要公开，也不要提交到 git" in capsys.readouterr().out
    first, second = project / "summary/summary-2021.docx", tmp_path / "x/summary-2021.docx"
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("where", ["docs/hz", "reports", "site"])
def test_nothing_is_written_where_it_would_be_published(project: Path, where: str) -> None:
    with pytest.raises(SystemExit):
        main(["summary", "2021", "--project", str(project), "-o", str(project / where)])
    assert not list((project / where).glob("summary-*"))


def test_where_nothing_can_be_written_it_says_why_in_chinese(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "汇总").write_text("", "utf-8")
    where = str(tmp_path / "汇总")
    assert main(["summary", "2021", "--project", str(project), "-o", where]) == 1
    assert "写不进去（已经有了同名的文件）" in capsys.readouterr().err


def test_a_year_without_reports_has_none(project: Path) -> None:
    with pytest.raises(SystemExit):
        main(["summary", "2031", "--project", str(project)])


def test_values_as_they_are_shown() -> None:
    values: tuple[Value, ...] = (None, 0, date(2022, 1, 2), "甲")
    assert [shown(value) for value in values] == ["—", "0", "2022-01-02", "甲"]
