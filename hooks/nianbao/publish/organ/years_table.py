"""The figures of one organ over the years: a table a topic, with a break where the form changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ...facts import Facts, Observation
from ...form import Form, Indicator
from ...source import Organ
from ...wording import years_span
from ..web.addresses import report_path

__all__ = ["Era", "YearRow", "YearsTable", "years_table"]


@dataclass(frozen=True, slots=True)
class YearRow:
    """One report's observations, one a column, None where its form has nothing of the kind.

    ``organ`` names the organ where it is not the one the table is about.
    """

    year: int
    organ: str
    path: str
    cells: tuple[Observation | None, ...]


@dataclass(frozen=True, slots=True)
class Era:
    """Years of one form, newest first; ``names`` are what it counted under each column.

    A name is empty where the form has nothing of the kind.
    """

    form: Form
    names: tuple[str, ...]
    rows: tuple[YearRow, ...]

    def renames(self, columns: Sequence[Indicator]) -> bool:
        """Whether what it counted is not what the columns say, so that readers must be warned."""
        return self.names != tuple(indicator.name for indicator in columns)

    @property
    def title(self) -> str:
        """Which years, by which notice."""
        return f"{years_span([row.year for row in self.rows])}，{self.form.notice}格式"


@dataclass(frozen=True, slots=True)
class YearsTable:
    """A topic's indicators that the organ's forms have, over the years, by form."""

    topic: str
    columns: tuple[Indicator, ...]
    units: tuple[str, ...]
    eras: tuple[Era, ...]

    @property
    def headings(self) -> tuple[tuple[Indicator, str], ...]:
        """Each column's indicator and unit."""
        return tuple(zip(self.columns, self.units, strict=True))


def years_table(
    topic: str, indicators: Sequence[Indicator], reports: Sequence[Facts], organ: Organ
) -> YearsTable | None:
    """The topic's table from reports in their order; None where no form has any of it."""
    columns = [each for each in indicators if any(facts.observed(each) for facts in reports)]
    rows = [
        (
            facts.form,
            YearRow(
                year=facts.year,
                organ="" if facts.organ.name == organ.name else facts.organ.name,
                path=report_path(facts),
                cells=tuple(facts.observed(indicator) for indicator in columns),
            ),
        )
        for facts in reports
    ]
    rows = [(form, row) for form, row in rows if any(row.cells)]
    if not rows:
        return None
    eras = []
    for form, group in groupby(rows, key=lambda each: each[0]):
        era_rows = tuple(row for _, row in group)
        names = tuple(cell.name if cell else "" for cell in era_rows[0].cells)
        eras.append(Era(form, names, era_rows))
    units = tuple(
        next((cell.unit for _, row in rows if (cell := row.cells[place])), "")
        for place in range(len(columns))
    )
    return YearsTable(topic, tuple(columns), units, tuple(eras))
