"""The formulas on the page of the data, worked out by LibreOffice from the files themselves."""

from __future__ import annotations

import csv
import io
import subprocess
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from nianbao.intake.readers.office import find_office
from nianbao.publish.reference.questions import questions
from places import ROOT

SHEETS = ("indicators", "reports")


def workbook_of(data: Path, file: Path) -> None:
    """The CSV files as sheets, and a sheet a question with its years and formulas."""
    book = openpyxl.Workbook(write_only=True)
    for name in SHEETS:
        sheet = book.create_sheet(name)
        text = (data / f"{name}.csv").read_text("utf-8-sig")
        for line in csv.reader(io.StringIO(text, newline="")):
            sheet.append([float(c) if is_number(c) else c or None for c in line])
    for number, question in enumerate(questions()):
        sheet = book.create_sheet(f"q{number}")
        sheet.append(["年度", *(name for name, _ in question.excel)])
        first, last = question.years
        for row, year in enumerate(range(first, last + 1), 2):
            sheet.append([year, *(filled_down(formula, row) for _, formula in question.excel)])
    book.save(file)


def is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).lstrip("-").isdigit()


def filled_down(formula: str, row: int) -> str:
    """The formula of row 2 as a spreadsheet fills it into another row."""
    for column in "ABC":
        formula = formula.replace(f"{column}2", f"{column}{row}")
    return formula


@pytest.mark.office
def test_formulas_give_what_pandas_gives(
    demo_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = demo_site / "data"
    workbook_of(data, tmp_path / "a.xlsx")
    office = find_office(ROOT)
    assert office
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    into = ["--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out")]
    subprocess.run(
        [str(office), profile, *into, str(tmp_path / "a.xlsx")], check=True, capture_output=True
    )
    book = openpyxl.load_workbook(tmp_path / "out/a.xlsx", data_only=True)
    monkeypatch.chdir(data)
    for number, question in enumerate(questions()):
        names: dict[str, pd.DataFrame] = {}
        exec(question.pandas, names)  # noqa: S102 - the page's own code is what is tested
        expected = {int(year): row for year, *row in names["结果"].fillna(0).itertuples()}
        found = {
            int(str(row[0])): list(row[1 : len(question.excel) + 1])
            for row in book[f"q{number}"].iter_rows(min_row=2, values_only=True)
        }
        assert found.keys() == expected.keys()
        for year, row in expected.items():
            assert found[year] == pytest.approx(row), (question.title, year)
