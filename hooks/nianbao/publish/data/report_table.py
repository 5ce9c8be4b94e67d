"""Reports side by side with their main figures: the table of a year or of an organ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...facts import Facts, Observation
from ...form import FormFigure
from ..web.addresses import absolute, report_path
from .csv_text import CsvCell, csv_text
from .outputs import FileLink, file_links

__all__ = ["ReportTable", "Row", "main_figures", "main_observations", "report_table", "table_csv"]


@dataclass(frozen=True, slots=True)
class Row:
    """One report: what the table calls it, its page, its main figures, one a column, its files."""

    name: str
    path: str
    facts: Facts
    numbers: tuple[Observation, ...]
    files: tuple[FileLink, ...]


@dataclass(frozen=True, slots=True)
class ReportTable:
    """The table under its title; ``subject`` heads the names.

    Its reports may be of several forms: a figure that one does not have is not known.
    """

    title: str
    subject: str
    columns: tuple[FormFigure, ...]
    rows: tuple[Row, ...]


def report_table(title: str, subject: str, named: Iterable[tuple[str, Facts]]) -> ReportTable:
    """The reports, each with its name."""
    reports = tuple(named)
    columns = main_figures(facts for _, facts in reports)
    rows = (
        Row(
            name,
            report_path(facts),
            facts,
            main_observations(facts, columns),
            file_links(facts),
        )
        for name, facts in reports
    )
    return ReportTable(title, subject, columns, tuple(rows))


def main_figures(reports: Iterable[Facts]) -> tuple[FormFigure, ...]:
    """The main figures of all forms that the reports use, newest form first, each name once."""
    used = {facts.form.key: facts.form for facts in reports}
    newest_first = sorted(used.values(), key=lambda form: form.first_year, reverse=True)
    by_name: dict[str, FormFigure] = {}
    for form in newest_first:
        for figure in form.main_figures:
            by_name.setdefault(figure.name, figure)
    return tuple(by_name.values())


def main_observations(facts: Facts, figures: Iterable[FormFigure]) -> tuple[Observation, ...]:
    """A report's number for each figure, not known where its form has none of that name."""
    return tuple(
        facts.observations.get(figure.name)
        or Observation(facts.year, figure.name, figure.unit, None, 0)
        for figure in figures
    )


def table_csv(table: ReportTable, site_url: str) -> str:
    """A line a report."""
    figures = (f"{figure.name}（{figure.unit}）" for figure in table.columns)
    rows: list[tuple[CsvCell, ...]] = [
        ("机关", "机关代号", "类别", "年度", "发布日期", *figures, "网址")
    ]
    for row in table.rows:
        organ = row.facts.organ
        about = (organ.name, organ.slug, organ.kind, row.facts.year)
        numbers = (number.value for number in row.numbers)
        rows.append((*about, row.facts.published, *numbers, absolute(site_url, row.path)))
    return csv_text(rows)
