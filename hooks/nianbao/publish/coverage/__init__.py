"""发布情况: which organ has published its report about which year, and when."""

from .page import CoveragePage, coverage_page

__all__ = ["CoveragePage", "coverage_page"]
