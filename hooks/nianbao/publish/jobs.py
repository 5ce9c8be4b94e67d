"""The parts of a site as data: what making one takes, and what comes of it.

All of it goes from one process to another, and is kept between builds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..build import Entry
from ..build.store import Store
from ..check import Share
from ..facts import Change, Observation
from ..settings import Settings
from ..source import Organ
from .search import DirectPage, IndexedYear
from .web.downloads import Download
from .web.feed import FeedItem
from .web.frame import Frame
from .web.surroundings import Surroundings

__all__ = [
    "ChapterJob",
    "DatabaseJob",
    "FeedJob",
    "FilesJob",
    "IndexJob",
    "Listed",
    "Part",
    "RowsOfYear",
    "SearchJob",
    "ShareJob",
    "Shelved",
    "Site",
    "YearFiles",
    "YearLinesJob",
]


@dataclass(frozen=True)
class Site:
    """What every part is made for: the project in the folder ``root``, what it sets, its frame.

    ``fonts`` is the digest of those that were found when the build began.
    """

    root: Path
    settings: Settings
    theme: tuple[Path, ...]
    frame: Frame
    site_url: str
    fonts: str

    @property
    def publisher(self) -> str:
        """Who publishes."""
        return self.settings.site.sponsor or self.name

    @property
    def name(self) -> str:
        """网站规范名称: the portal's, of which this is a section, else its own."""
        return self.settings.portal.name or self.frame.site_name

    @property
    def around(self) -> Surroundings:
        """What stands around every page."""
        return Surroundings(self.frame, self.settings.portal)

    @property
    def cache(self) -> Path:
        """The folder for what is kept from one build to the next."""
        return self.root / ".cache"

    @property
    def compiled(self) -> Store:
        """Where compiled templates are kept."""
        return Store(self.cache / "templates")

    @property
    def store(self) -> Store:
        """What is kept."""
        return Store(self.cache / "store")


@dataclass(frozen=True)
class Listed:
    """A page of a chapter as lists have it; an indicator has its topic and its newest sum.

    The search finds it by its title, its crumb and its ``keywords``.
    """

    chapter: str
    title: str
    path: str
    crumb: str
    by_title: bool = True
    keywords: tuple[str, ...] = ()
    topic: str = ""
    latest: Observation | None = None
    change: Change | None = None


@dataclass(frozen=True)
class Shelved:
    """The page of a report, as far as chapters need it."""

    path: str
    year: int
    downloads: tuple[Download, ...]


@dataclass(frozen=True)
class YearFiles:
    """The digests of files with one year's lines, and with those of figures compressed."""

    year: int
    reports: str
    figures: str
    figures_gz: str
    indicators: str


@dataclass(frozen=True)
class RowsOfYear:
    """Where the rows of a year's reports are: digests of files, share by share.

    ``counted`` are the slugs of the organs whose reports sums have.
    """

    year: int
    files: tuple[str, ...]
    counted: frozenset[str]


@dataclass(frozen=True)
class Part:
    """Files of the site, and what is to be known of them.

    ``texts`` are the words of the reports about each year, pickled. ``kept_files`` are in the
    store but not on the site; ``values`` are keys of what took work. ``indexed`` is a year whose
    words have been indexed. ``news`` is what feeds tell of its reports. ``rows`` are files with
    the rows of reports about each year, and ``lines`` those of one year's lines of the whole
    portal's data.
    """

    entries: tuple[Entry, ...]
    kept_files: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    shelf: tuple[Shelved, ...] = ()
    listed: tuple[Listed, ...] = ()
    texts: tuple[tuple[int, bytes], ...] = ()
    indexed: IndexedYear | None = None
    news: tuple[FeedItem, ...] = ()
    rows: tuple[tuple[int, str], ...] = ()
    lines: YearFiles | None = None

    is_current = True

    @property
    def files(self) -> Iterator[str]:
        """The digests of all its files."""
        yield from (entry.sha256 for entry in self.entries)
        yield from self.kept_files


@dataclass(frozen=True)
class ShareJob:
    """A share to make; ``facts`` are its own, ``with_page`` the organs that have a page.

    The organs of the portal are kept under ``organs``. A share that ``is_alone`` has the only
    report of the portal.
    """

    site: Site
    share: Share
    organs: str
    facts: bytes
    with_page: frozenset[str]
    is_alone: bool = False


@dataclass(frozen=True)
class ChapterJob:
    """A group of pages of a chapter to make, which lists the reports on the ``shelf``.

    The facts of all reports are kept under ``facts_key``.
    """

    site: Site
    chapter: str
    group: str
    facts_key: str
    shelf: tuple[Shelved, ...]
    with_page: frozenset[str]


@dataclass(frozen=True)
class FeedJob:
    """The feeds of all reports to make."""

    site: Site
    news: tuple[FeedItem, ...]


@dataclass(frozen=True)
class IndexJob:
    """The words of a year's reports to index; ``texts`` are pickled, share by share."""

    cache: Path
    year: int
    organs: tuple[str, ...]
    texts: tuple[bytes, ...]


@dataclass(frozen=True)
class SearchJob:
    """The search to make of the years that are indexed, which are kept under ``years``."""

    site: Site
    organs: Mapping[str, Organ]
    years: tuple[str, ...]
    direct: tuple[DirectPage, ...]


@dataclass(frozen=True)
class YearLinesJob:
    """One year's lines in the data of the whole portal."""

    cache: Path
    rows: RowsOfYear


@dataclass(frozen=True)
class DatabaseJob:
    """The database of the whole portal, and what else needs all rows, oldest year first.

    The facts of all reports are kept under ``facts_key``.
    """

    site: Site
    facts_key: str
    years: tuple[RowsOfYear, ...]


@dataclass(frozen=True)
class FilesJob:
    """All files of the whole portal's data, and their page.

    ``years`` are oldest first; ``made`` are the files for which all rows were needed.
    """

    site: Site
    facts_key: str
    years: tuple[YearFiles, ...]
    made: tuple[Entry, ...]
    with_page: frozenset[str]
