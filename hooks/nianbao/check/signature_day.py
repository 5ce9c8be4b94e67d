"""Whether the day below a report's prose is about that of its publication."""

from __future__ import annotations

import re
from datetime import date

from ..problem import Problems
from .folded import FoldedProse

__all__ = ["check_signature_day"]

_SIGNED = re.compile(r"(?:^|\n)(?P<day>(20\d\d)年(\d{1,2})月(\d{1,2})日)[\n。]*$")
_MOST_DAYS = 300


def check_signature_day(prose: FoldedProse, problems: Problems) -> None:
    """A report is signed within months of its publication: in January, people write last year."""
    published = prose.report.published
    match = _SIGNED.search(prose.text)
    if published is None or match is None:
        return
    try:
        signed = date(*map(int, match.groups()[1:]))
    except ValueError:
        return  # Days that no calendar has are told elsewhere.
    if abs((signed - published).days) <= _MOST_DAYS:
        return
    problems.add(
        "signature-day",
        prose.mark(match.start("day")),
        f"落款写着 {match['day']}，发布日期是 {published}",
        found=match["day"],
        expected=published,
        advice="请核对年份，改正写错的一处；确实隔了这么久才发布的，请写入 acknowledged",
    )
