"""From a project's folder to every file that it publishes, or to why it cannot be published.

First everything is read and checked; then, when it is known what stands around the pages, every
part of the site is made whose key is new. Nothing outside the project's cache is touched.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property, partial

from ..build import MANIFEST_FILES, Entry
from ..build.digests import data_digest, digest_of, folder_digest
from ..build.store import Store
from ..build.tasks import Task, Tools, do_all
from ..facts import PortalFacts
from ..problem import Problem, Severity, count_line, has_errors
from ..source import CurrentText, Ledger, Lineage
from ..visible import visible, visible_lines
from .data_tasks import database_task, files_task, rows_of_years, year_lines_tasks
from .equipment import Equipment
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
from .open_data import OpenDataPage
from .overview import Overview
from .paper.typesetting import TypesettingError
from .parts import make_chapter, make_feeds, make_index, make_search, make_share
from .program import program_digest
from .reading import ReadShare, facts_of_all, read_all
from .released import vanished
from .search import DirectPage
from .site import CHAPTERS
from .verification import DATA_FILE, SINGLE_FILE
from .web.addresses import FILES, OPEN_DATA
from .web.claims import conflicts

__all__ = ["Checked", "NotPublishedError", "Published", "check", "make", "share_job"]

_DATA = DirectPage(OpenDataPage.title, OPEN_DATA, ("开放数据", "CSV", "JSON", "SQLite"))

_SECONDS_A_REPORT = 0.15
_SECONDS_A_REPORT_IN_A_VOLUME = 0.03
_SECONDS_A_REPORT_IN_AN_INDEX = 0.004
_SECONDS_OF_A_CHAPTER = 0.5


class NotPublishedError(Exception):
    """The site cannot be published; the message, in Chinese, says why and what to do."""


@dataclass(frozen=True)
class Checked:
    """All reports of a project, read, without an error; ``problems`` are what else was found.

    ``texts`` are all of them, drafts too, as they stand in their files;
    ``ledger`` is what was released before; what comparing them came to is kept under ``compared``.
    """

    shares: tuple[ReadShare, ...]
    facts: PortalFacts
    problems: Sequence[Problem]
    texts: tuple[CurrentText, ...]
    ledger: Ledger
    compared: str

    @cached_property
    def facts_key(self) -> str:
        """Changes with anything that pages about many reports are made of."""
        digests = (digest_of(share.reading.facts.hex()) for share in self.shares)
        organs = data_digest(tuple(self.facts.organs.values()))
        return digest_of("facts", program_digest(), organs, *digests)

    @property
    def said_of_drafts(self) -> str:
        """Which reports are drafts, in Chinese, or nothing."""
        drafts = [visible(text.file) for text in self.texts if text.is_draft]
        if not drafts:
            return ""
        return (
            f"草稿 {len(drafts)} 份：{'、'.join(drafts)}。"
            "写上发布日期（published）以后，正式网站（nianbao release）里才有"
        )

    @property
    def with_page(self) -> frozenset[str]:
        """The slugs of the organs that have a page."""
        return frozenset(self.facts.by_organ)


@dataclass(frozen=True)
class Published:
    """Every file that is made of reports, which are in the store, and what pages list of them.

    ``mapped`` are the pages and files for the site map: all but what the search page reads.
    ``values`` and ``files`` are the keys and the digests of all that the store has been asked for.
    """

    entries: tuple[Entry, ...]
    mapped: tuple[Entry, ...]
    overview: Overview
    values: tuple[str, ...]
    files: tuple[str, ...]

    def forget(self, store: Store, kept_builds: int) -> None:
        """Lets the store forget what none of the last builds has used, this one included."""
        store.forget(self.values, self.files, kept_builds)


def check(equipment: Equipment, tools: Tools) -> Checked:
    """Reads and checks all reports. Raises NotPublishedError when they cannot be published."""
    readings = read_all(equipment.root / "reports", equipment, tools)
    _require_no_errors(readings.count, readings.problems)
    if equipment.is_release:
        _require_no_samples(readings.texts)
    facts = facts_of_all(readings.listing, [share.reading.facts for share in readings.shares])
    return Checked(
        readings.shares,
        facts,
        readings.problems,
        readings.texts,
        readings.ledger,
        readings.compared,
    )


def make(
    checked: Checked,
    site: Site,
    direct: Iterable[DirectPage],
    taken: Iterable[tuple[str, str]],
    tools: Tools,
) -> Published:
    """Makes every part of the site that is new.

    ``direct`` are the hand-written pages that the search finds by their titles; ``taken`` are
    the addresses of files that are not made of reports, each with what it is.
    Raises NotPublishedError.
    """
    try:
        return _make(checked, site, tuple(direct), tuple(taken), tools)
    except TypesettingError as error:
        raise NotPublishedError(
            "PDF 排版失败，没有生成网站，原有网站未动。这是程序的毛病，请报告维护者。"
            + visible_lines(str(error))
        ) from error


def _make(
    checked: Checked,
    site: Site,
    direct: tuple[DirectPage, ...],
    taken: tuple[tuple[str, str], ...],
    tools: Tools,
) -> Published:
    # What every part is made of besides reports.
    basis = digest_of(program_digest(), *map(folder_digest, site.theme), data_digest(site))
    store, workers = tools.store, tools.workers
    shares = do_all(
        [_share_task(share, checked, site, basis) for share in checked.shares],
        store,
        workers,
        tools.progress("制作网页和 PDF"),
    )
    # What Typst remembers of two thousand reports is in the way of volumes, which need much more.
    workers.renew()
    parts = [done.result for done in shares]
    years = rows_of_years(checked.facts, parts)
    chapters = do_all(
        [
            *_chapter_tasks(checked, site, basis, parts, store),
            *_index_tasks(checked, site, parts),
            *year_lines_tasks(site, years),
            database_task(checked.facts_key, site, years),
        ],
        store,
        workers,
        tools.progress("制作汇编和汇总"),
    )
    *chapters, database = chapters
    for_editors = {chapter.name for chapter in CHAPTERS if chapter.for_editors}
    own = [each for each in chapters if any(p.chapter in for_editors for p in each.result.listed)]
    listed = tuple(p for each in chapters if each not in own for p in each.result.listed)
    indexed = [done.key for done in chapters if done.result.indexed]
    lines = [done.result.lines for done in chapters if done.result.lines]
    last = do_all(
        [
            _search_task(checked, site, basis, indexed, (*direct, *_direct(listed), _DATA)),
            files_task(checked.facts_key, checked.with_page, site, basis, lines, database.result),
            _feed_task(site, basis, parts),
        ],
        store,
        workers,
        tools.progress("制作查找、数据和订阅"),
    )
    _, files, feeds = last
    done = (*shares, *chapters, database, *last)
    entries = tuple(entry for each in done for entry in each.result.entries)
    _require_own_addresses(entries, taken)
    _require_all_addresses(entries, checked)
    in_site_map = {chapter.name for chapter in CHAPTERS if chapter.in_site_map}
    return Published(
        entries=entries,
        mapped=tuple(
            entry
            for each in (*shares, *chapters, database, files, feeds)
            if each not in own
            for entry in each.result.entries
        ),
        overview=Overview(
            checked.facts,
            site.settings.rules,
            listed,
            tuple(page for page in listed if page.chapter in in_site_map and page.by_title),
        ),
        values=(
            checked.facts_key,
            checked.compared,
            *(share.key for share in checked.shares),
            *{share.organs: None for share in checked.shares},
            *(each.key for each in done),
            *(key for each in done for key in each.result.values),
        ),
        files=tuple(digest for each in done for digest in each.result.files),
    )


def share_job(share: ReadShare, lineage: Lineage, with_page: Set[str], site: Site) -> ShareJob:
    """What making a share takes; ``with_page`` are the slugs of all organs that have a page."""
    relatives = {
        organ.slug
        for slug in share.share.slugs
        for ties in (lineage.earlier, lineage.later)
        for organ in ties.get(slug, ())
    }
    shown = frozenset(with_page & {*relatives, *share.share.slugs})
    return ShareJob(site, share.share.alone, share.organs, share.reading.facts, shown)


def _share_task(share: ReadShare, checked: Checked, site: Site, basis: str) -> Task[Part]:
    job = share_job(share, checked.facts.lineage, checked.with_page, site)
    job = replace(job, is_alone=len(checked.facts.reports) == 1)
    key = digest_of("share", basis, share.key, str(job.is_alone), *sorted(job.with_page))
    size = share.share.size
    return Task(share.share.name, key, partial(make_share, job), size, size * _SECONDS_A_REPORT)


def _chapter_tasks(
    checked: Checked, site: Site, basis: str, shares: Sequence[Part], store: Store
) -> Iterator[Task[Part]]:
    """A task for every group of pages; the facts that all of them need are kept for them."""
    facts = checked.facts
    if store.value(checked.facts_key) is None:
        store.keep(checked.facts_key, pickle.dumps(facts, protocol=5))
    shelf = [page for part in shares for page in part.shelf]
    for chapter in CHAPTERS:
        for group in chapter.groups(facts):
            own = tuple(page for page in shelf if chapter.by_year and str(page.year) == group)
            seconds = _SECONDS_OF_A_CHAPTER + len(own) * _SECONDS_A_REPORT_IN_A_VOLUME
            key = digest_of(
                "chapter", basis, checked.facts_key, chapter.name, group, *_parts_of(own)
            )
            job = ChapterJob(site, chapter.name, group, checked.facts_key, own, checked.with_page)
            yield Task(chapter.title(group), key, partial(make_chapter, job), 1, seconds)


def _index_tasks(checked: Checked, site: Site, shares: Sequence[Part]) -> Iterator[Task[Part]]:
    """A task for every year: a word that is changed is looked for again in one of them."""
    organs = tuple(checked.facts.organs)
    by_year: dict[int, list[bytes]] = {}
    for part in shares:
        for year, words in part.texts:
            by_year.setdefault(year, []).append(words)
    for year, texts in by_year.items():
        digests = (digest_of(words.hex()) for words in texts)
        key = digest_of("index", program_digest(), str(year), *organs, "", *digests)
        seconds = len(texts) * _SECONDS_A_REPORT_IN_AN_INDEX
        job = IndexJob(site.cache, year, organs, tuple(texts))
        yield Task(f"{year}年索引", key, partial(make_index, job), 1, seconds)


def _search_task(
    checked: Checked,
    site: Site,
    basis: str,
    years: Sequence[str],
    direct: tuple[DirectPage, ...],
) -> Task[Part]:
    organs = dict(checked.facts.organs)
    key = digest_of(
        "search",
        basis,
        data_digest(tuple(organs.values())),
        data_digest(direct),
        *years,
    )
    job = SearchJob(site, organs, tuple(years), direct)
    return Task("查找", key, partial(make_search, job))


def _feed_task(site: Site, basis: str, shares: Iterable[Part]) -> Task[Part]:
    news = tuple(sorted((item for part in shares for item in part.news), key=lambda i: i.order))
    key = digest_of("feed", basis, *map(repr, news))
    return Task("订阅", key, partial(make_feeds, FeedJob(site, news)))


def _parts_of(shelf: Iterable[Shelved]) -> Iterator[str]:
    """All that a chapter sees of the pages of reports."""
    for page in shelf:
        for download in page.downloads:
            file = download.artifact
            yield from (page.path, download.title, file.path, str(file.day), file.content.key)


def _direct(listed: Iterable[Listed]) -> Iterator[DirectPage]:
    found = (page for page in listed if page.by_title)
    return (DirectPage(page.title, page.path, (page.crumb, *page.keywords)) for page in found)


def _require_no_errors(count: int, problems: Sequence[Problem]) -> None:
    """Raises NotPublishedError with all errors and warnings if there is an error."""
    if not has_errors(problems):
        return
    told = [problem for problem in problems if problem.severity is not Severity.NOTICE]
    errors = sum(problem.severity is Severity.ERROR for problem in told)
    listed = "\n".join(problem.explained() for problem in told)
    raise NotPublishedError(
        f"报告里有 {errors} 处错误，没有生成网站，原有网站未动：\n{listed}\n"
        f"核对了 {count} 份报告：{count_line(problems)}。"
    )


def _require_no_samples(texts: Iterable[CurrentText]) -> None:
    """A release has no report that only shows how one is written."""
    if samples := "、".join(visible(text.file) for text in texts if text.is_sample):
        raise NotPublishedError(
            f"还不能生成正式网站：{samples} 是示例（写着 sample），不是本单位的报告。"
            "请删去示例机关的文件夹和它在 organs.yml 里的一项，换上本单位的"
        )


def _require_all_addresses(entries: Iterable[Entry], checked: Checked) -> None:
    """What was released is where it was."""
    if gone := vanished(checked.ledger, checked.facts, (entry.path for entry in entries)):
        listed = "\n".join(f"    {visible(path)}" for path in gone)
        raise NotPublishedError(
            f"发布过的网址有 {len(gone)} 个会失效，没有生成网站，原有网站未动：\n{listed}\n"
            "网址记在 reports/ledger.json 里，要一直有效。机关代号、年度改了的，请改回来；"
            "撤回的报告，更正以前的文本（2021.v1.md 等）也留在原处。"
            "都没有的，是程序的毛病，请报告维护者"
        )


def _require_own_addresses(entries: Iterable[Entry], taken: Iterable[tuple[str, str]]) -> None:
    """No two files of the site have one address."""
    lists = ((name, "本程序写的校验清单") for name in MANIFEST_FILES)
    own = ((path, "本程序写的文件") for path in (f"{FILES}index.html", DATA_FILE, SINGLE_FILE))
    claims = [
        *lists,
        *own,
        *taken,
        *((entry.path, f"由报告生成的 {entry.path}") for entry in entries),
    ]
    if found := tuple(conflicts(claims)):
        raise NotPublishedError("没有生成网站，原有网站未动：\n" + "\n".join(map(visible, found)))
