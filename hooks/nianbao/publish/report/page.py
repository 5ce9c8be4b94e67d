"""The page of a report: who, which year, its downloads, its sections, its versions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from ...facts import DataNote, Facts, Observation
from ...source import Report
from ...wording import chinese_date
from ..artifact import Content
from ..data.original_file import OriginalFile, original_of
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
from ..web.feed import feed_path
from ..web.meta_tags import Article, organ_column
from .history import History, Step, Version, history_of
from .linked_data import linked_data
from .sections import SectionView, sections_of

__all__ = ["ReportPage", "VersionLine", "report_pages", "superseded_pages"]

# How links name other texts of a report (RFC 5829).
_LATEST = "latest-version"
_PREDECESSOR = "predecessor-version"


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A text of the report in the list of all of them; the text of the page itself has no path.

    ``relation`` is what the text is to that of the page, as links name it, or nothing.
    """

    name: str
    path: str
    relation: str
    remark: str


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The page of a report, with its downloads.

    ``versions`` are all texts of the report, newest first; ``corrections`` what the page says
    of how they differ, newest first: in the current text all of it, in a superseded one what
    superseded it. ``picture`` is the address of the page that shows its figures in pictures,
    empty where there is none. One that ``is_alone`` has no other on the site to be compared with.
    """

    template = "report.html"
    report: Report
    facts: Facts
    downloads: tuple[Download, ...]
    versions: tuple[Version, ...]
    corrections: tuple[Step, ...]
    picture: str
    site_url: str
    licence: str = ""
    is_alone: bool = False

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
    def before_name(self) -> str:
        """What the report before is called: its year, after its organ where that is another one."""
        if self.before is None:
            return ""
        own = self.report.organ.name
        organ = "" if self.before.organ.name == own else self.before.organ.name
        return f"{organ}{self.before.year}年"

    @property
    def choice(self) -> str:
        """What follows the address of the page to choose reports on where it has chosen this one.

        It is a fragment: whoever collects pages has one page, not one for every choice.
        """
        return f"#b={self.report.organ.slug}/{self.report.year}"

    @property
    def title(self) -> str:
        """The report's title, which says so when it has been superseded."""
        mark = f"（第{self.report.version}版，已更正）" if self.report.is_superseded else ""
        return self.report.title + mark + self.facts.mark

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
    def published_moment(self) -> str:
        """The same for machines."""
        day, time = self.report.published, self.report.published_time
        return "T".join(filter(None, (str(day or ""), time)))

    @property
    def is_corrected(self) -> bool:
        """Whether the page shows the current text of a report that was corrected."""
        return bool(self.corrections) and not self.report.is_superseded

    @property
    def state(self) -> str:
        """What became of the text: still the first one, corrected to this one, or replaced."""
        if self.report.is_superseded:
            return "已更正"
        if self.report.is_draft:
            return "草稿"
        return self.corrections[0].heading if self.corrections else "未更正"

    @property
    def cite_as(self) -> str:
        """The address to cite the text by: its page's, or where a persistent one leads.

        A text that was replaced has its own; the identifier leads to the one that holds.
        """
        identifier = self.facts.identifier
        if identifier.startswith("https://") and not self.report.is_superseded:
            return identifier
        return absolute(self.site_url, self.path)

    @property
    def feed(self) -> str:
        """The organ's feed, which has something of this report, or nothing."""
        is_told = bool(self.facts.published or self.facts.corrected)
        return feed_path(self.organ_path) if is_told and not self.report.is_draft else ""

    @property
    def described_by(self) -> Download | None:
        """The file that says for programs what the report is."""
        return next((d for d in self.downloads if d.media_type == "application/json"), None)

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
        if self.report.is_original_only:
            return self.report.description or f"{self.title}的原件，文字不能由程序识读。"
        tables = "、统计表" if self.report.form.has_tables else ""
        return self.report.description or f"{self.title}全文{tables}和下载。"

    @property
    def about(self) -> Article:
        """What its meta tags say."""
        report = self.report
        return Article(
            title=self.title,
            column=organ_column(report.organ),
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
    def latest_name(self) -> str:
        """What a superseded text calls the current one."""
        return f"{self.report.organ.name}{self.report.year}年报告第{self.latest.number}版"

    @property
    def predecessor(self) -> Version | None:
        """The text before this one."""
        number = self.report.version - 1
        return next((v for v in self.versions if v.number == number), None)

    @property
    def version_links(self) -> tuple[tuple[str, str], ...]:
        """The other texts that the head of the page names: what they are to it, their address."""
        if len(self.versions) == 1:
            return ()
        before = self.predecessor
        earlier = ((_PREDECESSOR, before.path),) if before else ()
        return ((_LATEST, self.latest.path), *earlier)

    @property
    def version_lines(self) -> tuple[VersionLine, ...]:
        """All texts, newest first."""
        return tuple(map(self._version_line, self.versions))

    def _version_line(self, version: Version) -> VersionLine:
        is_own = version.number == self.report.version
        relations = {self.predecessor: _PREDECESSOR, self.latest: _LATEST}
        return VersionLine(
            name=f"第{version.number}版" + ("（本页）" if is_own else ""),
            path="" if is_own else version.path,
            relation="" if is_own else relations.get(version, ""),
            remark=(f"，{chinese_date(version.day)}" if version.day else "")
            + ("，现行" if version == self.latest else ""),
        )

    @property
    def main_numbers(self) -> tuple[Observation, ...]:
        """The report's main figures."""
        return main_observations(self.facts, self.report.form.main_figures)

    @property
    def is_incomparable(self) -> bool:
        """Whether there is a report before, of whose main figures none may be compared."""
        figures = self.report.form.main_figures
        if self.before is None or not self.before.form.has_tables or not figures:
            return False
        return not any(figure.name in self.before.observations for figure in figures)

    @property
    def original(self) -> OriginalFile | None:
        """The file that it was taken from, where it is kept."""
        return original_of(self.report)

    @property
    def is_without_tables(self) -> bool:
        """Whether there is nothing to compare with the report before: one of them has no table."""
        reports = (self.report, self.before) if self.before else ()
        return not all(report.form.has_tables for report in reports)

    @property
    def other_notes(self) -> tuple[DataNote, ...]:
        """The notes that are about no table."""
        return tuple(note for note in self.facts.notes if not self._is_about_a_table(note))

    def _is_about_a_table(self, note: DataNote) -> bool:
        return bool(note.parts) and note.parts[0] in self.report.form.tables

    def linked_data(
        self, crumbs: Iterable[tuple[str, str]], digests: Callable[[Content], str]
    ) -> Markup:
        """What the page says of itself to programs, as the content of an element."""
        return linked_data(self, crumbs, digests)

    def sections(self) -> Iterator[SectionView]:
        """The sections, which are worked out when they are asked for."""
        return sections_of(self.report, self.facts, self.site_url)


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
            material,
        )


def superseded_pages(material: Material, _views: Views) -> Iterator[ReportPage]:
    """The pages of the texts that corrections have replaced."""
    for report in material.portal.reports:
        history = _history(report, material)
        for text, step in zip(history.earlier, history.superseded_by, strict=True):
            facts = material.facts.superseded[text.organ.slug, report.year, text.version]
            yield _page(text, facts, history.versions, (step,), "", material)


def _history(report: Report, material: Material) -> History:
    return history_of(report, material.portal.earlier.get((report.organ.slug, report.year), ()))


def _page(
    report: Report,
    facts: Facts,
    versions: tuple[Version, ...],
    corrections: tuple[Step, ...],
    picture: str,
    material: Material,
) -> ReportPage:
    site_url = material.site_url
    remarks = tuple(
        remark for step in corrections for remark in _remarks(step, report, versions[0], site_url)
    )
    original = original_of(report)
    if original and report.is_original_only:
        remarks = (_remark_on_original(original, site_url), *remarks)
    edition = Edition(report, facts, site_url, remarks)
    return ReportPage(
        report=report,
        facts=facts,
        downloads=downloads_of(edition),
        versions=versions,
        corrections=corrections,
        picture=picture,
        site_url=site_url,
        licence=material.licence.url if material.licence else "",
        is_alone=material.is_alone,
    )


def _remark_on_original(original: OriginalFile, site_url: str) -> str:
    """What a PDF says where the original has all of the report."""
    address = absolute(site_url, original.path)
    return (
        "本报告只存下原件（扫描件或图片），文字不能由程序识读。这里只有题目、机关和日期，"
        f"全文见原件 {address}"
    )


def _remarks(step: Step, report: Report, latest: Version, site_url: str) -> Iterator[str]:
    """What a PDF says of a correction, an entry a paragraph."""
    address = absolute(site_url, latest.path)
    day = f"于{chinese_date(step.day)}" if step.day else ""
    if report.is_superseded:
        yield f"本版已{day}更正，现行版本见 {address}"
        return
    if not step.entries:
        yield f"本报告{day}更正。更正前后的对照见 {address}"
    for entry in step.entries:
        what = "、".join(map(str, entry.what))
        yield f"本报告{day}更正。{what}：{entry.why.rstrip('。')}。更正前后的对照见 {address}"
