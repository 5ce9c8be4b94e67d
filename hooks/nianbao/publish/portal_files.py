"""All files of the whole portal's data, and their page, put together of what a build has made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from datetime import date
from pathlib import Path

from ..build.digests import digest_of
from ..build.store import Store, Stored
from ..facts import PortalFacts, latest_day
from .artifact import Made
from .data.api import OPENAPI, DocumentLink, documents, openapi
from .data.catalogue import Distribution, catalogue
from .data.csv_text import MARK, csv_line, csv_text
from .data.package import About, data_package
from .data.portal_rows import small_tables
from .data.report_schema import report_schema
from .data.tables import data_tables
from .jobs import FilesJob, Part, Site, YearFiles
from .open_data import DataFile, OpenDataPage, api_pages
from .parts import Maker
from .portal_data import DATABASE, PARQUET, compressed
from .reading import kept_facts
from .web.addresses import OPEN_DATA, REPORT_SCHEMA, absolute

__all__ = ["make_files"]

_LARGE: Mapping[str, Callable[[YearFiles], str]] = {
    "reports": lambda year: year.reports,
    "figures": lambda year: year.figures,
    "indicators": lambda year: year.indicators,
}
_TITLE = "政府信息公开工作年度报告数据"
_DESCRIPTION = (
    "各机关历年政府信息公开工作年度报告的统计表，一格一行，照原样公布；"
    "连同报告、机关、指标、格式的说明。空白不是 0。"
)
_COPIES = "整站的数据在一个数据库里，另有视图和全文检索"
_CSV, _JSON = "text/csv", "application/json"


def make_files(job: FilesJob) -> Part:
    """The files, and the page that offers them."""
    site, store = job.site, job.site.store
    facts = kept_facts(site.cache, job.facts_key)
    tables = dict(_tables(job, facts, store))
    about = _about(site, facts, tables)
    made = {entry.path: Made(Stored(entry.size, entry.sha256, entry.sm3)) for entry in job.made}
    shown = list(_files(job, tables, made, store))
    shown += _descriptions(about, tables, shown, site)
    below = [(link, _kept(text, store)) for link, text in _documents(job, made, store)]
    page = OpenDataPage(
        files=tuple(shown),
        documents=tuple((link.path, document) for link, document in below),
        version=about.version,
        licence=about.licence,
        updated=_latest(facts),
    )
    maker = Maker(site, nullcontext)
    programs = api_pages([link for link, _ in below if link.kind], page.updated)
    entries = list(maker.pages((page, *programs), {}))
    # The database is an entry of its own already.
    own = {entry.path for entry in job.made}
    return maker.part([entry for entry in entries if entry.path not in own])


def _tables(job: FilesJob, facts: PortalFacts, store: Store) -> Iterator[tuple[str, Stored]]:
    """Every table as CSV, in the order of their description."""
    small = small_tables(facts, job.site.site_url)
    for name, table in data_tables().items():
        if name in small:
            yield name, store.add(csv_text((table.head, *small[name])).encode())
        else:
            head = (MARK + csv_line(table.head)).encode()
            yield name, _joined(head, map(_LARGE[name], job.years), store)


def _files(
    job: FilesJob, tables: Mapping[str, Stored], made: Mapping[str, Made], store: Store
) -> Iterator[DataFile]:
    for name, stored in tables.items():
        table = data_tables()[name]
        yield DataFile(f"{name}.csv", f"{table.title}：{table.says}", _CSV, Made(stored))
        if name == "figures":
            head = compressed((MARK + csv_line(table.head)).encode())
            packed = _joined(head, (year.figures_gz for year in job.years), store)
            says = "同上，压缩过的"
            yield DataFile(f"{name}.csv.gz", says, "application/gzip", Made(packed))
    for path, says in ((DATABASE, _COPIES), (PARQUET, "统计表的每一格，供数据分析用")):
        if path in made:
            media_type = next(entry.media_type for entry in job.made if entry.path == path)
            yield DataFile(path.removeprefix(OPEN_DATA), says, media_type, made[path])


def _descriptions(
    about: About, tables: Mapping[str, Stored], files: Iterable[DataFile], site: Site
) -> Iterator[DataFile]:
    """What programs read to know what is there."""
    store = site.store
    package = _kept(data_package(about, tables), store)
    says = "各表的说明（Data Package v2）：每一列的类型、取值、哪几列互相对应"
    yield DataFile("datapackage.json", says, _JSON, package)
    distributions = (
        Distribution(absolute(site.site_url, file.path), file.name, file.media_type, _stored(file))
        for file in files
    )
    listed = _kept(catalogue(about, distributions), store)
    says = "数据目录（DCAT 3），供开放数据平台收录"
    yield DataFile("catalog.jsonld", says, "application/ld+json", listed)
    schema = _kept(report_schema(site.site_url), store)
    says = "每份报告旁边的 JSON 的格式（JSON Schema）"
    yield DataFile(REPORT_SCHEMA.removeprefix(OPEN_DATA), says, _JSON, schema)
    says = "按机关、年度、指标取数的 JSON 的说明（OpenAPI 3.1）"
    yield DataFile(OPENAPI.removeprefix(OPEN_DATA), says, _JSON, _kept(openapi(about), store))


def _documents(
    job: FilesJob, made: Mapping[str, Made], store: Store
) -> Iterator[tuple[DocumentLink, str]]:
    database = store.path(made[DATABASE].stored.sha256)
    return documents(database, job.site.site_url)


def _about(site: Site, facts: PortalFacts, tables: Mapping[str, Stored]) -> About:
    day = _latest(facts)
    digest = digest_of(*(file.sha256 for file in tables.values()))[:8]
    return About(
        title=f"{site.name}：{_TITLE}",
        description=_DESCRIPTION,
        publisher=site.publisher,
        url=absolute(site.site_url, OPEN_DATA),
        version=f"{day}.{digest}" if day else digest,
        modified=str(day) if day else "",
        licence=site.settings.open_data.licence,
    )


def _latest(facts: PortalFacts) -> date | None:
    """The day of the latest change of any text."""
    return latest_day(each.updated for each in (*facts.reports, *facts.superseded.values()))


def _joined(head: bytes, files: Iterable[str], store: Store) -> Stored:
    """A file of a head and of files in the store, one after the other, never all in memory."""
    part = store.part("joined")
    try:
        with part.open("wb") as whole:
            whole.write(head)
            for file in files:
                _append(store.path(file), whole.write)
        return store.take(part)
    finally:
        part.unlink(missing_ok=True)


def _append(file: Path, write: Callable[[bytes], int]) -> None:
    with file.open("rb") as source:
        while chunk := source.read(1 << 20):
            write(chunk)


def _kept(text: str, store: Store) -> Made:
    return Made(store.add(text.encode()))


def _stored(file: DataFile) -> Stored:
    return file.made.stored
