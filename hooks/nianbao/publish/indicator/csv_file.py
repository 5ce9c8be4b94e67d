"""An indicator as open data: a line for every organ and year, then the sums."""

from __future__ import annotations

from collections.abc import Container, Sequence

from ...facts import Observation
from ...form import Indicator
from ..data.csv_text import CsvCell, csv_text
from ..data.figure_rows import yes_or_no
from ..web.addresses import absolute
from .organ_rows import OrganRow

__all__ = ["indicator_csv"]

_COLUMNS = (
    *("指标", "统计口径", "机关", "机关代号", "类别", "年度", "数值", "单位"),
    *("计入的报告", "应计入的报告", "合计行", "含下级", "计入合计", "网址"),
)


def indicator_csv(
    indicator: Indicator,
    rows: Sequence[OrganRow],
    county: Sequence[Observation],
    counted: Container[tuple[str, int]],
    site_url: str,
) -> str:
    """The numbers, newest year first; ``counted`` are the organs and years that sums have.

    统计口径 is the name of what was counted: numbers of different 口径 are not comparable. The
    numbers of a year that are 计入合计 add up to its 合计行.
    """
    summed = {each.year: each.name for each in county}

    def line(
        who: Sequence[str], each: Observation, flags: Sequence[bool], address: str
    ) -> tuple[CsvCell, ...]:
        told = (each.year, each.value, each.unit, each.given, each.asked)
        return (indicator.name, each.name, *who, *told, *map(yes_or_no, flags), address)

    lines = [
        line(
            (row.organ.name, row.organ.slug, row.organ.kind),
            each,
            (
                False,
                row.organ.aggregate,
                (row.organ.slug, each.year) in counted and summed.get(each.year) == each.name,
            ),
            absolute(site_url, cell.path),
        )
        for row in rows
        for cell in row.cells
        if (each := cell.observation) is not None
    ]
    sums = (line(("合计", "", ""), each, (True, False, False), "") for each in county)
    return csv_text([_COLUMNS, *lines, *sums])
