"""The board as a file: a line for each organ and year."""

from __future__ import annotations

import csv
import io
from datetime import date

from ..addresses import absolute
from .board import Board
from .standing import Standing

__all__ = ["board_csv"]

_COLUMNS = (
    *("机关", "机关代号", "类别", "年度", "状态", "发布日期", "期限", "逾期天数"),
    *("更正次数", "最近更正日期", "网址", "说明"),
)


def board_csv(board: Board, site_url: str) -> str:
    """Every cell in the board's order, with the byte order mark by which Excel knows UTF-8.

    What is not known, or is not asked of an organ in that year, is blank, which is not 0.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    writer.writerows(_line(standing, site_url) for standing in board.standings)
    return "\ufeff" + text.getvalue()


def _line(standing: Standing, site_url: str) -> tuple[str | int | date, ...]:
    organ = standing.organ
    about = (organ.name, organ.slug, organ.kind, standing.year, standing.status)
    told = (
        *(standing.published, standing.deadline, standing.days_late),
        *(standing.corrections, standing.last_corrected),
    )
    address = absolute(site_url, standing.path) if standing.path else ""
    return (*about, *("" if value is None else value for value in told), address, standing.remark)
