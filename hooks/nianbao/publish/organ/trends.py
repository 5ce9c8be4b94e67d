"""Pictures of an organ's main figures over the years."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from ...facts import Facts, form_breaks, over_years
from ...form import Indicator, indicators
from ..charts import trend_chart

__all__ = ["Trend", "main_trends"]


@dataclass(frozen=True, slots=True)
class Trend:
    """An indicator's picture over the years."""

    indicator: Indicator
    chart: Markup


def main_trends(name: str, reports: Iterable[Facts]) -> tuple[Trend, ...]:
    """The pictures of the main figures of an organ's reports, where any year has more than 0.

    All have the same years below, so that what is no longer counted is seen to end.
    """
    own = tuple(reports)
    main = {figure.name for facts in own for figure in facts.form.main_figures}
    followed = (
        (indicator, over_years(own, indicator))
        for indicator in indicators().values()
        if indicator.slug and main & {indicator.name, indicator.before}
    )
    shown = [each for each in followed if any(observation.value for observation in each[1])]
    every = {observation.year for _, observations in shown for observation in observations}
    found = []
    for indicator, observations in shown:
        years = range(min(every), max(every) + 1)
        chart = trend_chart(indicator, name, observations, form_breaks(own), years)
        if chart:
            found.append(Trend(indicator, chart))
    return tuple(found)
