"""What a report's main figures are made of, as bars beside those of the year before."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ...facts import Facts
from ...form import Table, indicators
from ..charts import Bar, bar_chart

__all__ = ["ReportPicture", "report_pictures"]


@dataclass(frozen=True, slots=True)
class ReportPicture:
    """A picture under its title."""

    title: str
    chart: Markup


def report_pictures(facts: Facts, table: Table) -> tuple[ReportPicture, ...]:
    """The pictures of the main figures that stand in a table, where a part is more than zero.

    The parts are figures of that table, which is the picture's table of numbers.
    """
    found: list[ReportPicture] = []
    before = facts.before
    for figure in facts.form.main_figures:
        indicator = indicators()[figure.name]
        parts = facts.parts_of(indicator)
        if figure.addresses[0].table != table.key or not any(part.value for part in parts):
            continue
        earlier = {o.name: o.value for o in before.parts_of(indicator)} if before else {}
        bars = [Bar(part.name, part.value, earlier.get(part.name)) for part in parts]
        title = indicator.breakdown.title if indicator.breakdown else indicator.title
        chart = bar_chart(
            f"parts-{indicator.slug or len(found)}",
            f"{facts.year}年{title}",
            figure.unit,
            bars,
            f"{facts.year}年",
            f"{before.year}年" if before else "",
        )
        found.append(ReportPicture(title, chart))
    return tuple(found)
