"""Whether what is published was approved before (先审后发): the days, and that it is on record."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..problem import Problem, Problems
from ..settings import HouseRules
from ..source import APPROVED, CurrentText, Ledger, Report, approval_example

__all__ = ["check_approval_day", "check_approvals"]

_CODE = "approval-date"


def check_approval_day(report: Report, problems: Problems) -> None:
    """The day fits what was approved: this text, after the year and before it was published.

    A first text was approved by the day of publication. A corrected one may be approved on the
    day of its correction, or on another since the text before was published: an approval that is
    no younger than the text before was given to that one.
    """
    approval = report.approval
    if approval is None:
        return
    day = approval.date
    if day.year <= report.year:
        problems.add(
            _CODE,
            approval.mark,
            f"批准日期 {day} 不在 {report.year} 年度之后",
            found=day,
            expected=f"{report.year + 1}-01-01",
            advice="年度报告在次年批准、发布，请核对年份",
        )
        return
    corrected = sorted({entry.date for entry in report.corrections})
    if not corrected:
        if report.published is not None and day > report.published:
            problems.add(
                _CODE,
                approval.mark,
                f"批准日期 {day} 晚于发布日期 {report.published}",
                found=day,
                expected=report.published,
                advice="请核对两个日期：published 写实际发布的那天，批准日期照实写，不能倒签",
            )
        return
    *earlier, last = corrected
    text_before = earlier[-1] if earlier else report.published
    if day < last and (text_before is None or day <= text_before):
        problems.add(
            _CODE,
            approval.mark,
            f"批准日期 {day} 早于最近一次更正的日期 {last}，批准的是更正以前的文本",
            found=day,
            expected=last,
            advice=f"更正以后的文本要另行批准，批准以后改写 {APPROVED}；还没有批准的，删去这一行",
        )


def check_approvals(
    texts: Iterable[CurrentText], ledger: Ledger, rules: HouseRules, today: date | None = None
) -> list[Problem]:
    """Where the site requires it, every text has an approval before its first release.

    What the ledger has was released already, and cannot be changed in silence. Drafts and samples
    are in no release. Where ``today`` is given, nobody has approved later than that.
    """
    found: list[Problem] = []
    for each in texts:
        problems = Problems(each.file)
        approval = each.approval
        if approval and today and approval.date > today and not each.is_draft:
            problems.add(
                _CODE,
                approval.mark,
                f"批准日期 {approval.date} 还没有到，现在是 {today}",
                found=approval.date,
                expected=today,
                advice="请核对日期；还没有批准的，删去这一行",
            )
        if not each.is_approved and _needs_one(each, ledger, rules):
            text = each.text
            named = f"第 {text.version} 版" if text.version > 1 else "这份报告"
            problems.add(
                "approval-missing",
                each.mark,
                f"{named}要发布，没有写谁在哪天批准",
                expected=approval_example(text.year),
                advice=_advice(each),
            )
        found += problems.found
    return found


def _advice(each: CurrentText) -> str:
    how = f"在 year 下面写上 {approval_example(each.text.year)}，职务和日期照实写"
    if each.is_superseded:
        return f"这是更正以前的文本，写当时的批准：{how}"
    if each.text.version > 1:
        return f"更正以后的文本要另行批准，批准以后{how}"
    return f"批准以后{how}；还没有批准的，先去掉 published 一行，作为草稿"


def _needs_one(each: CurrentText, ledger: Ledger, rules: HouseRules) -> bool:
    """Whether the site requires an approval of a text that nothing has released yet."""
    start = rules.approved_from
    if start is None or each.is_draft or each.is_sample or each.text.place in ledger.by_place:
        return False
    # The day on which readers first got this text; unknown days were in the year after.
    day = each.last_corrected or each.published
    return day >= start if day else each.text.year + 1 >= start.year
