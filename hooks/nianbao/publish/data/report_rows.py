"""What whole-portal data has of one text of a report: the rows of its tables, worked out once.

A share keeps them, so that no report is read again for a file of the whole portal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ...facts import Facts
from ...form import indicators
from ...source import Number, Report, Withdrawal
from ..figure_states import BLANK, NUMBER
from ..web.addresses import absolute, report_path
from .figure_rows import Row, about_text, figure_rows, yes_or_no
from .outputs import file_links
from .tables import data_tables

__all__ = [
    "COUNTED",
    "CURRENT",
    "Followed",
    "ReportRows",
    "rows_of_text",
    "rows_of_withdrawn",
    "with_counted",
]

COUNTED = "计入合计"
"""The column that says whether a sum of the year has the report."""
CURRENT = "现行"
"""The state of a report that no correction has replaced."""
_DRAFT, _REPLACED, _WITHDRAWN = "草稿", "已被更正", "已撤回"


@dataclass(frozen=True, slots=True)
class Followed:
    """An indicator's number in a report, by the name of what was counted; None is blank."""

    code: str
    name: str
    unit: str
    value: Number | None

    @property
    def state(self) -> str:
        """Whether there is a number."""
        return BLANK if self.value is None else NUMBER


@dataclass(frozen=True)
class ReportRows:
    """The rows of one text.

    ``report`` is that of the table of reports, without whether sums have it; ``about`` is what
    all rows of ``figures`` begin with. ``prose`` are its words, empty where nobody searches them.
    """

    organ: str
    name: str
    kind: str
    year: int
    version: int
    form: str
    url: str
    is_current: bool
    aggregate: bool
    title: str
    report: Row
    about: Row
    figures: tuple[Row, ...]
    followed: tuple[Followed, ...]
    prose: str = ""

    def lines(self, *, is_counted: bool) -> Iterator[Row]:
        """The rows of its figures, whole."""
        flag = yes_or_no(is_counted)
        return ((*self.about, *row, flag) for row in self.figures)


def rows_of_text(
    report: Report, facts: Facts, deadline: date, site_url: str, prose: str = ""
) -> ReportRows:
    """The rows of a text that is published."""
    organ, url = report.organ, absolute(site_url, report_path(report))
    state = CURRENT
    if report.is_superseded:
        state = _REPLACED
    elif report.is_draft:
        state = _DRAFT
    links = {link.kind: absolute(site_url, link.path) for link in file_links(facts)}
    late = max((report.published - deadline).days, 0) if report.published else None
    return ReportRows(
        organ=organ.slug,
        name=organ.name,
        kind=organ.kind,
        year=report.year,
        version=report.version,
        form=report.form.name,
        url=url,
        is_current=not report.is_superseded,
        aggregate=organ.aggregate,
        title=report.title,
        report=(
            *(organ.slug, organ.name, organ.kind, report.year, report.version, state),
            *(report.title, report.form.name, report.published, deadline, late),
            *(facts.last_corrected, None, report.notice, yes_or_no(organ.aggregate), url),
            facts.identifier,
            *(links.get(kind, "") for kind in ("CSV", "JSON", "PDF", "原件")),
        ),
        about=about_text(report, site_url, facts.identifier),
        figures=tuple(figure_rows(report, facts.notes)),
        followed=tuple(
            Followed(indicators()[o.name].code, o.name, o.unit, o.value)
            for o in facts.observations.values()
        ),
        prose=prose,
    )


def rows_of_withdrawn(gone: Withdrawal, site_url: str) -> ReportRows:
    """The row of a report that is not published any more."""
    organ, url = gone.organ, absolute(site_url, report_path(gone))
    return ReportRows(
        organ=organ.slug,
        name=organ.name,
        kind=organ.kind,
        year=gone.year,
        version=gone.version,
        form="",
        url=url,
        is_current=False,
        aggregate=organ.aggregate,
        title="",
        report=(
            *(organ.slug, organ.name, organ.kind, gone.year, gone.version, _WITHDRAWN),
            *("", "", None, None, None),
            *(None, gone.date, gone.why, yes_or_no(organ.aggregate), url),
            *("", "", "", "", ""),
        ),
        about=(),
        figures=(),
        followed=(),
    )


def with_counted(row: Row, *, is_counted: bool) -> Row:
    """The row of a report with whether sums have it."""
    at = data_tables()["reports"].head.index(COUNTED)
    return (*row[:at], yes_or_no(is_counted), *row[at:])
