"""Small pieces of wording that page, PDF and messages share."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

__all__ = ["CJK", "chinese_date", "file_size", "reports_name", "years_span"]

CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u2018-\u201d"
"""Chinese characters and punctuation, for a class of a regular expression: between two of them the
end of a line is no space."""


def chinese_date(day: date) -> str:
    """2022年1月20日: Arabic numerals, no leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def file_size(size: int) -> str:
    """A number of bytes the way download lists show it."""
    kilobytes = max(1, round(size / 1024))
    return f"{kilobytes} KB" if kilobytes < 1024 else f"{size / 1024 / 1024:.1f} MB"


def reports_name(organ: str) -> tuple[str, str]:
    """An organ's name and what its reports are called, in two pieces that do not say 政府 twice."""
    what = "政府信息公开年报"
    return organ, what.removeprefix("政府") if organ.endswith("政府") else what


def years_span(years: Collection[int], unit: str = "年") -> str:
    """2014—2018年: the first and the last of some years, or the only one."""
    first, last = min(years), max(years)
    return f"{first}{unit}" if first == last else f"{first}—{last}{unit}"
