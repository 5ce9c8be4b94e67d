"""How two reports, and what differs between them, are called."""

from __future__ import annotations

from dataclasses import dataclass

from ...source import Report

__all__ = ["Words", "words_between"]


@dataclass(frozen=True, slots=True)
class Words:
    """What the page calls either report, more, less, the same, the difference and the largest."""

    before: str
    after: str
    more: str
    less: str
    same: str
    difference: str
    largest: str


def words_between(before: Report, after: Report) -> Words:
    """By year of one organ, by organ of one year, else by both; one year knows no increase."""
    if before.organ == after.organ:
        return _over_time(f"{before.year}年", f"{after.year}年")
    if before.year == after.year:
        return Words(before.organ.name, after.organ.name, "多", "少", "相同", "相差", "相差最大的")
    return _over_time(*(f"{report.organ.name}{report.year}年" for report in (before, after)))


def _over_time(before: str, after: str) -> Words:
    return Words(before, after, "增加", "减少", "不变", "增减", "变化最大的")
