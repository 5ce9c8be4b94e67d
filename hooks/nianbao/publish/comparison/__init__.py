"""对比: any two reports side by side, cell by cell with the difference."""

from .differing import Comparison, Obstacle, ObstacleKind, Pair, compare
from .page import ComparisonPage, comparison_pages
from .picker import PickerPage, picker_page

__all__ = [
    "Comparison",
    "ComparisonPage",
    "Obstacle",
    "ObstacleKind",
    "Pair",
    "PickerPage",
    "compare",
    "comparison_pages",
    "picker_page",
]
