"""The lines of one year in the files of the whole portal, and what its reports add up to."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass

from ...source import Number
from ..figure_states import BLANK, NUMBER
from .csv_text import csv_line
from .figure_rows import NO, YES, Row, yes_or_no
from .report_rows import Followed, ReportRows, with_counted

__all__ = ["YearLines", "YearSum", "indicator_rows", "year_lines", "year_sums"]

_SUM = "合计"


@dataclass(frozen=True, slots=True)
class YearSum:
    """What the counted reports of a year add up to: ``given`` of ``asked`` have the number."""

    code: str
    name: str
    year: int
    unit: str
    value: Number | None
    given: int
    asked: int

    @property
    def state(self) -> str:
        """Whether there is a number."""
        return BLANK if self.value is None else NUMBER


@dataclass(frozen=True, slots=True)
class YearLines:
    """CSV lines of three tables, without heads."""

    reports: str
    figures: str
    indicators: str


def year_lines(year: int, reports: Iterable[ReportRows], counted: Container[str]) -> YearLines:
    """The lines of a year; ``counted`` are the slugs of organs whose reports sums have."""
    report_lines: list[str] = []
    figures: list[str] = []
    indicators: list[str] = []
    known: list[ReportRows] = []
    for rows in reports:
        is_counted = rows.is_current and rows.organ in counted
        report_lines.append(csv_line(with_counted(rows.report, is_counted=is_counted)))
        figures += map(csv_line, rows.lines(is_counted=is_counted))
        if rows.is_current:
            known.append(rows)
            indicators += map(csv_line, indicator_rows(rows, is_counted=is_counted))
    sums = year_sums(year, known, counted)
    indicators += (csv_line(_sum_row(each)) for each in sums)
    return YearLines("".join(report_lines), "".join(figures), "".join(indicators))


def indicator_rows(rows: ReportRows, *, is_counted: bool) -> Iterator[Row]:
    """A row for each indicator of a report."""
    for each in rows.followed:
        yield (
            *(each.code, each.name, rows.organ, rows.name, rows.kind, rows.year, rows.version),
            *(rows.form, each.value, each.unit, each.state, NO),
            *(yes_or_no(rows.aggregate), yes_or_no(is_counted), None, None, rows.url),
        )


def year_sums(
    year: int, reports: Iterable[ReportRows], counted: Container[str]
) -> tuple[YearSum, ...]:
    """What current reports about a year add up to, by what was counted, nothing twice.

    Of an indicator that no counted report has, there is no sum.
    """
    adding = [rows for rows in reports if rows.is_current and rows.organ in counted]
    found: dict[str, list[Followed]] = {}
    for rows in adding:
        for each in rows.followed:
            found.setdefault(each.code, []).append(each)
    sums = []
    for code, same in found.items():
        values = [each.value for each in same if each.value is not None]
        total = sum(values) if values else None
        sums.append(
            YearSum(code, same[0].name, year, same[0].unit, total, len(values), len(adding))
        )
    return tuple(sums)


def _sum_row(each: YearSum) -> Row:
    return (
        *(each.code, each.name, "", _SUM, "", each.year, None, "", each.value, each.unit),
        *(each.state, YES, NO, NO),
        *(each.given, each.asked, ""),
    )
