"""The rows of an indicator's table: an organ's numbers, one a year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...facts.observations import Observation, observed
from ...form import Indicator
from ...source import Organ
from ..report.page import ReportPage
from ..web.addresses import organ_path

__all__ = ["Cell", "OrganRow", "organ_row"]


@dataclass(frozen=True, slots=True)
class Cell:
    """An organ's number of a year, and its report's page; no page means no report."""

    observation: Observation | None
    path: str


@dataclass(frozen=True, slots=True)
class OrganRow:
    """An organ's numbers, one a year of the table."""

    organ: Organ
    path: str
    cells: tuple[Cell, ...]


def organ_row(
    indicator: Indicator,
    organ: Organ,
    years: Sequence[int],
    pages: Mapping[tuple[str, int], ReportPage],
) -> OrganRow:
    """An organ's numbers of these years."""
    cells = []
    for year in years:
        page = pages.get((organ.slug, year))
        observation = observed(page.report, indicator) if page else None
        cells.append(Cell(observation, page.path if page else ""))
    return OrganRow(organ, organ_path(organ), tuple(cells))
