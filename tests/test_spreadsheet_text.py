"""No cell of a CSV file is a formula, and what was written comes back."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nianbao.intake.document import SourceTable
from nianbao.intake.readers.csv_reader import read_csv
from nianbao.intake.readers.office import find_office
from nianbao.publish.data.csv_text import csv_text
from nianbao.publish.data.open_data import report_csv
from nianbao.spreadsheet_text import marked_as_text, without_mark
from places import ROOT
from reading import SITE, read

FORMULAS = (
    *('=HYPERLINK("https://evil.example/","点我")', "=1+1", "+1+1", "-1+1", "@SUM(1,1)", "-其中"),
    *("＝1+1", "＋1+1", "－1+1", "＠SUM(1,1)", "=cmd|' /C calc'!A0", "'=1+1", "''=1+1"),
)
SPACED = ("\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "\u3000=1+1", "\t1")
# Mostly of what makes formulas, so that chance finds them.
TEXTS = st.text(st.one_of(st.sampled_from("'=+-@＝＋－＠\t\r\n \u3000\xa01A\",;"), st.characters()))


@given(TEXTS)
def test_no_text_begins_like_a_formula_and_all_come_back(text: str) -> None:
    marked = marked_as_text(text)
    assert not marked.lstrip().startswith(tuple("=+-@＝＋－＠"))
    assert not marked.startswith(("\t", "\r", "\n"))
    assert without_mark(marked) == text
    assert marked in (text, f"'{text}")


@pytest.mark.parametrize("text", [*FORMULAS, *SPACED])
def test_what_is_like_a_formula_is_marked(text: str) -> None:
    (row,) = csv.reader(io.StringIO(csv_text([[text]]).removeprefix("\ufeff"), newline=""))
    assert row == [f"'{text}"]


def test_numbers_stay_numbers_and_ordinary_texts_as_they_are() -> None:
    row = (-5, Decimal("-0.50"), None, "-5", "1.政府网站", "'95", "（-）")
    assert csv_text([row]) == "\ufeff-5,-0.50,,'-5,1.政府网站,'95,（-）\r\n"


@pytest.mark.parametrize("text", ["a;b", "a\tb", "a,b", 'a"b', "a\nb", "a\rb", "=1;2", ";=1", '"'])
def test_no_spreadsheet_splits_a_text(text: str) -> None:
    """In many countries a semicolon separates; LibreOffice offers tabs, too."""
    written = csv_text([[text]])
    for separator in ",;\t":
        stream = io.StringIO(written.removeprefix("\ufeff"), newline="")
        assert list(csv.reader(stream, delimiter=separator)) == [[marked_as_text(text)]]


@given(st.lists(st.lists(TEXTS, min_size=1), min_size=1))
def test_rows_of_texts_come_back(rows: list[list[str]]) -> None:
    stream = io.StringIO(csv_text(rows).removeprefix("\ufeff"), newline="")
    assert list(csv.reader(stream)) == [list(map(marked_as_text, row)) for row in rows]


def calc() -> Path | None:
    """LibreOffice, if it has the part that reads CSV; make test installs only what reads .doc."""
    office = find_office(ROOT)
    has_calc = office and list(office.resolve().parent.rglob("libscfiltlo.so"))
    return office if has_calc else None


@pytest.mark.office
@pytest.mark.skipif(calc() is None, reason="LibreOffice Calc is not installed")
def test_libreoffice_finds_no_formula(tmp_path: Path) -> None:
    random = Random(1)
    signs = "'=+-@＝＋－＠\t\r\n \u3000A1\",;"
    texts = [*FORMULAS, *SPACED]
    texts += ["".join(random.choices(signs, k=random.randint(1, 8))) for _ in range(200)]
    rows = [(text, -5, Decimal("-0.50")) for text in texts]
    (tmp_path / "a.csv").write_text(csv_text(rows), "utf-8", newline="")
    # Comma, double quote, UTF-8, and formulas are run.
    filters = "CSV:44,34,76,1,,0,false,true,true"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [
            str(calc()),
            profile,
            "--headless",
            f"--infilter={filters}",
            "--convert-to",
            "xlsx",
            "a.csv",
        ],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert sum(cell.value == -5 for cell in cells) == len(texts)


@pytest.mark.parametrize("text", FORMULAS)
def test_our_own_open_data_is_read_back_as_it_was(text: str, tmp_path: Path) -> None:
    """Names of rows and columns, units, notes and organs, each beginning like a formula."""
    written = json.dumps(text, ensure_ascii=False)
    column = json.dumps(f"{text}列", ensure_ascii=False)
    rows = f"{{指标: {written}, 单位: {written}, 数: [1, {{值: 2, 注: {written}}}]}}"
    front = f"---\nyear: 2009\npublished: ~\n自定表:\n  列: [{column}, 乙]\n  指标: [{rows}]\n---\n"
    report = read(tmp_path, f"{front}\n## 一、概述\n\n无。\n\n## 二、附表\n", 2009)
    report = replace(report, organ=replace(report.organ, name=text))
    document = read_csv(report_csv(report, (), SITE).encode())
    assert document.title == f"{text}2009年政府信息公开工作年度报告"
    (table,) = [block for block in document.blocks if isinstance(block, SourceTable)]
    address, _ = report.figures
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["指标名称", "单位", address.column, "乙"],
        [text, text, "1", f"2（{text}）"],
    ]
