"""The page of a year: every organ's report, what they add up to, and all of it to take away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ...facts import Facts, Observation, PortalFacts, added_up, covering_note, latest_day
from ...source import Organ
from ..artifact import Artifact, Content, text
from ..data.archives import Enclosure, archive_of
from ..data.report_table import ReportTable, report_table, table_csv
from ..material import Files, Material
from ..paper.manuscripts import Manuscript, Printed, Volume
from ..web.addresses import report_path, year_download_name, year_path
from ..web.downloads import Download
from ..web.meta_tags import ColumnPage
from ..web.page_view import PageView
from ..web.sheets import SheetLink, in_sheets, sheet_links, sheet_path
from ..web.short_names import place_of, short_names

__all__ = ["YearPage", "year_pages", "year_title", "year_totals"]

# Name, day and files take as much room as three figures.
_CELLS_BESIDES = 3
# Five hundred pages: Typst needs 10 MB for a report, and nobody prints a thicker book.
_IN_A_VOLUME = 40


@dataclass(frozen=True, slots=True)
class YearPage:
    """All reports about one year; ``awaited`` are the organs whose report is not there.

    ``totals`` count what several reports hold only once. ``all_years`` are those that have a
    page, with its address, newest first. Where there are very many organs, ``table`` is that of
    one of several pages, and ``sheets`` leads to all of them. ``picture`` is the address of the
    page that shows them in pictures, empty where there is none.
    """

    template = "year.html"
    year: int
    reports: tuple[Facts, ...]
    table: ReportTable
    totals: tuple[Observation, ...]
    awaited: tuple[Organ, ...]
    all_years: tuple[tuple[int, str], ...]
    picture: str
    downloads: tuple[Download, ...]
    number: int = 1
    sheets: tuple[SheetLink, ...] = ()

    @property
    def path(self) -> str:
        """Its address."""
        return sheet_path(year_path(self.year), self.number)

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
        return year_title(self.year) + (f"（第{self.number}页）" if self.number > 1 else "")

    @property
    def crumb(self) -> str:
        """Its name in breadcrumbs, where the first page stands before the others."""
        return f"第{self.number}页" if self.number > 1 else f"{self.year}年"

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


def year_pages(
    material: Material, files: Files, picture: PageView | None, year: int
) -> Iterator[YearPage]:
    """The page of a year that has reports, which packs their ``files`` and that of its picture.

    The table of very many organs goes on on further pages.
    """
    page = _page(material, files, picture, year)
    rows = (("", page.table.rows),)
    sheets = in_sheets(rows, len(page.table.columns) + _CELLS_BESIDES)
    links = sheet_links(page.path, ([r.facts.organ for _, own in s for r in own] for s in sheets))
    for number, sheet in enumerate(sheets, 1):
        own = replace(page.table, rows=tuple(row for _, group in sheet for row in group))
        downloads = page.downloads if number == 1 else ()
        yield replace(page, table=own, number=number, sheets=links, downloads=downloads)


def _page(material: Material, files: Files, picture: PageView | None, year: int) -> YearPage:
    reports = material.facts.by_year[year]
    organs = material.facts.organs
    called = short_names(organs)

    def listed(facts: Facts) -> str:
        """What the list calls it; a name that it had that year only is told whole."""
        own = facts.organ
        is_former = own.name != organs[own.slug].name
        return (own.name if is_former else called[own.slug]) + facts.mark

    table = report_table(f"{year}年", "机关", ((listed(f), f) for f in reports))
    own = [(facts, download) for facts in reports for download in files[report_path(facts)]]
    return YearPage(
        year=year,
        reports=reports,
        table=table,
        totals=year_totals(year, table, material.facts),
        awaited=material.facts.awaited(year),
        all_years=tuple((each, year_path(each)) for each in material.facts.by_year),
        picture=picture.path if picture else "",
        downloads=_downloads(year, table, own, picture, material),
    )


def year_title(year: int) -> str:
    """What the page of a year is headed."""
    return f"{year}年政府信息公开年报"


def year_totals(year: int, table: ReportTable, facts: PortalFacts) -> tuple[Observation, ...]:
    """What the reports about a year add up to, for each column of their table."""
    counted = facts.counted(year)
    return tuple(added_up(year, f.name, f.unit, counted) for f in table.columns)


def _downloads(
    year: int,
    table: ReportTable,
    files: list[tuple[Facts, Download]],
    picture: PageView | None,
    material: Material,
) -> tuple[Download, ...]:
    """The volume of the year's reports, the table of its main figures, and everything in one."""
    reports = material.facts.by_year[year]
    latest = max(facts.day for facts in reports)
    updated = latest_day(facts.updated for facts in reports)

    def download(kind: str, media_type: str, suffix: str, content: Content, title: str) -> Download:
        path = year_path(year) + year_download_name(year, suffix)
        return Download(kind, Artifact(path, media_type, content, updated), title)

    counted = {each.organ.slug for each in material.facts.counted(year)}
    table_file = text(table_csv(table, counted, material.site_url))
    own = (
        *(
            download("PDF", "application/pdf", f"{volume.suffix}.pdf", volume.content, volume.title)
            for volume in _volumes(year, files, material)
        ),
        download("CSV", "text/csv", ".csv", table_file, "一览表"),
    )
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


@dataclass(frozen=True, slots=True)
class _Volume:
    """A volume, with what its file name has after the year's, and what the page calls it."""

    content: Volume
    suffix: str
    title: str


def _volumes(
    year: int, files: list[tuple[Facts, Download]], material: Material
) -> Iterator[_Volume]:
    """The reports of a year in one volume, or in as many as they fill.

    The first keeps the address that the only one has: a year may get one more report.
    """
    printed = [
        (facts.organ.name, content)
        for facts, download in files
        if isinstance(content := download.artifact.content, Manuscript | Printed)
    ]
    parts = [printed[at : at + _IN_A_VOLUME] for at in range(0, len(printed), _IN_A_VOLUME)]
    about = f"{place_of(material.facts.organs.values())}{year}年"
    for number, part in enumerate(parts, 1):
        suffix = f"-{number}" if number > 1 else ""
        mark, subtitle = "", f"{len(part)}个机关"
        if len(parts) > 1:
            mark = f"第{number}册"
            subtitle = f"共{len(parts)}册，本册：{part[0][0]}至{part[-1][0]}，{subtitle}"
        content = Volume(
            name=year_download_name(year, suffix),
            title_lines=tuple(filter(None, (about, "政府信息公开工作年度报告汇编", mark))),
            subtitle=subtitle,
            organ=material.publisher,
            manuscripts=tuple(manuscript for _, manuscript in part),
        )
        yield _Volume(content, suffix, f"全年汇编{mark}")


def _name(download: Download) -> str:
    return download.path.rpartition("/")[2]
