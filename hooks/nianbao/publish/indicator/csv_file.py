"""An indicator as open data: a line for every organ and year, then the sums."""

from __future__ import annotations

from collections.abc import Sequence

from ...facts import Observation
from ...form import Indicator
from ..data.csv_text import CsvCell, csv_text
from ..web.addresses import absolute
from .organ_rows import OrganRow

__all__ = ["indicator_csv"]

_COLUMNS = (
    *("指标", "统计口径", "机关", "机关代号", "类别", "年度", "数值", "单位"),
    *("计入的报告", "应计入的报告", "网址"),
)


def indicator_csv(
    indicator: Indicator,
    rows: Sequence[OrganRow],
    county: Sequence[Observation],
    site_url: str,
) -> str:
    """The numbers, newest year first.

    统计口径 is the name of what was counted: numbers of different 口径 are not comparable.
    """

    def line(who: Sequence[str], each: Observation, address: str) -> tuple[CsvCell, ...]:
        told = (each.year, each.value, each.unit, each.given, each.asked)
        return (indicator.name, each.name, *who, *told, address)

    lines = [
        line(
            (row.organ.name, row.organ.slug, row.organ.kind),
            cell.observation,
            absolute(site_url, cell.path),
        )
        for row in rows
        for cell in row.cells
        if cell.observation is not None
    ]
    return csv_text([_COLUMNS, *lines, *(line(("合计", "", ""), each, "") for each in county)])
