"""The rows of an indicator's table: an organ's numbers, one a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...facts import Observation, PortalFacts
from ...form import Indicator
from ...source import Organ
from ..web.addresses import organ_path, report_path

__all__ = ["OrganRow", "YearCell", "organ_row"]


@dataclass(frozen=True, slots=True)
class YearCell:
    """An organ's number of a year, and its report's page; no page means no report."""

    observation: Observation | None
    path: str


@dataclass(frozen=True, slots=True)
class OrganRow:
    """An organ's numbers, one a year of the table."""

    organ: Organ
    path: str
    cells: tuple[YearCell, ...]


def organ_row(
    indicator: Indicator, organ: Organ, years: Sequence[int], facts: PortalFacts
) -> OrganRow:
    """An organ's numbers of these years."""
    cells = []
    for year in years:
        report = facts.by_place.get((organ.slug, year))
        observation = report.observed(indicator) if report else None
        cells.append(YearCell(observation, report_path(report) if report else ""))
    return OrganRow(organ, organ_path(organ), tuple(cells))
