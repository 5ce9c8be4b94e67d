"""Every cell of a workbook, as text: a reviewer reads what has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from books import opened
from nianbao.form import forms
from nianbao.publish.workbook import book_material, workbook_bytes
from openpyxl import Workbook
from openpyxl.cell.cell import MergedCell
from places import DATA
from reading import ORGAN, full_report


def listing(book: Workbook, values: Workbook) -> Iterator[str]:
    """The cells of each sheet: a star where one may write, formulas with what they come to."""
    for sheet in book.worksheets:
        yield f"== {sheet.title} {sheet.sheet_state} {sheet.print_area or ''}".rstrip()
        yield f"merged: {' '.join(sorted(map(str, sheet.merged_cells.ranges)))}"
        for rule in sheet.data_validations.dataValidation:
            yield f"rule {rule.type} {rule.sqref}: {rule.formula1} | {rule.error}"
        for row in sheet.iter_rows():
            for cell in row:
                is_open = not isinstance(cell, MergedCell) and not cell.protection.locked
                if cell.value is None and not is_open:
                    continue
                shown = values[sheet.title][cell.coordinate].value
                text = "" if cell.value is None else str(cell.value).replace("\n", "⏎")
                came = f" → {shown}" if text.startswith("=") else ""
                yield f"{cell.coordinate}{'*' if is_open else ''} {text}{came}".rstrip()


def test_cells_of_a_workbook(tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    before = full_report(tmp_path, forms()["2021"])
    material = book_material(ORGAN, 2022, before, None)
    assert material is not None
    data = workbook_bytes(material)
    text = "\n".join(listing(opened(data), opened(data, computed=True)))
    golden(DATA / "workbook/2022.txt", f"{text}\n")


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    before = full_report(tmp_path, forms()["2021"])
    material = book_material(ORGAN, 2022, before, None)
    assert material is not None
    assert workbook_bytes(material) == workbook_bytes(material)


def test_functions_are_those_of_old_programs(tmp_path: Path) -> None:
    """Excel 2010 and WPS have no function of Excel 365."""
    import re  # noqa: PLC0415

    used = set()
    for key, form in forms().items():
        before = full_report(tmp_path / key, form)
        material = book_material(ORGAN, before.year + 1, before, None)
        assert material is not None
        for sheet in opened(workbook_bytes(material)).worksheets:
            for row in sheet.iter_rows(values_only=True):
                for value in row:
                    if isinstance(value, str) and value.startswith("="):
                        used |= set(re.findall(r"([A-Z.]+)\(", re.sub('"[^"]*"', "", value)))
    assert used == {"COUNT", "COUNTBLANK", "IF", "LEN", "N", "OR", "ROUND", "SUM", "SUMPRODUCT"}
