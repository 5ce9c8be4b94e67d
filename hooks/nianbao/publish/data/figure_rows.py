"""The rows of a report's figures as data files have them: one a cell, in printed order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from ...facts.data_notes import DataNote
from ...form import printed_labels
from ...source import Report
from ..figure_states import state_of
from ..web.addresses import absolute, report_path
from .csv_text import BETWEEN_LABELS, CsvCell, address_cells

__all__ = ["NO", "YES", "Row", "about_text", "figure_rows", "yes_or_no"]

Row: TypeAlias = tuple[CsvCell, ...]

YES, NO = "是", "否"


def about_text(report: Report, site_url: str, identifier: str = "") -> Row:
    """What the row of every figure of a text begins with."""
    return (
        *(report.organ.slug, report.organ.name, report.year, report.version),
        yes_or_no(not report.is_superseded),
        *(report.published, absolute(site_url, report_path(report))),
        *(identifier, report.form.name),
    )


def figure_rows(report: Report, notes: tuple[DataNote, ...]) -> Iterator[Row]:
    """What the row of each figure goes on with, in printed order: its code up to its notes."""
    codes, printed = report.form.codes, printed_labels(report.form)
    for address, measure in report.form.measures.items():
        figure = report.figures.get(address)
        unit = (figure.unit if figure else "") or measure.unit
        remarks = "；".join(note.reason for note in notes if note.concerns(address))
        value, note = (figure.value, figure.note) if figure else (None, "")
        dotted, table, row, column = address_cells(address)
        if address.row in printed:
            row = BETWEEN_LABELS.join(printed[address.row])
        yield (
            *(codes[address], dotted, table, row, column),
            *(value, unit, note, state_of(figure), remarks),
        )


def yes_or_no(value: bool, /) -> str:  # noqa: FBT001 - what the cell says
    """A cell that says whether something is so."""
    return YES if value else NO
