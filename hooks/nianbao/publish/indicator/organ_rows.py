"""The table of an indicator: a column a year, a row an organ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...facts import Observation, PortalFacts
from ...form import Indicator
from ...source import Lineage, Number, Organ
from ..web.addresses import organ_path, report_path

__all__ = ["OrganRow", "YearCell", "YearColumn", "organ_row", "rest_row", "year_columns"]


@dataclass(frozen=True, slots=True)
class YearColumn:
    """A year's sum, which ``breaks`` the table if it counts something else than the one before."""

    sum: Observation
    breaks: bool

    @property
    def year(self) -> int:
        """Which year."""
        return self.sum.year

    @property
    def meaning(self) -> str:
        """What was counted."""
        return self.sum.name

    @property
    def counted(self) -> str:
        """How many reports have the number, and of how many, where not all do."""
        return str(self.sum.given) + ("" if self.sum.is_complete else f" / {self.sum.asked}")


@dataclass(frozen=True, slots=True)
class YearCell:
    """An organ's number of a year, and its report's page; no page means no report.

    ``other_meaning`` is what the number counts where its column counts something else.
    """

    observation: Observation | None
    path: str
    other_meaning: str = ""
    breaks: bool = False

    @property
    def value(self) -> Number | None:
        """The number, if there is one."""
        return self.observation.value if self.observation else None


@dataclass(frozen=True, slots=True)
class OrganRow:
    """An organ's numbers, one a year of the table; ``name`` is what the list calls it.

    ``remark`` says what it came from or became. One that ``is_rest`` is what a covering government
    has besides its organs.
    """

    organ: Organ
    name: str
    path: str
    cells: tuple[YearCell, ...]
    is_rest: bool = False
    remark: str = ""


def year_columns(sums: Sequence[Observation]) -> tuple[YearColumn, ...]:
    """The columns of these sums, in their order."""
    breaks = (left.name != right.name for left, right in pairwise(sums))
    return tuple(map(YearColumn, sums, (False, *breaks)))


def organ_row(
    indicator: Indicator,
    organ: Organ,
    called: Mapping[str, str],
    columns: Sequence[YearColumn],
    facts: PortalFacts,
) -> OrganRow:
    """An organ's numbers of these years; ``called`` is what the list calls all organs."""
    name = called[organ.slug]
    cells = []
    for column in columns:
        report = facts.by_place.get((organ.slug, column.year))
        found = report.observed(indicator) if report else None
        cells.append(_cell(column, found, report_path(report) if report else ""))
    return OrganRow(
        organ,
        name,
        organ_path(organ),
        tuple(cells),
        remark=_of_reform(organ, called, facts.lineage),
    )


def _of_reform(organ: Organ, called: Mapping[str, str], lineage: Lineage) -> str:
    """What it came from and became, by what the list calls them."""
    both = (("前身", lineage.earlier), ("后为", lineage.later))
    told = (
        word + "、".join(called[each.slug] for each in organs)
        for word, ties in both
        if (organs := ties.get(organ.slug, ()))
    )
    return "，".join(told)


def rest_row(
    indicator: Indicator,
    organ: Organ,
    name: str,
    columns: Sequence[YearColumn],
    facts: PortalFacts,
) -> OrganRow | None:
    """What a covering government has besides its organs; None where that is never known."""
    if not organ.aggregate:
        return None
    cells = []
    for column in columns:
        report = facts.by_place.get((organ.slug, column.year))
        found = facts.rest(organ, column.year, indicator)
        cells.append(_cell(column, found, report_path(report) if report else ""))
    if not any(cell.value is not None for cell in cells):
        return None
    return OrganRow(organ, f"其余：{name}本级", organ_path(organ), tuple(cells), is_rest=True)


def _cell(column: YearColumn, found: Observation | None, path: str) -> YearCell:
    is_other = found is not None and found.is_known and found.name != column.meaning
    return YearCell(
        observation=found,
        path=path,
        other_meaning=found.name if found and is_other else "",
        breaks=column.breaks,
    )
