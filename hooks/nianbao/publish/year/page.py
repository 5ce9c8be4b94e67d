"""The page of a year: every organ's report, what they add up to, and all of it to take away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ...facts import Facts, Observation, added_up, covering_note, latest_day
from ...source import Organ
from ..artifact import Artifact, Content, text
from ..data.archives import Enclosure, archive_of
from ..data.report_table import ReportTable, report_table, table_csv
from ..material import Material, Views
from ..paper.manuscripts import Manuscript, Volume
from ..web.addresses import picture_path, report_path, year_download_name, year_path
from ..web.downloads import Download
from ..web.meta_tags import ColumnPage
from ..web.page_view import PageView

__all__ = ["YearPage", "year_pages"]


@dataclass(frozen=True, slots=True)
class YearPage:
    """All reports about one year; ``awaited`` are the organs whose report is not there.

    ``totals`` count what several reports hold only once. ``picture`` is the address of the page
    that shows them in pictures, empty where there is none.
    """

    template = "year.html"
    year: int
    reports: tuple[Facts, ...]
    table: ReportTable
    totals: tuple[Observation, ...]
    awaited: tuple[Organ, ...]
    picture: str
    downloads: tuple[Download, ...]

    @property
    def path(self) -> str:
        """Its address."""
        return year_path(self.year)

    @property
    def expected(self) -> int:
        """How many organs should have published."""
        return len(self.reports) + len(self.awaited)

    @property
    def totals_note(self) -> str:
        """Whose figures hold those of others, so that the totals are not what they seem."""
        return covering_note(self.reports)

    @property
    def title(self) -> str:
        """The heading of the page."""
        return f"{self.year}年政府信息公开年报"

    @property
    def crumb(self) -> str:
        """Its name in breadcrumbs."""
        return f"{self.year}年"

    @property
    def description(self) -> str:
        """What a search engine shows of the page."""
        return f"各机关{self.year}年政府信息公开工作年度报告。"

    @property
    def about(self) -> ColumnPage:
        """What its meta tags say."""
        return ColumnPage(self.title, self.description, ("政府信息公开", "年报", f"{self.year}年"))

    @property
    def updated(self) -> date | None:
        """The latest day of its reports."""
        return latest_day(facts.updated for facts in self.reports)


def year_pages(material: Material, views: Views) -> Iterator[YearPage]:
    """The pages of all years that have reports, newest first.

    ``views`` has the pages of the reports and the pictures, whose files are packed together.
    """
    pages = {view.path: view for kind in ("reports", "pictures") for view in views[kind]}
    for year, reports in material.facts.by_year.items():
        table = report_table(f"{year}年", "机关", ((f.organ.name, f) for f in reports))
        counted = material.facts.counted(year)
        picture = pages.get(picture_path(year_path(year)))
        yield YearPage(
            year=year,
            reports=reports,
            table=table,
            totals=tuple(added_up(year, f.name, f.unit, counted) for f in table.columns),
            awaited=tuple(_awaited(year, material)),
            picture=picture.path if picture else "",
            downloads=_downloads(year, reports, table, material, pages),
        )


def _awaited(year: int, material: Material) -> Iterator[Organ]:
    for slug, organ in material.facts.organs.items():
        owes = year in material.facts.expected_years(organ)
        if owes and (slug, year) not in material.facts.by_place:
            yield organ


def _downloads(
    year: int,
    reports: tuple[Facts, ...],
    table: ReportTable,
    material: Material,
    pages: dict[str, PageView],
) -> tuple[Download, ...]:
    """The volume of the year's reports, the table of its main figures, and everything in one."""
    latest = max(facts.day for facts in reports)
    updated = latest_day(facts.updated for facts in reports)

    def download(kind: str, media_type: str, suffix: str, content: Content, title: str) -> Download:
        path = year_path(year) + year_download_name(year, suffix)
        return Download(kind, Artifact(path, media_type, content, updated), title)

    files = [(facts, d) for facts in reports for d in pages[report_path(facts)].downloads]
    own = (
        download("PDF", "application/pdf", ".pdf", _volume(year, files, material), "全年汇编"),
        download("CSV", "text/csv", ".csv", text(table_csv(table, material.site_url)), "一览表"),
    )
    picture = pages.get(picture_path(year_path(year)))
    beside = (*own, *(picture.downloads if picture else ()))
    enclosures = [
        *(Enclosure(_name(d), d.artifact.content, latest) for d in beside),
        *(
            Enclosure(f"{f.organ.slug}/{_name(d)}", d.artifact.content, f.day, f.organ.name)
            for f, d in files
        ),
    ]
    archive = archive_of(year_download_name(year, ""), enclosures)
    return (*own, download("ZIP", "application/zip", ".zip", archive, "全部文件"))


def _volume(year: int, files: list[tuple[Facts, Download]], material: Material) -> Volume:
    contents = (download.artifact.content for _, download in files)
    manuscripts = tuple(content for content in contents if isinstance(content, Manuscript))
    return Volume(
        name=year_download_name(year, ""),
        title_lines=(f"{year}年", "政府信息公开工作年度报告汇编"),
        subtitle=f"{len(manuscripts)} 个机关",
        organ=material.publisher,
        manuscripts=manuscripts,
    )


def _name(download: Download) -> str:
    return download.path.rpartition("/")[2]
