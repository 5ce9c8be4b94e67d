"""What a report's main figures are made of, as bars beside those of the year before."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ...facts.observations import parts_of
from ...form import Table, indicators
from ...source import Report
from ..charts import Bar, bar_chart

__all__ = ["ReportPicture", "report_pictures"]


@dataclass(frozen=True, slots=True)
class ReportPicture:
    """A picture under its title."""

    title: str
    chart: Markup


def report_pictures(
    report: Report, before: Report | None, table: Table
) -> tuple[ReportPicture, ...]:
    """The pictures of the main figures that stand in a table, where a part is more than zero.

    The parts are figures of that table, which is the picture's table of numbers.
    """
    found: list[ReportPicture] = []
    for figure in report.form.main_figures:
        indicator = indicators()[figure.name]
        parts = parts_of(report, indicator)
        if figure.addresses[0].table != table.key or not any(value for _, value in parts):
            continue
        earlier = dict(parts_of(before, indicator)) if before else {}
        bars = [Bar(name, value, earlier.get(name)) for name, value in parts]
        title = indicator.breakdown.title if indicator.breakdown else indicator.title
        chart = bar_chart(
            f"parts-{indicator.slug or len(found)}",
            f"{report.year}年{title}",
            figure.unit,
            bars,
            f"{before.year}年" if before and earlier else "",
        )
        found.append(ReportPicture(title, chart))
    return tuple(found)
