"""The page of a picture: the drawing, its numbers as a table, the sheet of paper to take away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from ...facts.data_notes import DataNote
from ...facts.dates import latest_day
from ...source import Portal
from ..edition import Edition
from ..paper.typesetting import Pdf
from ..report.page import ReportPage
from ..web.addresses import absolute, download_name, picture_path, year_download_name, year_path
from ..web.downloads import Download
from ..web.meta_tags import Article
from .poster import poster
from .sheet import poster_of
from .story import Story
from .telling import county_story, report_story

__all__ = ["PicturePage", "picture_of_report", "picture_of_year"]

_SUFFIX = "-tujie.pdf"


@dataclass(frozen=True, slots=True)
class PicturePage:
    """一图读懂 of a report or of a year, whose page is at ``about_path``.

    ``pdf`` is the sheet.
    """

    template = "picture.html"
    story: Story
    about_path: str
    about_title: str
    updated: date | None
    pdf: Pdf
    pdf_name: str
    site_url: str

    @property
    def path(self) -> str:
        """Its address, below what it is about."""
        return picture_path(self.about_path)

    @property
    def title(self) -> str:
        """The heading of the page."""
        return self.story.title

    @property
    def crumb(self) -> str:
        """Its name in breadcrumbs."""
        return "一图读懂"

    @property
    def description(self) -> str:
        """What a search engine shows of the page."""
        return "".join(self.story.sentences) or f"{self.title}。"

    @property
    def about(self) -> Article:
        """What its meta tags say."""
        return Article(
            title=self.title,
            column="一图读懂",
            published=self.updated.isoformat() if self.updated else "",
            source=self.story.author,
            keywords=("一图读懂", "政府信息公开", self.story.author, f"{self.story.year}年"),
            description=self.description,
            url=absolute(self.site_url, self.path),
        )

    @property
    def downloads(self) -> tuple[Download, ...]:
        """The sheet of paper."""
        return (Download("PDF", "application/pdf", self.path + self.pdf_name, self.pdf, "一页纸"),)

    @property
    def notes(self) -> tuple[DataNote, ...]:
        """What readers are told of the numbers that are shown."""
        return tuple(dict.fromkeys(note for told in self.story.all_told for note in told.notes))

    @property
    def drawings(self) -> tuple[Markup, ...]:
        """The picture as SVG, part by part."""
        return poster("t", self.story)


def picture_of_report(page: ReportPage, portal: Portal, edition: Edition) -> PicturePage | None:
    """The picture of a report that stands now, if it has anything to tell; its PDF is begun."""
    report = page.report
    day = page.pdf.manuscript.day
    address = absolute(edition.site_url, page.path)
    story = report_story(report, portal, page.notes, day, address)
    if story is None:
        return None
    return PicturePage(
        story=story,
        about_path=page.path,
        about_title=report.title,
        updated=page.updated,
        pdf=edition.typesetter.begin_poster(poster_of(f"{report.file} 一图读懂", story)),
        pdf_name=download_name(report, _SUFFIX),
        site_url=edition.site_url,
    )


def picture_of_year(
    year: int, portal: Portal, pages: Mapping[tuple[str, int], ReportPage], edition: Edition
) -> PicturePage | None:
    """The picture of what the reports of a year add up to, if they do; its PDF is begun."""
    reports = [pages[report.organ.slug, year] for report in portal.by_year[year]]
    story = county_story(
        year,
        portal,
        {page.report.organ.slug: page.notes for page in reports},
        edition.publisher,
        max(page.pdf.manuscript.day for page in reports),
        absolute(edition.site_url, year_path(year)),
    )
    if story is None:
        return None
    return PicturePage(
        story=story,
        about_path=year_path(year),
        about_title=f"{year}年政府信息公开年报",
        updated=latest_day(page.updated for page in reports),
        pdf=edition.typesetter.begin_poster(poster_of(f"{year} 一图读懂", story)),
        pdf_name=year_download_name(year, _SUFFIX),
        site_url=edition.site_url,
    )
