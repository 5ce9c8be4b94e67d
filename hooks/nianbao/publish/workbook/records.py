"""The hidden sheet: whose workbook it is, and where everything stands in it."""

from __future__ import annotations

from dataclasses import dataclass, field

from xlsxwriter import Workbook

from ...book_marks import FORM, HIDDEN_SHEET, MARK_NAME, ORGAN, VERSION, YEAR, Kind
from ...form import Label, local_frame
from ..spreadsheet import Place, absolute
from .material import BookMaterial

__all__ = ["Records"]


@dataclass(slots=True)
class Records:
    """Gathers what stands where while the sheets are written."""

    rows: list[tuple[str, ...]] = field(default_factory=list)

    def add(
        self, kind: Kind, name: str, place: Place | None = None, sheet: str = "", *more: str
    ) -> None:
        """One record; its place, if it has one, becomes a reference."""
        where = f"={absolute(place, sheet)}" if place is not None else ""
        self.rows.append((kind.value, name, where, *more))

    def write(self, book: Workbook, material: BookMaterial) -> None:
        """Writes the sheet, which no menu of a spreadsheet program shows."""
        sheet = book.add_worksheet(HIDDEN_SHEET)
        sheet.very_hidden()
        sheet.protect()
        sheet.write_row(0, 0, (MARK_NAME, VERSION))
        for row, (kind, name, where, *more) in enumerate((*_identity(material), *self.rows), 1):
            for column, text in ((0, kind), (1, name), *enumerate(more, 3)):
                sheet.write_string(row, column, text)
            if where:
                sheet.write_formula(row, 2, where, None, "")
        book.define_name(MARK_NAME, f"={absolute(Place(0, 0), HIDDEN_SHEET)}")


def _identity(material: BookMaterial) -> list[tuple[str, ...]]:
    form = material.form
    said = ((ORGAN, material.organ.slug), (YEAR, str(material.year)), (FORM, form.key))
    rows: list[tuple[str, ...]] = [(Kind.IDENTITY, name, "", text) for name, text in said]
    if form.key == local_frame().key:
        (table,) = form.tables.values()
        (block,) = table.blocks
        rows.append((Kind.CAPTION, "", "", table.caption))
        rows += [(Kind.COLUMN, "", "", column.text) for column in block.columns]
        rows += [row for label in block.rows for row in _item(label, 1)]
    return rows


def _item(label: Label, level: int) -> list[tuple[str, ...]]:
    unit = label.measure.unit if label.measure else ""
    counted = "counted" if label.has_figures else ""
    row = (Kind.ITEM, str(level), "", label.text, unit, counted)
    return [row, *(below for child in label.children for below in _item(child, level + 1))]
