"""对比: any two reports side by side, cell by cell with the difference."""

from .differing import Comparison, Obstacle, ObstacleKind, Pair, compare
from .preceding import report_before

__all__ = ["Comparison", "Obstacle", "ObstacleKind", "Pair", "compare", "report_before"]
