"""The board: every organ and every year, what is missing, and what each year adds up to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...facts import PortalFacts
from ...form import OrganKind
from ...settings import HouseRules
from ...source import YEARS, Organ, by_kind
from ..web.addresses import organ_path, year_path
from ..web.short_names import short_names
from .standing import Standing, standing_of
from .status import OWED, Status

__all__ = ["Board", "Row", "YearCounts", "coverage_board"]


@dataclass(frozen=True, slots=True)
class Row:
    """One organ, what the list calls it, and its years, newest first; no page is no path."""

    organ: Organ
    name: str
    path: str
    standings: tuple[Standing, ...]

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the organ came from and became, in that order."""
        told = {s.status: s.remark for s in self.standings if s.remark}
        both = (told.get(Status.NOT_FOUNDED, ""), told.get(Status.CLOSED, ""))
        return tuple(filter(None, both))


@dataclass(frozen=True, slots=True)
class YearCounts:
    """How many reports about a year were to be published, and how many were.

    Without reports, a year has no page and no path.
    """

    year: int
    path: str
    on_time: int
    late: int
    undated: int
    owed: int
    corrected: int

    @property
    def published(self) -> int:
        """How many reports are there."""
        return self.on_time + self.late + self.undated

    @property
    def expected(self) -> int:
        """How many reports should be there."""
        return self.published + self.owed

    @property
    def numbers(self) -> tuple[int, ...]:
        """All of them in the order of the table's columns."""
        published = (self.expected, self.published, self.on_time, self.late, self.undated)
        return (*published, self.owed, self.corrected)

    @property
    def on_time_share(self) -> str:
        """按期率: how many of those expected are there on time, to a tenth of a percent.

        It cannot be known where none is expected, nor where none is known to be on time and some
        have no day.
        """
        if not self.expected or (self.undated and not self.on_time):
            return "—"
        # Half up, in whole numbers: a tenth of a percent is a thousandth.
        thousandths = (2000 * self.on_time + self.expected) // (2 * self.expected)
        return f"{thousandths // 10}.{thousandths % 10}%"


@dataclass(frozen=True, slots=True)
class Board:
    """Organs by kind in the order of organs.yml, governments first; years newest first."""

    years: tuple[YearCounts, ...]
    groups: tuple[tuple[OrganKind, tuple[Row, ...]], ...]

    @property
    def standings(self) -> tuple[Standing, ...]:
        """Every organ and year, row by row."""
        return tuple(s for _, rows in self.groups for row in rows for s in row.standings)

    @property
    def owed(self) -> tuple[Standing, ...]:
        """The reports that are not there and should be, newest first."""
        owed = (standing for standing in self.standings if standing.status in OWED)
        return tuple(sorted(owed, key=lambda standing: -standing.year))


def coverage_board(facts: PortalFacts, rules: HouseRules) -> Board:
    """The board from the first year that any report or organ is of, to the latest report's."""
    years = _years(facts)
    called = short_names(facts.organs)
    rows = (_row(organ, called[slug], years, facts, rules) for slug, organ in facts.organs.items())
    board = Board((), by_kind(rows, lambda row: row.organ))
    return Board(tuple(_counts(year, board.standings, facts) for year in years), board.groups)


def _years(facts: PortalFacts) -> range:
    if facts.latest_year is None:
        return range(0)
    said = [organ.first_year for organ in facts.organs.values() if organ.first_year is not None]
    first = max(min([*facts.by_year, *said]), YEARS.start)
    return range(facts.latest_year, first - 1, -1)


def _row(
    organ: Organ, name: str, years: Iterable[int], facts: PortalFacts, rules: HouseRules
) -> Row:
    path = organ_path(organ) if organ.slug in facts.by_organ else ""
    return Row(organ, name, path, tuple(standing_of(organ, year, facts, rules) for year in years))


def _counts(year: int, standings: Iterable[Standing], facts: PortalFacts) -> YearCounts:
    of_year = [standing for standing in standings if standing.year == year]

    def count(*statuses: Status) -> int:
        return sum(standing.status in statuses for standing in of_year)

    return YearCounts(
        year=year,
        path=year_path(year) if year in facts.by_year else "",
        on_time=count(Status.ON_TIME),
        late=count(Status.LATE),
        undated=count(Status.UNDATED),
        owed=count(*OWED),
        corrected=sum(bool(standing.corrections) for standing in of_year),
    )
