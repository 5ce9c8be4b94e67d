"""An indicator as open data: a line for every organ and year, then the sums."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from ...form import Indicator
from ..addresses import absolute
from .observations import Observation
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
    """The numbers, newest year first, with the byte order mark by which Excel knows UTF-8.

    统计口径 is the name of what was counted: numbers of different 口径 are not comparable.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)

    def write(who: Sequence[str], each: Observation, address: str) -> None:
        value = "" if each.value is None else each.value
        counts = (each.given, each.asked)
        writer.writerow(
            (indicator.name, each.meaning, *who, each.year, value, each.unit, *counts, address)
        )

    for row in rows:
        who = (row.organ.name, row.organ.slug, row.organ.kind)
        for cell in row.cells:
            if cell.observation is not None:
                write(who, cell.observation, absolute(site_url, cell.path))
    for each in county:
        write(("合计", "", ""), each, "")
    return "\ufeff" + text.getvalue()
