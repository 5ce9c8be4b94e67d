"""Pictures of figures: inline SVG, styled by the portal's stylesheet, without scripts."""

from .bars import Bar, bar_chart
from .lines import CHANGE_OF_FORM, Point, Series, line_chart
from .trends import trend_chart

__all__ = [
    "CHANGE_OF_FORM",
    "Bar",
    "Point",
    "Series",
    "bar_chart",
    "line_chart",
    "trend_chart",
]
