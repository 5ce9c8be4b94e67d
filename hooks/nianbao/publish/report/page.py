"""The page of a report: who, which year, its downloads, its sections, its versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from markupsafe import Markup

from ...facts import DataNote, Facts, Observation
from ...form import Form, Table, Term, terms_of
from ...picture_head import PictureError, picture_head
from ...source import Report, linked_file
from ...wording import chinese_date
from ..data.outputs import Edition, downloads_of
from ..data.report_table import main_observations
from ..material import Material, Views
from ..web.addresses import (
    absolute,
    comparison_path,
    organ_path,
    picture_path,
    report_path,
    year_path,
)
from ..web.downloads import Download
from ..web.html import Targets, is_wide, prose_html, table_html
from ..web.links import page_link
from ..web.meta_tags import Article
from .history import History, Step, Version, history_of
from .pictures import ReportPicture, report_pictures
from .spoken_table import SpokenTable, spoken_table

__all__ = ["ReportPage", "SectionView", "report_pages", "superseded_pages"]

_NO_TABLE = Markup()


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section as the page shows it; without an official table, what belongs to one is empty.

    ``spoken`` is the table in words, for windows that cannot show it whole; ``relations`` are
    what was checked of it, nothing in a text that a correction has replaced; ``pictures`` show
    what its main figures are made of.
    """

    anchor: str
    heading: str
    prose: Markup
    table: Markup = _NO_TABLE
    spoken: SpokenTable | None = None
    relations: tuple[str, ...] = ()
    has_blanks: bool = False
    terms: tuple[Term, ...] = ()
    notes: tuple[DataNote, ...] = ()
    pictures: tuple[ReportPicture, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The page of a report, with its downloads, PDF first.

    ``versions`` are all texts of the report, newest first; ``corrections`` what the page tells
    of how they differ, newest first: in the current text all of it, in a superseded one what
    superseded it. ``picture`` is the address of the page that tells its figures in pictures,
    empty where there is none.
    """

    template = "report.html"
    report: Report
    facts: Facts
    downloads: tuple[Download, ...]
    versions: tuple[Version, ...]
    corrections: tuple[Step, ...]
    picture: str
    site_url: str

    @property
    def path(self) -> str:
        """Its address."""
        return report_path(self.report)

    @property
    def updated(self) -> date | None:
        """The day on which it last changed, if known."""
        return self.facts.updated

    @property
    def before(self) -> Facts | None:
        """The report before, with which it is compared; only a current text has one."""
        return self.facts.before

    @property
    def comparison(self) -> str:
        """The address of the page that compares it with the one before, or nothing."""
        return comparison_path(self.report) if self.before else ""

    @property
    def title(self) -> str:
        """The report's title, which says so when it has been superseded."""
        mark = f"（第{self.report.version}版，已更正）" if self.report.is_superseded else ""
        return self.report.title + mark

    @property
    def crumb(self) -> str:
        """Its name in breadcrumbs, where the organ stands before it."""
        if self.report.is_superseded:
            return f"第{self.report.version}版"
        return f"{self.report.year}年"

    @property
    def published(self) -> str:
        """The day of publication as people write it, with the time if known, or nothing."""
        day = self.report.published
        return f"{chinese_date(day)} {self.report.published_time}".strip() if day else ""

    @property
    def organ_path(self) -> str:
        """The page of the organ."""
        return organ_path(self.report.organ)

    @property
    def year_path(self) -> str:
        """The page of the year."""
        return year_path(self.report.year)

    @property
    def description(self) -> str:
        """What a search engine shows of the page."""
        return self.report.description or f"{self.title}全文、统计表和下载。"

    @property
    def about(self) -> Article:
        """What its meta tags say."""
        report = self.report
        return Article(
            title=self.title,
            column=f"{report.organ.name}政府信息公开年报",
            published=f"{report.published or ''} {report.published_time}".strip(),
            source=report.organ.name,
            keywords=report.keywords,
            description=self.description,
            url=absolute(self.site_url, self.path),
        )

    @property
    def latest(self) -> Version:
        """The current text."""
        return self.versions[0]

    @property
    def predecessor(self) -> Version | None:
        """The text before this one."""
        number = self.report.version - 1
        return next((v for v in self.versions if v.number == number), None)

    @property
    def main_numbers(self) -> tuple[Observation, ...]:
        """The report's main figures."""
        return main_observations(self.facts, self.report.form.main_figures)

    @property
    def is_incomparable(self) -> bool:
        """Whether there is a report before, of whose main figures none may be compared."""
        figures = self.report.form.main_figures
        if self.before is None or not figures:
            return False
        return not any(figure.name in self.before.observations for figure in figures)

    @property
    def other_notes(self) -> tuple[DataNote, ...]:
        """The notes that are about no table."""
        return tuple(note for note in self.facts.notes if not self._is_about_a_table(note))

    def _is_about_a_table(self, note: DataNote) -> bool:
        return bool(note.parts) and note.parts[0] in self.report.form.tables

    def sections(self) -> Iterator[SectionView]:
        """The sections, each with its official table first."""
        report = self.report
        targets = Targets(
            link=partial(page_link, report, site_url=self.site_url),
            size=partial(_image_size, report),
        )
        for number, section in enumerate(report.sections, 1):
            prose = prose_html(section.blocks, targets)
            table = report.form.tables.get(section.official.table)
            anchor = f"section-{number}"
            if table is None:
                yield SectionView(anchor, section.heading, prose)
                continue
            yield SectionView(
                anchor,
                section.heading,
                prose,
                table=table_html(report.form, table, report.figures),
                spoken=spoken_table(report.form, table, report.figures) if is_wide(table) else None,
                relations=() if report.is_superseded else _relations(report.form, table),
                has_blanks=any(report.figures[cell].value is None for cell in table.measures),
                terms=terms_of(table),
                notes=tuple(n for n in self.facts.notes if n.parts[:1] == (table.key,)),
                pictures=report_pictures(self.facts, table),
            )


def report_pages(material: Material, views: Views) -> Iterator[ReportPage]:
    """The pages of all current texts; ``views`` has the pictures that they lead to."""
    pictures = {view.path for view in views["pictures"]}
    for report in material.portal.reports:
        history = _history(report, material)
        facts = material.facts.by_place[report.organ.slug, report.year]
        picture = picture_path(report_path(report))
        yield _page(
            report,
            facts,
            history.versions,
            history.steps,
            picture if picture in pictures else "",
            material.site_url,
        )


def superseded_pages(material: Material, _views: Views) -> Iterator[ReportPage]:
    """The pages of the texts that corrections have replaced."""
    for report in material.portal.reports:
        history = _history(report, material)
        for text, step in zip(history.earlier, history.superseded_by, strict=True):
            facts = material.facts.superseded[text.organ.slug, report.year, text.version]
            yield _page(text, facts, history.versions, (step,), "", material.site_url)


def _history(report: Report, material: Material) -> History:
    return history_of(report, material.portal.earlier.get((report.organ.slug, report.year), ()))


def _page(
    report: Report,
    facts: Facts,
    versions: tuple[Version, ...],
    corrections: tuple[Step, ...],
    picture: str,
    site_url: str,
) -> ReportPage:
    remarks = tuple(_remark(step, report, versions[0], site_url) for step in corrections)
    edition = Edition(report, facts, site_url, remarks)
    return ReportPage(
        report=report,
        facts=facts,
        downloads=downloads_of(edition),
        versions=versions,
        corrections=corrections,
        picture=picture,
        site_url=site_url,
    )


def _relations(form: Form, table: Table) -> tuple[str, ...]:
    """What has been checked of a table, as the form states it."""
    return tuple(r.statement for r in form.relations if r.table == table.key)


def _image_size(report: Report, source: str) -> tuple[int, int] | None:
    """Width and height of an image in pixels, where it says them."""
    file = linked_file(report.path, source)
    try:
        head = picture_head(file) if file else None
    except PictureError:
        return None
    return (head.width, head.height) if head else None


def _remark(step: Step, report: Report, latest: Version, site_url: str) -> str:
    """What a PDF says of a correction."""
    address = absolute(site_url, latest.path)
    day = f"于{chinese_date(step.day)}" if step.day else ""
    if report.is_superseded:
        return f"本版已{day}更正，现行版本见 {address}"
    reasons = "；".join(entry.why.rstrip("。") for entry in step.entries)
    return f"本报告{day}更正。{reasons}。更正前后的对照见 {address}"
