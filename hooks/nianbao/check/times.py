"""Reports whose page cannot say at what time it was published: told once for all of them."""

from __future__ import annotations

from collections.abc import Sequence

from ..problem import Problem, Problems
from ..settings import HouseRules
from ..source import CurrentText
from .settling import settle

__all__ = ["check_times"]


def check_times(texts: Sequence[CurrentText], rules: HouseRules) -> list[Problem]:
    """The tag PubDate has a time to the minute; a day alone is kept, and no time is invented.

    国办发〔2017〕47号, annex 网页标签规范: ``YYYY-MM-DD HH:MM``. The newest report stands for all.
    """
    current = {(each.text.organ, each.text.year): each for each in texts if not each.is_draft}
    for each in texts:
        place = (each.text.organ, each.text.year)
        if place in current and each.text.version > current[place].text.version:
            current[place] = each
    day_only = [e for e in current.values() if e.published and " " not in e.text.published]
    if not day_only:
        return []
    first = min(day_only, key=lambda each: (-each.text.year, each.file))
    problems = Problems(first.file)
    others = f"，连同另外 {len(day_only) - 1} 份报告" if len(day_only) > 1 else ""
    problems.add(
        "published-without-time",
        first.mark,
        f"发布日期没有写时间{others}：网页标签 PubDate 里只有日期",
        found=first.text.published,
        expected=f"{first.text.published} 时:分",
        advice="查得到发布时间的，写在日期后面；查不到的就这样，不要编一个",
    )
    return settle(problems.found, (), rules.severities)
