"""A published report's figures as a spreadsheet: the official tables, a plain list, the notes.

Totals are formulas where the published figure is the sum of its parts. Where it is not, or a part
is blank, the published figure stands as a number: what was published is never changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from typing import cast

from xlsxwriter import Workbook

from ...book_marks import (
    ABOUT_YEAR,
    CORRECTED,
    FAULT,
    FOLLOWED,
    LIST_HEAD,
    NOT_A_SUM,
    NOTICE,
    ORGAN_NAME,
    PUBLISHED_ON,
    REPLACED,
    TITLE,
    WHICH_TEXT,
)
from ...facts.data_notes import DataNote, concerning
from ...form import Address, Layout, Measure, Table, indicators, local_frame, printed_labels
from ...source import Correction, Figure, Number, Report, sum_of
from ..figure_states import state_of
from .cells import Place
from .formulas import sum_formula
from .looks import Looks
from .placed_table import PlacedTable, Shown, draw_table
from .plain_sheets import PlainFormulas, PlainList

__all__ = ["published_book"]

_TOP = 2
_A4 = 9
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_LIST, _ABOUT = "数据", "说明"
_WIDTHS = (12, 6, 8, 14, 40, 20, 60, 10, 6, 20, 6, 40)


def published_book(
    report: Report, notes: Sequence[DataNote], address: str, identifier: str = ""
) -> bytes:
    """The spreadsheet of a report with tables; ``address`` is its page on the web."""
    content = BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with Workbook(content, options) as book:
        book.set_properties({"title": report.title, "created": _LONG_AGO})
        looks = Looks(book)
        for table in report.form.tables.values():
            _write_table(book, looks, report, table, notes)
        _write_list(book, looks, report, notes)
        _write_about(book, looks, report, notes, (address, identifier))
    return content.getvalue()


# All books of a form have the same; bounded, because a report may bring a table of its own.
@lru_cache(64)
def _placed(table: Table) -> PlacedTable:
    return PlacedTable(table, _TOP, 0)


def _write_table(
    book: Workbook, looks: Looks, report: Report, table: Table, notes: Sequence[DataNote]
) -> None:
    sheet = book.add_worksheet(table.key, PlainFormulas)
    placed = _placed(table)
    title = f"{report.organ.name}{report.year}年{table.caption}"
    sheet.merge_range(0, 0, 0, placed.right - 1, title, looks.title())
    sheet.set_row(0, 28)

    def shown(address: Address) -> Shown:
        return _shown(report, address, placed.places, looks)

    draw_table(sheet, placed, looks, shown)
    told = [note.text for note in concerning(notes, tuple(placed.places))]
    told += _not_sums(report, table)
    for row, text in enumerate(told, placed.bottom + 1):
        sheet.write_string(row, 0, text, looks.aside())
    sheet.set_paper(_A4)
    if table.layout is Layout.ACROSS:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.hide_gridlines(2)


def _shown(
    report: Report, address: Address, places: Mapping[Address, Place], looks: Looks
) -> Shown:
    """A published figure, as a formula where that comes to the same."""
    figure, measure = report.figures.get(address), report.form.measures[address]
    if figure is None:
        return Shown(None, looks.published(measure, "", ""))
    suffix = _suffix(figure)
    if figure.value is None:
        return Shown(suffix or None, looks.published(measure, "", ""))
    if not _is_number(figure, measure, looks):
        return Shown(f"{figure.written}{suffix}", looks.published(measure, "", ""))
    look = looks.published(measure, figure.written, suffix)
    parts = report.form.sums.get(address, ())
    is_sum = bool(parts) and sum_of(report.figures, parts) == figure.value
    # Formulas pass over text.
    if is_sum and all(_is_number(report.figures[part], measure, looks) for part in parts):
        return Shown(sum_formula([places[part] for part in parts], figure.value), look)
    return Shown(figure.value, look)


def _suffix(figure: Figure) -> str:
    """What stands behind the number in its cell."""
    unit = figure.unit if figure.value is not None else ""
    return unit + (f"（{figure.note}）" if figure.note else "")


def _is_number(figure: Figure, measure: Measure, looks: Looks) -> bool:
    """Whether a figure stands in its cell as a number; with a long note it is text."""
    return looks.has_room_for(measure, figure.written, _suffix(figure))


def _not_sums(report: Report, table: Table) -> Iterator[str]:
    """Says of each total that is not the sum of its parts that it stands as published."""
    for total, parts in report.form.sums.items():
        figure, expected = report.figures.get(total), sum_of(report.figures, parts)
        if total.table != table.key or figure is None or expected is None:
            continue
        if figure.value not in (None, expected):
            yield f"{total}：公布为 {figure.value}，各项之和为 {expected}{NOT_A_SUM}"


def _write_list(book: Workbook, looks: Looks, report: Report, notes: Sequence[DataNote]) -> None:
    """A line a figure; text is written as text, whatever it begins with."""
    sheet = cast("PlainList", book.add_worksheet(_LIST, PlainList))
    for column, name in enumerate(LIST_HEAD):
        sheet.write_string(0, column, name, looks.head())
    about = (report.organ.slug, report.year, report.form.key)
    measures, printed = report.form.measures, printed_labels(report.form)
    sheet.write_lines(
        (*about, *_place(cell, printed), *_content(report, cell, measure, notes))
        for cell, measure in measures.items()
    )
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(measures), len(LIST_HEAD) - 1)


def _place(cell: Address, printed: Mapping[tuple[str, ...], tuple[str, ...]]) -> tuple[str, ...]:
    return cell.table, " › ".join(printed.get(cell.row, cell.row)), cell.column, cell.dotted


def _content(
    report: Report, cell: Address, measure: Measure, notes: Sequence[DataNote]
) -> tuple[Number | str | None, ...]:
    figure = report.figures.get(cell)
    value, unit, note = (figure.value, figure.unit, figure.note) if figure else (None, "", "")
    told = "；".join(each.text for each in concerning(notes, (cell,)))
    return value, unit or measure.unit, note, state_of(figure), told


def _write_about(
    book: Workbook,
    looks: Looks,
    report: Report,
    notes: Sequence[DataNote],
    names: tuple[str, str],
) -> None:
    address, identifier = names
    sheet = book.add_worksheet(_ABOUT)
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 90)
    said = (
        (TITLE, report.title),
        (ORGAN_NAME, report.organ.name),
        ("机关代号", report.organ.slug),
        (ABOUT_YEAR, str(report.year)),
        (WHICH_TEXT, f"{report.version}{f'，{REPLACED}' if report.is_superseded else ''}"),
        (PUBLISHED_ON, str(report.published or "")),
        ("网址", address),
        ("永久标识", identifier),
        ("表式", report.form.notice or report.form.key),
        (NOTICE, report.notice),
        *((CORRECTED, _corrected(entry)) for entry in report.corrections),
        *((FAULT, note.text) for note in notes),
        *((FOLLOWED, text) for text in _followed(report)),
        ("读法", "各项相加的格是算式，结果与公布的数相同；不等于各项之和的照公布的数。空白不是零"),
    )
    for row, (name, value) in enumerate(pair for pair in said if pair[1]):
        sheet.write_string(row, 0, name, looks.plain(is_bold=True))
        sheet.write_string(row, 1, value, looks.plain())


def _corrected(entry: Correction) -> str:
    """One correction: the day, what was changed, and why."""
    return f"{entry.date} {'、'.join(map(str, entry.what))}：{entry.why}"


def _followed(report: Report) -> Iterator[str]:
    """The rows of its own table that are followed over years: the indicator, its code, the row."""
    if report.form.key == local_frame().key:
        for name, figure in report.form.indicators.items():
            yield f"{name}（{indicators()[name].code}）：{figure.addresses[0].dotted}"
