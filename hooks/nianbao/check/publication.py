"""When reports were published, and which are missing."""

from __future__ import annotations

from ..problem import TOP, Problems
from ..settings import HouseRules
from ..source import Listing, Organ, Report, expected_years

__all__ = ["check_deadline", "check_existence", "check_missing_years"]


def check_deadline(report: Report, rules: HouseRules, problems: Problems) -> None:
    """A report is published by the day that is set for its year and kind of organ."""
    deadline = rules.deadline(report.organ.kind, report.year)
    if report.published is not None and report.published > deadline:
        days = (report.published - deadline).days
        problems.add(
            "published-late",
            report.marks["published"],
            f"发布于 {report.published}，{report.organ.kind}的期限是 {deadline}，晚了 {days} 天",
            found=report.published,
            expected=deadline,
            advice="请核对日期；确实逾期的，请写入 acknowledged 说明",
        )


def check_existence(report: Report, problems: Problems) -> None:
    """A report is about a year in which organs.yml has the organ."""
    organ = report.organ
    if not organ.exists(report.year):
        years = f"{organ.first_year or ''}—{organ.last_year or ''}"
        problems.add(
            "outside-years",
            report.marks.get("year", TOP),
            f"机关名录里“{organ.name}”的年度是 {years}，没有 {report.year}",
            found=report.year,
            expected=years,
            advice="请核对机关名录的 from、to，或者把报告放到前身、后继的文件夹",
        )


def check_missing_years(listing: Listing, organ: Organ, problems: Problems) -> None:
    """An organ has a report for every year it existed, up to the latest that any organ has."""
    years = listing.years.get(organ.slug, ())
    latest = listing.latest_year
    if latest is None:
        return
    for year in expected_years(organ, years, latest):
        if year in years:
            continue
        is_latest = year == latest
        problems.add(
            "year-awaited" if is_latest else "year-missing",
            organ.mark,
            f"“{organ.name}”还没有 {year} 年度的报告"
            if is_latest
            else f"“{organ.name}”缺少 {year} 年度的报告",
            address=f"{organ.slug} › {year}",
            expected=f"{organ.slug}/{year}.md",
            advice=f"请补上 {organ.slug}/{year}.md；那一年没有这个机关的，请写 from 或 to",
        )
