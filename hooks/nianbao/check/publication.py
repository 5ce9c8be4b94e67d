"""When reports were published, and which are missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

from ..problem import TOP, Problems
from ..settings import HouseRules
from ..source import Listing, Organ, Report, expected_years
from ..wording import years_span

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
    """An organ has a report for every year it existed, up to the latest that any organ has.

    Missing years that follow one another are one problem of the organ; a year that organs.yml
    answers for is one by itself.
    """
    years = listing.years.get(organ.slug, ())
    latest = listing.latest_year
    if latest is None:
        return
    expected = expected_years(organ, years, latest, listing.children)
    missing = [year for year in expected if year not in years]
    entries = [entry for entry in organ.acknowledged if entry.address != (organ.slug,)]
    answered = [y for y in missing if any(e.covers((organ.slug, str(y))) for e in entries)]
    for first, last in _runs(missing, {latest, *answered}):
        file = f"{organ.slug}/{first}.md"
        is_latest = first == latest
        span = years_span((first, last), " 年度")
        count = last - first + 1
        problems.add(
            "year-awaited" if is_latest else "year-missing",
            organ.mark,
            f"“{organ.name}”{'还没有' if is_latest else '缺少'} {span}的报告"
            + (f"，共 {count} 份" if count > 1 else ""),
            address=(organ.slug, str(first)) if count == 1 else (organ.slug,),
            expected=file,
            advice=f"请补上 {file}{' 等' if count > 1 else ''}；"
            "那一年没有这个机关的，请写 from 或 to",
        )


def _runs(years: Iterable[int], alone: Collection[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of years that follow one another, but for those that stand alone."""

    def run(numbered: tuple[int, int]) -> int:
        number, year = numbered
        return year if year in alone else number - year

    for _, numbered in groupby(enumerate(years), key=run):
        of_run = [year for _, year in numbered]
        yield of_run[0], of_run[-1]
