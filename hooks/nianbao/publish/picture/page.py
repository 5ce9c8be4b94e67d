"""The page of a picture: the drawing, its numbers as a table, the sheet of paper to take away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from ...facts import DataNote, Observation, latest_day
from ..artifact import Artifact
from ..material import Material, Views
from ..web.addresses import (
    absolute,
    download_name,
    picture_path,
    report_path,
    year_download_name,
    year_path,
)
from ..web.downloads import Download
from ..web.meta_tags import Article, ColumnPage
from .panels import panels
from .poster import poster_of
from .stories import report_story, year_story
from .story import Story
from .words import before_text, change_in_signs, marked

__all__ = ["PicturePage", "report_pictures", "year_picture"]

_SUFFIX = "-tujie.pdf"
_COLUMN = ColumnPage(
    "一图读懂", "用图说明年度报告的主要数字。", ("一图读懂", "政府信息公开", "年报")
)


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A number in the table beside the picture, in words and signs."""

    name: str
    unit: str
    remark: str
    value: str
    before: str
    change: str


@dataclass(frozen=True, slots=True)
class PicturePage:
    """一图读懂 of a report or of a year, whose page is at ``about_path``."""

    template = "picture.html"
    story: Story
    about_path: str
    about_title: str
    updated: date | None
    downloads: tuple[Download, ...]
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
            column=_COLUMN,
            published=self.updated.isoformat() if self.updated else "",
            source=self.story.author,
            keywords=("一图读懂", "政府信息公开", self.story.author, f"{self.story.year}年"),
            description=self.description,
            url=absolute(self.site_url, self.path),
        )

    @property
    def notes(self) -> tuple[DataNote, ...]:
        """The notes on the numbers that are shown."""
        return tuple(
            dict.fromkeys(note for number in self.story.observations for note in number.notes)
        )

    @property
    def tables(self) -> tuple[tuple[str, tuple[NumberRow, ...]], ...]:
        """The numbers of the picture under their headings."""
        return tuple((heading, tuple(map(_row, rows))) for heading, rows in self.story.tables)

    @property
    def drawings(self) -> tuple[Markup, ...]:
        """The picture as SVG, part by part."""
        return panels("t", self.story)


def report_pictures(material: Material, _views: Views) -> Iterator[PicturePage]:
    """一图读懂 of every report that has anything to show."""
    for report in material.portal.reports:
        path = report_path(report)
        story = report_story(report, material.facts, absolute(material.site_url, path))
        if story is not None:
            yield _page(
                story,
                about=(path, report.title),
                updated=material.facts.by_place[report.organ.slug, report.year].updated,
                name=f"{report.file} 一图读懂",
                file_name=download_name(report, _SUFFIX),
                material=material,
            )


def year_picture(material: Material, year: int) -> PicturePage | None:
    """一图读懂 of a year that has reports, if it has anything to show."""
    path = year_path(year)
    story = year_story(year, material.facts, material.publisher, absolute(material.site_url, path))
    if story is None:
        return None
    return _page(
        story,
        about=(path, f"{year}年政府信息公开年报"),
        updated=latest_day(facts.updated for facts in material.facts.by_year[year]),
        name=f"{year} 一图读懂",
        file_name=year_download_name(year, _SUFFIX),
        material=material,
    )


def _row(number: Observation) -> NumberRow:
    return NumberRow(
        name=number.name,
        unit=number.unit,
        remark=number.remark,
        value=marked(number),
        before=before_text(number),
        change=change_in_signs(number),
    )


def _page(
    story: Story,
    *,
    about: tuple[str, str],
    updated: date | None,
    name: str,
    file_name: str,
    material: Material,
) -> PicturePage:
    path, title = about
    sheet = Artifact(
        picture_path(path) + file_name, "application/pdf", poster_of(name, story), updated
    )
    return PicturePage(
        story=story,
        about_path=path,
        about_title=title,
        updated=updated,
        downloads=(Download("PDF", sheet, "一页纸"),),
        site_url=material.site_url,
    )
