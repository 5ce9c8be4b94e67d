"""Reports side by side with their main figures: the table of a year or of an organ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..facts.main_numbers import MainNumber, main_numbers
from ..facts.totals import main_figures
from ..form import FormFigure
from .data.csv_text import Cell, csv_text
from .report.page import ReportPage
from .web.addresses import absolute

__all__ = ["ReportTable", "Row", "report_table", "table_csv"]


@dataclass(frozen=True, slots=True)
class Row:
    """One report: what the table calls it, and its main figures, one a column."""

    name: str
    page: ReportPage
    numbers: tuple[MainNumber, ...]


@dataclass(frozen=True, slots=True)
class ReportTable:
    """The table under its title; ``subject`` heads the names.

    Its reports may be of several forms: a figure that one does not have is not known.
    """

    title: str
    subject: str
    columns: tuple[FormFigure, ...]
    rows: tuple[Row, ...]


def report_table(title: str, subject: str, named: Iterable[tuple[str, ReportPage]]) -> ReportTable:
    """The reports, each with its name."""
    pages = tuple(named)
    columns = main_figures(page.report for _, page in pages)
    rows = (Row(name, page, main_numbers(page.report, columns)) for name, page in pages)
    return ReportTable(title, subject, columns, tuple(rows))


def table_csv(table: ReportTable, site_url: str) -> str:
    """A line a report."""
    figures = (f"{figure.name}（{figure.unit}）" for figure in table.columns)
    rows: list[tuple[Cell, ...]] = [
        ("机关", "机关代号", "类别", "年度", "发布日期", *figures, "网址")
    ]
    for row in table.rows:
        report = row.page.report
        about = (report.organ.name, report.organ.slug, report.organ.kind, report.year)
        numbers = (number.value for number in row.numbers)
        rows.append((*about, report.published, *numbers, absolute(site_url, row.page.path)))
    return csv_text(rows)
