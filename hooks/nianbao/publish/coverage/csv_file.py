"""The board as a file: a line for each organ and year."""

from __future__ import annotations

from ..data.csv_text import CsvCell, csv_text
from ..web.addresses import absolute
from .board import Board
from .standing import Standing

__all__ = ["board_csv"]

_COLUMNS = (
    *("机关", "机关代号", "类别", "年度", "状态", "发布日期", "期限", "逾期天数"),
    *("更正次数", "最近更正日期", "网址", "说明"),
)


def board_csv(board: Board, site_url: str) -> str:
    """Every cell in the board's order; what an organ does not owe in a year is blank."""
    return csv_text([_COLUMNS, *(_line(standing, site_url) for standing in board.standings)])


def _line(standing: Standing, site_url: str) -> tuple[CsvCell, ...]:
    organ = standing.organ
    about = (organ.name, organ.slug, organ.kind, standing.year, standing.status)
    told = (
        *(standing.published, standing.deadline, standing.days_late),
        *(standing.corrections, standing.last_corrected),
    )
    address = absolute(site_url, standing.path) if standing.path else ""
    return (*about, *told, address, standing.remark)
