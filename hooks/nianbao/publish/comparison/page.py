"""The page that compares a report with the one before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ...facts import Facts, latest_if_known
from ...source import Report
from ..artifact import Artifact, text
from ..material import Material, Views
from ..web.addresses import absolute, comparison_path, download_name, report_path
from ..web.downloads import Download
from ..web.meta_tags import Article, organ_column
from .csv_file import comparison_csv
from .differing import Comparison, compare
from .shown import ShownTable, Summary, Words, shown_tables, summary_of, words_between

__all__ = ["ComparisonPage", "Side", "comparison_pages"]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two reports, with its facts."""

    report: Report
    facts: Facts

    @property
    def path(self) -> str:
        """Its page."""
        return report_path(self.report)

    @property
    def name(self) -> str:
        """What the page calls it."""
        return f"{self.report.organ.name}{self.report.year}年报告"

    @property
    def has_tables(self) -> bool:
        """Whether it has figures that can be compared."""
        return self.report.form.has_tables

    @property
    def form_name(self) -> str:
        """The notice that its form comes from."""
        form = self.report.form
        return form.notice or ("当地自定的统计表" if self.has_tables else "没有统计表")


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """A report beside the one before it; ``earlier`` and ``later`` are the neighbours' addresses.

    The earlier compares ``before`` with the one before that, the later the report of
    ``later_year`` with this one; an address is empty where there is none. What the page shows is
    worked out when it is asked for: a site has very many figures.
    """

    template = "comparison.html"
    before: Side
    after: Side
    earlier: str
    later: str
    later_year: int
    publisher: str
    site_url: str
    downloads: tuple[Download, ...]

    @property
    def path(self) -> str:
        """Its address, below the later report's."""
        return comparison_path(self.after.report)

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
        if not (self.before.has_tables and self.after.has_tables):
            return f"{self.title}：没有统计表，不能比较。"
        return f"{self.title}：统计表逐格的增减，变化最大的数字。"

    @property
    def about(self) -> Article:
        """What its meta tags say."""
        organ = self.after.report.organ.name
        return Article(
            title=self.title,
            column=organ_column(self.after.report.organ),
            published=str(self.updated or ""),
            source=self.publisher,
            keywords=("政府信息公开", "年报", "对比", organ),
            description=self.description,
            url=absolute(self.site_url, self.path),
        )

    @property
    def updated(self) -> date | None:
        """The later day of the two reports, if both are known."""
        return latest_if_known((self.before.facts.updated, self.after.facts.updated))

    @property
    def is_renamed(self) -> bool:
        """Whether the report before is that of the organ under its former name."""
        return self.before.report.organ != self.after.report.organ

    @property
    def before_name(self) -> str:
        """What the report before is called: its year, after its organ where that is another one."""
        report = self.before.report
        return f"{report.organ.name if self.is_renamed else ''}{report.year}年"

    @property
    def remark(self) -> str:
        """Why nothing can be compared, or what stands beside the report is not what is expected."""
        report, other = self.after.report, self.before.report
        sentences = []
        lacking = [side.name for side in (self.before, self.after) if not side.has_tables]
        if lacking:
            sentences.append(f"{'、'.join(lacking)}没有统计表，不能比较。")
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
        """What follows the address of the page to choose reports on where it has chosen these."""
        return f"#a={_place(self.before.report)}&b={_place(self.after.report)}"

    @property
    def comparison(self) -> Comparison:
        """All figures of both."""
        return compare(self.before.report, self.after.report)

    def shown(self) -> tuple[Summary, tuple[ShownTable, ...], Words]:
        """What the page says: in few words, and table by table; and how it calls things."""
        comparison = self.comparison
        words = words_between(comparison.before, comparison.after)
        return summary_of(comparison), shown_tables(comparison), words


def comparison_pages(material: Material, _views: Views) -> Iterator[ComparisonPage]:
    """A page for every report that has one before it."""
    before = {
        _place(report): other
        for report in material.portal.reports
        if (other := material.portal.report_before(report)) is not None
    }
    after = {_place(earlier): later for later, earlier in before.items()}
    reports = {_place(report): report for report in material.portal.reports}
    for place, other in before.items():
        report, later = reports[place], reports.get(after.get(place, ""))
        facts, theirs = _facts(report, material), _facts(other, material)
        path = comparison_path(report) + download_name(report, "-duibi.csv")
        csv = text(comparison_csv(compare(other, report)))
        updated = latest_if_known((theirs.updated, facts.updated))
        file = Download("CSV", Artifact(path, "text/csv", csv, updated), "逐格对比")
        has_figures = report.form.has_tables or other.form.has_tables
        yield ComparisonPage(
            before=Side(other, theirs),
            after=Side(report, facts),
            earlier=comparison_path(other) if _place(other) in before else "",
            later=comparison_path(later) if later else "",
            later_year=later.year if later else 0,
            publisher=material.publisher,
            site_url=material.site_url,
            downloads=(file,) if has_figures else (),
        )


def _facts(report: Report, material: Material) -> Facts:
    return material.facts.by_place[report.organ.slug, report.year]


def _place(report: Report) -> str:
    return f"{report.organ.slug}/{report.year}"
