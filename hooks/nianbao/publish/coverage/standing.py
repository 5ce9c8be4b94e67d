"""How one organ stands with its report about one year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ...facts import Facts, PortalFacts
from ...settings import HouseRules
from ...source import Organ, Withdrawal
from ..web.addresses import report_path
from .status import Status

__all__ = ["Standing", "standing_of"]


@dataclass(frozen=True, slots=True)
class Standing:
    """One organ and one year.

    ``deadline`` is None where no report is due. ``remark`` says why a report is missing, as
    organs.yml answers for it, or what the organ came from or became.
    """

    organ: Organ
    year: int
    status: Status
    deadline: date | None = None
    report: Facts | None = None
    withdrawal: Withdrawal | None = None
    remark: str = ""

    @property
    def reason(self) -> str:
        """The remark as a sentence."""
        is_open = self.remark and not self.remark.endswith(("。", "！", "？"))
        return f"{self.remark}。" if is_open else self.remark

    @property
    def anchor(self) -> str:
        """What names it on the page."""
        return f"{self.organ.slug}-{self.year}"

    @property
    def word(self) -> str:
        """What stands in its cell."""
        late = f"{self.days_late}天" if self.status is Status.LATE else ""
        return f"{self.status.word}{late}"

    @property
    def spoken(self) -> str:
        """What the link in its cell is called, where row and column are not seen."""
        what = f"{self.word}发布" if self.status is Status.LATE else self.status
        return f"{self.organ.name}{self.year}年度报告：{what}"

    @property
    def path(self) -> str:
        """The page of the report, or nothing."""
        text = self.report or self.withdrawal
        return report_path(text) if text else ""

    @property
    def published(self) -> date | None:
        """The day of publication, if known."""
        return self.report.published if self.report else None

    @property
    def days_late(self) -> int | None:
        """How many days after the deadline, 0 when on time; None when that is not known."""
        if self.published is None or self.deadline is None:
            return None
        return max((self.published - self.deadline).days, 0)

    @property
    def corrections(self) -> int | None:
        """How many times the report was corrected; None without a report.

        A correction is known by its day or by the text that it replaced.
        """
        if self.report is None:
            return None
        return max(len(self.report.corrected), self.report.version - 1)

    @property
    def last_corrected(self) -> date | None:
        """The day of the last correction, if there is one."""
        return self.report.last_corrected if self.report else None


def standing_of(organ: Organ, year: int, facts: PortalFacts, rules: HouseRules) -> Standing:
    """How an organ stands with its report about a year, no later than the latest.

    A report that is there counts, whatever organs.yml says of the organ's years. Nothing
    depends on the clock: whether the deadline of the latest year has passed is not known.
    """
    report = facts.by_place.get((organ.slug, year))
    if report is not None:
        deadline = rules.deadline(organ.kind, year)
        return Standing(organ, year, _status_of(report, deadline), deadline, report)
    if withdrawal := facts.withdrawn.get((organ.slug, year)):
        return Standing(organ, year, Status.WITHDRAWN, withdrawal=withdrawal)
    if year in facts.expected_years(organ):
        # As check/publication.py calls what is not there.
        code = "year-awaited" if year == facts.latest_year else "year-missing"
        deadline, remark = rules.deadline(organ.kind, year), _reason(organ, year, code)
        return Standing(organ, year, Status.MISSING, deadline, remark=remark)
    if organ.first_year is not None and year < organ.first_year:
        before = facts.lineage.earlier.get(organ.slug, ())
        return Standing(organ, year, Status.NOT_FOUNDED, remark=_named("前身", before))
    if organ.last_year is not None and year > organ.last_year:
        after = facts.lineage.later.get(organ.slug, ())
        return Standing(organ, year, Status.CLOSED, remark=_named("后继", after))
    return Standing(organ, year, Status.NOT_COUNTED)


def _status_of(report: Facts, deadline: date) -> Status:
    if report.is_draft:
        return Status.DRAFT
    if report.published is None:
        return Status.UNDATED
    return Status.LATE if report.published > deadline else Status.ON_TIME


def _reason(organ: Organ, year: int, code: str) -> str:
    """What organs.yml answers for a report that is not there."""
    address = (organ.slug, str(year))
    reasons = (
        entry.reason for entry in organ.acknowledged if entry.code == code and entry.covers(address)
    )
    return next(reasons, "")


def _named(tie: str, organs: Iterable[Organ]) -> str:
    names = "、".join(organ.name for organ in organs)
    return f"{tie}：{names}" if names else ""
