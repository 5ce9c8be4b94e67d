"""Makes the parts of the site: what each share comes to, each chapter, the search.

A part is worked out from data that its key names, in any process. Its files go into the store;
what is handed back says where they stand on the site, and what other parts need to know of them.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from functools import lru_cache

from ..build import Entry, media_type_of
from ..build.store import Store
from ..facts import PortalFacts
from ..form import topics
from ..program_files import THEME
from ..settings import SettingsError
from ..slow_work import SlowWork, WorkingOn
from ..source import Portal
from .artifact import Artifact, Content, Made, Ready, text
from .coverage import CoveragePage
from .indicator.page import IndicatorPage
from .indicator.ranking_page import RankingPage
from .jobs import (
    ChapterJob,
    FeedJob,
    IndexJob,
    Listed,
    Part,
    SearchJob,
    ShareJob,
    Shelved,
    Site,
)
from .making import Contents
from .material import Material
from .organ.page import OrganPage
from .paper.manuscripts import Manuscript, Printed
from .paper.typefaces import load_typefaces
from .paper.typesetting import Typesetter
from .picture import PicturePage
from .portal_data import rows_of_share
from .reading import facts_of_all, kept_facts, kept_organs
from .report.page import ReportPage
from .search import (
    IndexedYear,
    ReportText,
    indexed_year,
    report_text,
    search_files,
    term_pages,
)
from .site import CHAPTERS, Publication
from .web.addresses import COLUMN, GLOSSARY
from .web.downloads import Download
from .web.feed import FEED_TYPE, FeedItem, feed_path, feeds_by_year
from .web.frame import Neighbour
from .web.page_view import PageView
from .web.renderer import Neighbours, Renderer
from .web.scripts import read_scripts
from .year.page import YearPage

__all__ = [
    "Maker",
    "forget_tools",
    "make_chapter",
    "make_feeds",
    "make_index",
    "make_search",
    "make_share",
    "neighbours",
    "renderer_of",
]


def make_share(job: ShareJob) -> Part:
    """Makes everything that is about the reports of one share."""
    with SlowWork() as working_on:
        maker = Maker(job.site, working_on)
        publication = maker.publication(job)
        entries = list(maker.pages(publication.share_pages, neighbours(publication)))
        entries += map(maker.entry, (*publication.attachments, *publication.feeds))
        reports = [v for v in publication.views["reports"] if isinstance(v, ReportPage)]
        shelf = tuple(map(maker.shelved, reports))
    texts = tuple(_texts(reports))
    part = maker.part(entries, shelf=shelf, texts=texts, news=publication.news)
    rows = tuple(rows_of_share(publication.material, job.site.store))
    return replace(part, rows=rows, kept_files=(*part.kept_files, *(file for _, file in rows)))


def make_chapter(job: ChapterJob) -> Part:
    """Makes a group of pages about many reports."""
    chapter = next(each for each in CHAPTERS if each.name == job.chapter)
    with SlowWork() as working_on:
        facts = kept_facts(job.site.cache, job.facts_key)
        maker = Maker(job.site, working_on)
        material = maker.material(Portal(facts.organs, ()), facts, job.with_page)
        files = {page.path: page.downloads for page in job.shelf}
        views = tuple(chapter.pages(material, files, job.group))
        entries = list(maker.pages(views, {}))
    listed = tuple(_listed(view, job.chapter) for view in views)
    return maker.part(entries, listed=listed)


def make_index(job: IndexJob) -> Part:
    """Indexes the reports about a year."""
    store = Store(job.cache / "store")
    texts: list[ReportText] = []
    for pickled in job.texts:
        texts += pickle.loads(pickled)  # noqa: S301 - written by ourselves
    year = indexed_year(job.year, job.organs, texts, lambda words: Made(store.add(words.encode())))
    return Part((), kept_files=tuple(content.key for _, content in year.texts), indexed=year)


def make_search(job: SearchJob) -> Part:
    """Makes the files that the search page reads."""
    years: list[IndexedYear] = []
    for key in job.years:
        kept = job.site.store.value(key)
        if kept is None:
            raise FileNotFoundError(key)
        part: Part = pickle.loads(kept)  # noqa: S301 - written by ourselves, and whole
        if part.indexed:
            years.append(part.indexed)
    maker = Maker(job.site, nullcontext)
    # What leads to the glossary is found only where there is one.
    terms = term_pages() if GLOSSARY in job.site.frame.titles else ()
    files = search_files(job.organs, years, (*job.direct, *terms))
    artifacts = (Artifact(path, "application/json", content) for path, content in files)
    return maker.part(list(map(maker.entry, artifacts)))


def make_feeds(job: FeedJob) -> Part:
    """Makes the feeds of all reports."""
    maker = Maker(job.site, nullcontext)
    days: dict[str, date] = {}
    for item in job.news:
        day = date.fromisoformat(item.day)
        days[item.day[:4]] = max(days.get(item.day[:4], day), day)
    name = job.site.frame.titles.get(COLUMN, job.site.frame.site_name)
    feeds = feeds_by_year(COLUMN, name, job.news, job.site.site_url, job.site.publisher)
    latest = max(days, default="")
    own = {feed_path(COLUMN, year if year != latest else ""): day for year, day in days.items()}
    artifacts = (Artifact(path, FEED_TYPE, Ready(xml), own[path]) for path, xml in feeds.items())
    return maker.part(list(map(maker.entry, artifacts)))


def _texts(views: Iterable[ReportPage]) -> Iterator[tuple[int, bytes]]:
    """The words of reports, by their year."""
    by_year: dict[int, list[ReportText]] = {}
    for view in views:
        text = report_text(view.report, view.facts.notes)
        by_year.setdefault(view.report.year, []).append(text)
    return ((year, pickle.dumps(texts, protocol=5)) for year, texts in by_year.items())


class Maker:
    """Makes pages and files for one job."""

    def __init__(self, site: Site, working_on: WorkingOn) -> None:
        self._site = site
        self._store = site.store
        self._working_on = working_on
        self._renderer, typesetter = _tools(pickle.dumps(site))
        self.contents = Contents(typesetter, self._store, working_on)
        self._manuscripts: list[str] = []

    def material(
        self,
        portal: Portal,
        facts: PortalFacts,
        with_page: frozenset[str],
        *,
        is_alone: bool = False,
    ) -> Material:
        """What pages are made of."""
        site = self._site
        return Material(
            portal,
            facts,
            site.site_url,
            site.publisher,
            site.settings.rules,
            with_page,
            site.settings.open_data.licence,
            is_alone,
        )

    def publication(self, job: ShareJob) -> Publication:
        """What a share publishes, described."""
        listing = job.share.among(kept_organs(self._store, job.organs)).listing
        portal, _ = listing.read(listing.files, self._working_on)
        facts = facts_of_all(listing, [job.facts])
        # A draft has no facts where it is not published.
        unknown = {(r.organ.slug, r.year) for r in portal.reports} - facts.by_place.keys()
        portal = portal.without(unknown)
        material = self.material(portal, facts, job.with_page, is_alone=job.is_alone)
        return Publication(material)

    def html(
        self,
        view: PageView,
        names: Mapping[str, str],
        labels: Callable[[Content], str],
        digests: Callable[[Content], str],
        around: Mapping[str, Neighbours],
    ) -> str:
        """A page; ``names``, ``labels``, ``digests`` as ``Renderer.page`` has them."""
        neighbours = around.get(view.path, (None, None))
        return self._renderer.page(view, names, labels, neighbours, digests=digests)

    def pages(self, views: Iterable[PageView], around: Mapping[str, Neighbours]) -> Iterator[Entry]:
        """The pages, each after its files."""
        shown = tuple(views)
        names = {view.path: view.crumb for view in shown}
        for view in shown:
            yield from (self.entry(download.artifact) for download in view.downloads)
            html = self.html(view, names, self.contents.label, self.contents.digest, around)
            page = Artifact(f"{view.path}index.html", "text/html", text(html), view.updated)
            yield self.entry(page)

    def entry(self, artifact: Artifact) -> Entry:
        """A file, made."""
        stored = self.contents.made(artifact.content).stored
        media_type = artifact.media_type or media_type_of(artifact.path)
        return Entry(
            artifact.path, media_type, stored.size, stored.sha256, stored.sm3, artifact.day
        )

    def shelved(self, view: ReportPage) -> Shelved:
        """The page of a report as chapters know it."""
        return Shelved(view.path, view.report.year, tuple(map(self._taken_away, view.downloads)))

    def part(
        self,
        entries: list[Entry],
        shelf: tuple[Shelved, ...] = (),
        listed: tuple[Listed, ...] = (),
        texts: tuple[tuple[int, bytes], ...] = (),
        news: tuple[FeedItem, ...] = (),
    ) -> Part:
        """What the job comes to."""
        return Part(
            entries=tuple(entries),
            kept_files=tuple(self._manuscripts),
            values=tuple(self.contents.values),
            shelf=shelf,
            listed=listed,
            texts=texts,
            news=news,
        )

    def _taken_away(self, download: Download) -> Download:
        """The same file, made."""
        content = download.artifact.content
        shelved: Content = self.contents.made(content)
        if isinstance(content, Manuscript):
            sha256 = self._store.add(pickle.dumps(content, protocol=5)).sha256
            self._manuscripts.append(sha256)
            made = self.contents.made(content)
            shelved = Printed(made, content.key, content.day, self._store.path(sha256))
        return replace(download, artifact=replace(download.artifact, content=shelved))


def neighbours(publication: Publication) -> Mapping[str, Neighbours]:
    """The reports of the years before and after each report, by its address."""
    found: dict[str, Neighbours] = {}
    titles = {view.path: view.title for view in publication.views["reports"]}
    for organ in publication.views["organs"]:
        paths = organ.report_paths if isinstance(organ, OrganPage) else ()
        around = [None, *(Neighbour(titles[path], path) for path in paths), None]
        for later, own, earlier in zip(around, paths, around[2:], strict=False):
            found[own] = (earlier, later)
    return found


def _listed(view: PageView, chapter: str) -> Listed:
    # What a picture says, the page that it is about is found by; what goes on, by its beginning.
    long = (YearPage, IndicatorPage, RankingPage, CoveragePage)
    goes_on = isinstance(view, long) and view.number > 1
    by_title = not goes_on and not isinstance(view, PicturePage)
    page = Listed(chapter, view.title, view.path, view.crumb, by_title)
    if isinstance(view, CoveragePage) and not goes_on:
        return replace(page, keywords=view.keywords)
    if isinstance(view, IndicatorPage) and not goes_on:
        topic = next(topic for topic, each in topics().items() if view.indicator in each)
        return replace(page, topic=topic, latest=view.latest, change=view.change)
    return page


@lru_cache(2)
def _tools(site: bytes) -> tuple[Renderer, Typesetter]:
    """What is the same for all parts of a site, made once in a process."""
    known: Site = pickle.loads(site)  # noqa: S301 - our own
    renderer = renderer_of(known)
    typefaces = load_typefaces(known.settings, known.cache)
    if known.fonts != typefaces.digest:
        raise SettingsError("字体文件在生成的过程中变了；请放好字体文件，再生成一次")
    return renderer, Typesetter(typefaces, known.cache)


def renderer_of(site: Site) -> Renderer:
    """What makes the pages of a site."""
    return Renderer(
        site.theme,
        site.frame,
        site.settings.site,
        site.site_url,
        read_scripts(THEME),
        site.settings.portal,
        site.compiled,
    )


def forget_tools() -> None:
    """Lets the next part read templates and fonts again."""
    _tools.cache_clear()
