"""Every report of the demonstration says the same in all formats, figure by figure.

Page, PDF, CSV, JSON, spreadsheet and Word file are each read by what their users read them with.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
from campaigns import some
from docx.oxml.ns import qn
from lxml import html
from nianbao.book_marks import LIST_HEAD
from openpyxl import load_workbook
from pypdf import PdfReader
from site_pages import COLUMN

_NUMBER = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?")


def reports_of(site: Path) -> list[Path]:
    """The folders of reports that have figures."""
    found = sorted(site.glob(f"{COLUMN}*/20[0-9][0-9]/*.csv"))
    return [path.parent for path in found if re.fullmatch(r"[a-z]+-\d{4}\.csv", path.name)]


def file_of(folder: Path, ending: str) -> Path:
    return folder / f"{folder.parent.name}-{folder.name}{ending}"


def number(text: object) -> Decimal | None:
    """A number as it stands in a table or a cell, without what is said of it; None for a blank."""
    found = _NUMBER.match("" if text is None else str(text).strip())
    return Decimal(found[0].replace(",", "")) if found else None


Figures = dict[str, Decimal | None]


def in_json(folder: Path) -> Figures:
    data = json.loads(file_of(folder, ".json").read_text("utf-8"), parse_float=Decimal)
    rows = (row for table in data["tables"] for row in table["rows"])
    return {cell["address"]: number(cell["value"]) for row in rows for cell in row["cells"]}


def in_csv(folder: Path) -> Figures:
    lines = csv.DictReader(io.StringIO(file_of(folder, ".csv").read_text("utf-8-sig")))
    return {line["地址"]: number(line["数值"]) for line in lines}


def in_page(folder: Path) -> Figures:
    page: Any = html.fromstring((folder / "index.html").read_text("utf-8"))
    tables = [table for table in page.iter("table") if "official" in table.get("class", "")]
    cells = (cell for table in tables for cell in table.iter("td"))
    return {name: number(cell.text_content()) for cell in cells if (name := cell.get("id"))}


def in_spreadsheet(folder: Path) -> Figures:
    """The plain list of the spreadsheet; its tables are held against it by their own tests."""
    book = load_workbook(file_of(folder, ".xlsx"), read_only=True, data_only=True)
    for sheet in book.worksheets:
        head, *rows = sheet.iter_rows(values_only=True)
        if head[: len(LIST_HEAD)] == LIST_HEAD:
            at, value = LIST_HEAD.index("地址"), LIST_HEAD.index("数值")
            return {str(row[at]): number(row[value]) for row in rows}
    raise AssertionError(book.sheetnames)


def in_word(folder: Path) -> Iterator[str]:
    """The texts of all cells of tables, in their order."""
    document = docx.Document(str(file_of(folder, ".docx")))
    for cell in document.element.body.iter(qn("w:tc")):
        yield "".join(text.text or "" for text in cell.iter(qn("w:t")))


def in_pdf(folder: Path) -> str:
    pages = PdfReader(file_of(folder, ".pdf")).pages
    return unicodedata.normalize("NFKC", "\n".join(page.extract_text() for page in pages))


def numbers_in(texts: Iterable[str]) -> Counter[str]:
    found = (number(each) for text in texts for each in _NUMBER.findall(text))
    return Counter(str(value) for value in found)


def test_page_and_files_have_the_same_figures(demo_site: Path) -> None:
    folders = reports_of(demo_site)
    assert len(folders) > 400
    for folder in some(folders, 12):
        figures = in_json(folder)
        assert len(figures) > 3, folder
        assert in_csv(folder) == figures, folder
        assert in_page(folder) == figures, folder
        assert in_spreadsheet(folder) == figures, folder
        wanted = Counter(str(value) for value in figures.values() if value is not None)
        assert not wanted - numbers_in(in_word(folder)), folder
        assert not wanted - numbers_in([in_pdf(folder)]), folder


def test_the_pdf_carries_the_published_files(demo_site: Path) -> None:
    for folder in some(reports_of(demo_site), 40):
        carried = PdfReader(file_of(folder, ".pdf")).attachments
        names = [file_of(folder, ending) for ending in (".csv", ".json")]
        assert {name: content for name, (content,) in carried.items()} == {
            file.name: file.read_bytes() for file in names
        }, folder


@pytest.mark.parametrize("what", ["figure", "blank"])
def test_it_would_be_seen(demo_site: Path, tmp_path: Path, what: str) -> None:
    """A file that says something else is told from the others."""
    folder = reports_of(demo_site)[0]
    copy = tmp_path / folder.parent.name / folder.name
    copy.mkdir(parents=True)
    text = file_of(folder, ".csv").read_text("utf-8-sig")
    line = next(line for line in text.splitlines()[1:] if re.search(r",\d+,[^,]*,,数,", line))
    other = re.sub(r",(\d+),([^,]*,,数,)", r",\g<1>7,\2" if what == "figure" else r",,\2", line)
    file_of(copy, ".csv").write_text(text.replace(line, other), "utf-8-sig")
    assert in_csv(copy) != in_json(folder)
