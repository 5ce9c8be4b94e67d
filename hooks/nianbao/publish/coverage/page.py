"""The page of the board."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ...facts import latest_day
from ...form import OrganKind
from ..artifact import Artifact, text
from ..material import Material
from ..web.addresses import COVERAGE
from ..web.downloads import Download
from ..web.meta_tags import ColumnPage
from ..web.sheets import SheetLink, in_sheets, sheet_links, sheet_path
from .board import Board, Row, YearCounts, coverage_board
from .csv_file import board_csv
from .due_days import DueDays, due_days
from .status import Meaning, legend

__all__ = ["CoveragePage", "coverage_page"]


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """发布情况: the board, with the rule that it goes by, and a file of it to take away.

    Where there are very many organs, ``groups`` are those of one of several pages, and ``sheets``
    leads to all of them.
    """

    template = "coverage.html"
    owed_path = COVERAGE
    description = "各机关历年政府信息公开工作年度报告是否发布、是否按期，现在还缺哪些。"
    keywords = ("更正", "逾期", "缺报", "撤回")
    board: Board
    groups: tuple[tuple[OrganKind, tuple[Row, ...]], ...]
    due_days: tuple[DueDays, ...]
    downloads: tuple[Download, ...]
    updated: date | None
    number: int = 1
    sheets: tuple[SheetLink, ...] = ()

    @property
    def path(self) -> str:
        """Its address."""
        return sheet_path(COVERAGE, self.number)

    @property
    def title(self) -> str:
        """The heading of the page."""
        page = f"（第{self.number}页）" if self.number > 1 else ""
        return f"政府信息公开年报发布情况{page}"

    @property
    def crumb(self) -> str:
        """Its name in breadcrumbs, where the first page stands before the others."""
        return f"第{self.number}页" if self.number > 1 else "发布情况"

    @property
    def latest(self) -> YearCounts | None:
        """What the latest year with a report adds up to."""
        return self.board.years[0] if self.board.years else None

    @property
    def legend(self) -> tuple[Meaning, ...]:
        """What the words of the board mean."""
        return legend({standing.status for standing in self.board.standings})

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
    sheets = in_sheets(board.groups, len(board.years))
    links = sheet_links(COVERAGE, ([r.organ for _, rows in own for r in rows] for own in sheets))
    for number, own in enumerate(sheets, 1):
        yield CoveragePage(
            board=board,
            groups=own,
            due_days=due_days((counts.year for counts in board.years), material.rules),
            downloads=(Download("CSV", artifact, "发布情况"),) if number == 1 else (),
            updated=updated,
            number=number,
            sheets=links,
        )
