"""Reports side by side with their main figures: the table of a year or of an organ."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from ...facts import Facts, Observation
from ...form import Form, FormFigure, forms
from ..web.addresses import absolute, report_path
from .csv_text import CsvCell, csv_text
from .figure_rows import yes_or_no
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
    return _by_name({facts.form.key: facts.form for facts in reports}.values())


def main_observations(facts: Facts, figures: Iterable[FormFigure]) -> tuple[Observation, ...]:
    """A report's number for each figure, not known where its form has none of that name."""
    return tuple(
        facts.observations.get(figure.name)
        or Observation(facts.year, figure.name, figure.unit, None, 0)
        for figure in figures
    )


def table_csv(table: ReportTable, counted: Container[str], site_url: str) -> str:
    """A line a report, with the same columns in every year; what its form has not is blank.

    ``counted`` are the slugs of the organs whose reports the year's sums have.
    """
    columns = _all_main_figures()
    figures = (f"{figure.name}（{figure.unit}）" for figure in columns)
    head = ("机关", "机关代号", "类别", "年度", "版本", "格式", "发布日期", "含下级", "计入合计")
    rows: list[tuple[CsvCell, ...]] = [(*head, *figures, "网址")]
    for row in table.rows:
        facts, organ = row.facts, row.facts.organ
        numbers = (number.value for number in main_observations(facts, columns))
        rows.append(
            (
                *(organ.name, organ.slug, organ.kind, facts.year, facts.version),
                *(facts.form.name, facts.published, yes_or_no(organ.aggregate)),
                yes_or_no(organ.slug in counted),
                *numbers,
                absolute(site_url, row.path),
            )
        )
    return csv_text(rows)


def _all_main_figures() -> tuple[FormFigure, ...]:
    """Those of all forms, newest form first, each name once."""
    return _by_name(forms().values())


def _by_name(used: Iterable[Form]) -> tuple[FormFigure, ...]:
    newest_first = sorted(used, key=lambda form: form.first_year, reverse=True)
    by_name: dict[str, FormFigure] = {}
    for form in newest_first:
        for figure in form.main_figures:
            by_name.setdefault(figure.name, figure)
    return tuple(by_name.values())
