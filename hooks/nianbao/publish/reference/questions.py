"""Questions that people ask of the data, each answered in a spreadsheet, in pandas and in SQL.

The page shows them; tests run what stands there and hold the answers against the portal's pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ...own_data import read_own_data

__all__ = ["Question", "questions"]

# Lines of Chinese that YAML joins with a space.
_FOLD = re.compile("(?<=[，。：；]) ")


@dataclass(frozen=True, slots=True)
class Question:
    """One question: what the answer means, the formulas with the heads of their columns, the code.

    ``excel`` are formulas for the row of a year, which stands in column A.
    """

    title: str
    says: str
    years: tuple[int, int]
    excel: tuple[tuple[str, str], ...]
    pandas: str
    sql: str


@cache
def questions() -> tuple[Question, ...]:
    """All of them, in the order of the page."""
    data = read_own_data(Path(__file__).with_suffix(".yml"))
    return tuple(
        Question(
            title=entry["title"],
            says=_FOLD.sub("", entry["says"]),
            years=(entry["years"][0], entry["years"][1]),
            excel=tuple(entry["excel"].items()),
            pandas=entry["pandas"],
            sql=entry["sql"],
        )
        for entry in data
    )
