"""The indicators that have a page, by topic."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import groupby

from ..form import Indicator, indicators

__all__ = ["topics"]


@cache
def topics() -> Mapping[str, tuple[Indicator, ...]]:
    """Every indicator that has a page by its topic, in the order of indicators.yml."""
    paged = (indicator for indicator in indicators().values() if indicator.slug)
    groups = groupby(paged, key=lambda indicator: indicator.topic)
    return {topic: tuple(group) for topic, group in groups}
