"""Workbooks to fill in: filled in by openpyxl, saved again by LibreOffice, brought back."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from nianbao.book_marks import HIDDEN_SHEET, Kind
from nianbao.intake.importing import Imported
from nianbao.intake.readers.office import find_office
from nianbao.intake.workbook.filled_report import import_filled_book
from nianbao.source import Report
from openpyxl import Workbook, load_workbook
from places import ROOT
from reading import ORGAN, read_report

__all__ = [
    "Typed",
    "brought_back",
    "cells_of",
    "opened",
    "pdf_of",
    "places",
    "report_brought_back",
    "saved",
    "saved_by_office",
    "typed",
]

Place = tuple[str, str]
Typed = str | float | datetime | None


def opened(data: bytes, *, computed: bool = False) -> Workbook:
    """The workbook as openpyxl has it."""
    return load_workbook(BytesIO(data), data_only=computed)


def saved(book: Workbook) -> bytes:
    """The workbook as openpyxl saves it: without the results of formulas."""
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def places(book: Workbook, kind: Kind) -> Iterator[tuple[str, Place, tuple[str, str]]]:
    """Name, place and texts of what the hidden sheet lists of a kind."""
    for row in book[HIDDEN_SHEET].iter_rows(min_row=2, max_col=5, values_only=True):
        found, name, where, *more = ("" if value is None else str(value) for value in row)
        if found == kind:
            sheet, _, cell = where.removeprefix("=").rpartition("!")
            yield name, (sheet.strip("'"), cell.replace("$", "")), (more[0], more[1])


def cells_of(book: Workbook, kind: Kind) -> Mapping[str, Place]:
    """The places of what the hidden sheet lists of a kind, by name."""
    return {name: place for name, place, _ in places(book, kind)}


def typed(data: bytes, changes: Mapping[Place, Typed]) -> bytes:
    """The workbook with something typed into cells."""
    book = opened(data)
    for (sheet, cell), value in changes.items():
        book[sheet][cell] = value
    return saved(book)


def brought_back(data: bytes, slug: str = "", year: int = 0) -> Imported:
    """The report that the workbook of the invented organ holds."""
    return import_filled_book(data, data, {ORGAN.slug: ORGAN.name}, slug, year)


def report_brought_back(folder: Path, data: bytes) -> tuple[Report, Imported]:
    """The report as it is read again from what was written of it."""
    imported = brought_back(data)
    path = folder / f"{imported.identity.year}.md"
    path.write_text(imported.text, "utf-8")
    report, _ = read_report(path, ORGAN, path.name)
    assert report is not None
    return report, imported


def saved_by_office(books: Sequence[bytes]) -> list[bytes]:
    """The workbooks, opened, worked out and saved by LibreOffice."""
    return _converted(books, "xlsx:Calc MS Excel 2007 XML")


def pdf_of(book: Path) -> bytes:
    """The workbook, worked out and printed by LibreOffice."""
    (pdf,) = _converted([book.read_bytes()], "pdf")
    return pdf


def _converted(books: Sequence[bytes], kind: str) -> list[bytes]:
    program = find_office(ROOT)
    assert program is not None
    with TemporaryDirectory() as name:
        folder = Path(name)
        sources = [folder / f"{number}.xlsx" for number in range(len(books))]
        for path, data in zip(sources, books, strict=True):
            path.write_bytes(data)
        subprocess.run(
            [
                *(program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"),
                *("--convert-to", kind, "--outdir", folder / "out"),
                *sources,
            ],
            check=True,
            capture_output=True,
        )
        ending = kind.partition(":")[0]
        made = [folder / f"out/{number}.{ending}" for number in range(len(books))]
        return [path.read_bytes() for path in made]
