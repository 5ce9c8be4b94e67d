"""A report that was withdrawn: its file says when and why, and nothing else of it is published."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from ..problem import Mark, Problems
from .day import read_day
from .organ import Organ
from .strict_yaml import YamlMapping, YamlScalar, read_yaml

__all__ = ["WITHDRAWN", "Withdrawal", "read_withdrawal", "says_withdrawn"]

WITHDRAWN = "withdrawn"
"""What front matter says it under."""

_SAYS = re.compile(rf"^{WITHDRAWN}\s*:", re.MULTILINE)
_EXAMPLE = f"请写成 {WITHDRAWN}: {{date: 2026-03-01, why: 原因}}"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Which report is not published any more, since when and why.

    ``version`` is that of its last text; what corrections had replaced is withdrawn with it.
    """

    organ: Organ
    year: int
    version: int
    date: dt.date
    why: str
    file: str
    mark: Mark

    is_superseded = False


def says_withdrawn(front: str) -> bool:
    """Whether front matter is that of a withdrawn report."""
    return bool(_SAYS.search(front))


def read_withdrawal(
    front: str, organ: Organ, year: int, version: int, problems: Problems
) -> Withdrawal | None:
    """What front matter says of a withdrawal, whatever else has been left in it."""
    node = read_yaml(front, problems)
    if not isinstance(node, YamlMapping):
        return None
    value = node.get(WITHDRAWN)
    said = dict.fromkeys(("date", "why"), YamlScalar(Mark(1, 1), "", plain=True))
    if value is not None:
        said = dict.fromkeys(said, YamlScalar(value.mark, "", plain=True))
    if isinstance(value, YamlMapping):
        said |= {key.text: item for key, item in value.pairs if isinstance(item, YamlScalar)}
    written = node.get("year")
    if isinstance(written, YamlScalar) and written.text != str(year):
        problems.add(
            "year-mismatch",
            written.mark,
            f"年度写 {written.text}，文件名是 {year}.md",
            found=written.text,
            expected=year,
            advice="请改正年度，或改文件名",
        )
    if said.keys() != {"date", "why"} or not all(map(_is_said, said.values())):
        problems.add(
            "withdrawal-format",
            said["date"].mark,
            "撤回没有写明哪一天、为什么",
            advice=f"{_EXAMPLE}；原因会显示在那个网址上",
        )
        return None
    day = read_day(said["date"], "2026-03-01", problems)
    if day is None:
        return None
    if day.year <= year:
        problems.add(
            "published-early",
            said["date"].mark,
            f"撤回日期 {day} 不在 {year} 年度之后",
            found=day,
            expected=f"{year + 1}-01-01",
            advice="年度报告在次年发布，发布以后才谈得上撤回，请核对日期",
        )
    mark = said["why"].mark
    return Withdrawal(organ, year, version, day, said["why"].text, problems.file, mark)


def _is_said(value: YamlScalar) -> bool:
    return bool(value.text.strip()) and not value.is_blank
