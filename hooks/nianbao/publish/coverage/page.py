"""The page of the board."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ...facts import latest_day
from ..artifact import Artifact, text
from ..material import Material
from ..web.addresses import COVERAGE
from ..web.downloads import Download
from ..web.meta_tags import ColumnPage
from .board import Board, YearCounts, coverage_board
from .csv_file import board_csv
from .due_days import DueDays, due_days
from .status import Meaning, legend

__all__ = ["CoveragePage", "coverage_page"]


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """发布情况: the board, with the rule that it goes by, and a file of it to take away."""

    template = "coverage.html"
    path = COVERAGE
    title = "政府信息公开年报发布情况"
    crumb = "发布情况"
    description = "各机关历年政府信息公开工作年度报告是否发布、是否按期，现在还缺哪些。"
    board: Board
    due_days: tuple[DueDays, ...]
    downloads: tuple[Download, ...]
    updated: date | None

    @property
    def latest(self) -> YearCounts | None:
        """What the latest year with a report adds up to."""
        return self.board.years[0] if self.board.years else None

    @property
    def legend(self) -> tuple[Meaning, ...]:
        """What the words of the board mean."""
        return legend()

    @property
    def about(self) -> ColumnPage:
        """What its meta tags say."""
        return ColumnPage(self.title, self.description, ("政府信息公开", "年报", "发布情况"))


def coverage_page(material: Material) -> Iterator[CoveragePage]:
    """The page of all organs and reports, last changed when any of the reports was."""
    board = coverage_board(material.facts, material.rules)
    updated = latest_day(facts.updated for facts in material.facts.reports)
    csv = text(board_csv(board, material.site_url))
    artifact = Artifact(f"{COVERAGE}fabu.csv", "text/csv", csv, updated)
    yield CoveragePage(
        board=board,
        due_days=due_days((counts.year for counts in board.years), material.rules),
        downloads=(Download("CSV", artifact, "发布情况"),),
        updated=updated,
    )
