"""The page with the order of organs by an indicator in every year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ...form import Indicator
from ..web.addresses import indicator_path
from ..web.downloads import Download
from ..web.meta_tags import ColumnPage
from ..web.sheets import MOST_CELLS, sheet_path
from .ranking import YearRanking

__all__ = ["RankingPage", "ranking_pages", "ranking_path"]

# 名次, 机关, the number, 比上年.
_COLUMNS = 4


def ranking_path(indicator: Indicator) -> str:
    """The address of the orders of all years."""
    return f"{indicator_path(indicator)}paihang/"


@dataclass(frozen=True, slots=True)
class RankingPage:
    """The orders of some years, newest first; ``years`` leads to all, with their addresses."""

    template = "ranking.html"
    indicator: Indicator
    rankings: tuple[YearRanking, ...]
    years: tuple[tuple[int, str], ...]
    updated: date | None
    number: int = 1
    downloads: tuple[Download, ...] = ()

    @property
    def path(self) -> str:
        """Its address."""
        return sheet_path(ranking_path(self.indicator), self.number)

    @property
    def title(self) -> str:
        """The heading of the page."""
        more = f"（第{self.number}页）" if self.number > 1 else ""
        return f"{self.indicator.title}：各机关历年排行{more}"

    @property
    def crumb(self) -> str:
        """Its name in breadcrumbs, where the page of the indicator stands before it."""
        return f"第{self.number}页" if self.number > 1 else "历年排行"

    @property
    def description(self) -> str:
        """What a search engine shows of the page."""
        return f"各机关{self.indicator.title}的历年排行，同类的机关排在一起。"

    @property
    def about(self) -> ColumnPage:
        """What its meta tags say."""
        return ColumnPage(
            self.title, self.description, ("政府信息公开", "年报数据", self.indicator.title)
        )


def ranking_pages(
    indicator: Indicator, rankings: Sequence[YearRanking], updated: date | None
) -> Iterator[RankingPage]:
    """The orders of all years, on as many pages as phones need; years are not divided."""
    sheets: list[list[YearRanking]] = [[]]
    cells = 0
    for ranking in rankings:
        own = _COLUMNS * sum(len(kind.places) + 1 for kind in ranking.kinds)
        if sheets[-1] and cells + own > MOST_CELLS:
            sheets.append([])
            cells = 0
        sheets[-1].append(ranking)
        cells += own
    path = ranking_path(indicator)
    years = tuple(
        (ranking.year, f"{sheet_path(path, number)}#{ranking.year}")
        for number, sheet in enumerate(sheets, 1)
        for ranking in sheet
    )
    for number, sheet in enumerate(sheets, 1):
        yield RankingPage(indicator, tuple(sheet), years, updated, number)
