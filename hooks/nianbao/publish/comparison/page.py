"""The page that compares a report with the one before it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from ...facts.dates import latest_day
from ...source import Portal, Report
from ..report.page import ReportPage
from ..web.addresses import absolute, comparison_path, download_name
from ..web.downloads import Download
from ..web.meta_tags import Article
from .comparison_csv import comparison_csv
from .differing import Comparison, compare
from .shown import ShownTable, shown_tables
from .summary import Summary, summary_of
from .words import Words, words_between

__all__ = ["ComparisonPage", "comparison_pages"]

_Key: TypeAlias = tuple[str, int]


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """A report beside the one before it; ``earlier`` and ``later`` are the neighbours' addresses.

    The earlier compares ``before`` with the one before that, the later the report of
    ``later_year`` with this one; an address is empty where there is none. What the page shows is
    worked out when it is asked for: a site has very many figures.
    """

    template = "comparison.html"
    before: ReportPage
    after: ReportPage
    path: str
    earlier: str
    later: str
    later_year: int
    publisher: str
    downloads: tuple[Download, ...]

    @property
    def title(self) -> str:
        """The heading of the page."""
        return "".join(self.title_lines)

    @property
    def title_lines(self) -> tuple[str, ...]:
        """The title in pieces that do not break."""
        report, other = self.after.report, self.before.report
        if self.is_renamed:
            organs = f"{report.organ.name}{report.year}年", f"与{other.organ.name}{other.year}年"
            return (*organs, "政府信息公开年报对比")
        return (report.organ.name, f"{report.year}年与{other.year}年", "政府信息公开年报对比")

    @property
    def crumb(self) -> str:
        """Its name in breadcrumbs, where the report stands before it."""
        return f"与{self.before.report.year}年对比"

    @property
    def description(self) -> str:
        """What a search engine shows of the page."""
        return f"{self.title}：统计表逐格的增减，变化最大的数字。"

    @property
    def about(self) -> Article:
        """What its meta tags say."""
        organ = self.after.report.organ.name
        return Article(
            title=self.title,
            column=f"{organ}政府信息公开年报",
            published=str(self.updated or ""),
            source=self.publisher,
            keywords=("政府信息公开", "年报", "对比", organ),
            description=self.description,
            url=absolute(self.after.site_url, self.path),
        )

    @property
    def updated(self) -> date | None:
        """The later day of the two reports."""
        return latest_day((self.before.updated, self.after.updated))

    @property
    def is_renamed(self) -> bool:
        """Whether the report before is that of the organ under its former name."""
        return self.before.report.organ != self.after.report.organ

    @property
    def remark(self) -> str:
        """Why it is not the year before, or not the same organ, that stands beside the report."""
        report, other = self.after.report, self.before.report
        sentences = []
        if self.is_renamed:
            sentences.append(
                f"{report.organ.name}的前身是{other.organ.name}，"
                f"这里与前身的最后一份报告（{other.year}年）对比。"
            )
        if report.year - other.year > 1:
            missing = report.year - 1
            sentences.append(f"没有{missing}年的报告，这里与此前最近的{other.year}年对比。")
        return "".join(sentences)

    @property
    def choice(self) -> str:
        """The query with which the page to choose reports on has chosen these."""
        return f"?a={_place(self.before.report)}&b={_place(self.after.report)}"

    @property
    def comparison(self) -> Comparison:
        """All figures of both."""
        return compare(self.before.report, self.after.report)

    def shown(self) -> tuple[Summary, tuple[ShownTable, ...], Words]:
        """What the page tells: in few words, and table by table; and how it calls things."""
        comparison = self.comparison
        words = words_between(comparison.before, comparison.after)
        return summary_of(comparison), shown_tables(comparison), words


def comparison_pages(
    portal: Portal, pages: Mapping[_Key, ReportPage], publisher: str
) -> dict[str, ComparisonPage]:
    """A page for every report that has one before it, by the path of the report."""
    before: dict[_Key, _Key] = {}
    for report in portal.reports:
        other = portal.report_before(report)
        if other is not None:
            before[_key(report)] = _key(other)
    after = {earlier: later for later, earlier in before.items()}
    found = {}
    for key, earlier in before.items():
        page, later = pages[key], after.get(key)
        path = comparison_path(page.report)
        text = comparison_csv(compare(pages[earlier].report, page.report))
        name = download_name(page.report, "-duibi.csv")
        found[page.path] = ComparisonPage(
            before=pages[earlier],
            after=page,
            path=path,
            earlier=comparison_path(pages[earlier].report) if earlier in before else "",
            later=comparison_path(pages[later].report) if later else "",
            later_year=later[1] if later else 0,
            publisher=publisher,
            downloads=(Download("CSV", "text/csv", path + name, text, "逐格对比"),),
        )
    return found


def _key(report: Report) -> _Key:
    return report.organ.slug, report.year


def _place(report: Report) -> str:
    return f"{report.organ.slug}/{report.year}"
