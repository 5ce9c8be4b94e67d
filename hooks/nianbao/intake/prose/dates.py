"""The day of publication, where a source says it."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["parse_date", "published_in"]

_DATE = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})(?![0-9])")
# Not the day it was written (成文日期), nor the one below its signature: neither is publication.
_SAID = re.compile(rf"(?:发布|公开|公布)(?:日期|时间)\s*】?\s*[:：]?\s*({_DATE.pattern})")


def parse_date(text: str) -> date | None:
    """The first day a text names by year, month and day; nothing when there is no such day."""
    match = _DATE.search(text)
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def published_in(text: str) -> date | None:
    """The day that a text calls the day of publication."""
    days = (parse_date(match[1]) for match in _SAID.finditer(text))
    return next((day for day in days if day is not None), None)
