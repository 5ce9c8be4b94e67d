"""The data of the whole portal as parts of a build: rows share by share, lines year by year, files.

No report is read again for them: a share keeps the rows of its reports, a year its lines, and the
files are put together of those, a year after the other, however large they are.
"""

from __future__ import annotations

import gzip
import pickle
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from ..build import Entry
from ..build.store import Store, Stored
from ..source import Report
from .data.database import write_database
from .data.figure_rows import Row
from .data.parquet import write_parquet
from .data.portal_rows import small_tables
from .data.report_rows import ReportRows, rows_of_text, rows_of_withdrawn
from .data.year_lines import year_lines
from .jobs import DatabaseJob, Part, RowsOfYear, YearFiles, YearLinesJob
from .material import Material
from .reading import kept_facts
from .search import report_text
from .web.addresses import OPEN_DATA

__all__ = ["DATABASE", "PARQUET", "compressed", "make_database", "make_year_lines", "rows_of_share"]

DATABASE = f"{OPEN_DATA}nianbao.sqlite"
"""The whole portal as one SQLite file."""
PARQUET = f"{OPEN_DATA}figures.parquet"
"""The figures of all reports as Parquet, where a site asks for it."""

_LEVEL = 6


def rows_of_share(material: Material, store: Store) -> Iterator[tuple[int, str]]:
    """Puts the rows of a share's texts into the store: the digest of a file for each year."""
    by_year: dict[int, list[ReportRows]] = {}
    for text in _texts(material):
        by_year.setdefault(text.year, []).append(text)
    for year, texts in sorted(by_year.items()):
        yield year, store.add(pickle.dumps(texts, protocol=5)).sha256


def make_year_lines(job: YearLinesJob) -> Part:
    """One year's lines, put into the store."""
    store = Store(job.cache / "store")
    lines = year_lines(job.rows.year, _rows(store, job.rows.files), job.rows.counted)

    def kept(text: bytes) -> str:
        return store.add(text).sha256

    figures = lines.figures.encode()
    files = YearFiles(
        year=job.rows.year,
        reports=kept(lines.reports.encode()),
        figures=kept(figures),
        figures_gz=kept(compressed(figures)),
        indicators=kept(lines.indicators.encode()),
    )
    return Part(
        (),
        kept_files=(files.reports, files.figures, files.figures_gz, files.indicators),
        lines=files,
    )


def make_database(job: DatabaseJob) -> Part:
    """The database, and the figures as Parquet where the site asks for them."""
    site, store = job.site, job.site.store
    facts = kept_facts(site.cache, job.facts_key)

    def write(file: Path) -> None:
        write_database(
            file,
            small_tables(facts, site.site_url),
            ((each.year, _rows(store, each.files)) for each in job.years),
            {each.year: each.counted for each in job.years},
        )

    entries = [_entry(DATABASE, "application/vnd.sqlite3", _taken(store, write))]
    if site.settings.open_data.parquet:
        taken = _taken(store, lambda file: write_parquet(file, _figures(store, job.years)))
        entries.append(_entry(PARQUET, "application/vnd.apache.parquet", taken))
    return Part(tuple(entries))


def compressed(content: bytes) -> bytes:
    """The same bytes whenever they are made; several after each other are one file, too."""
    return gzip.compress(content, _LEVEL, mtime=0)


def _texts(material: Material) -> Iterator[ReportRows]:
    """The rows of all texts of a share, each report's current one first."""
    portal, facts = material.portal, material.facts
    for report in portal.reports:
        place = (report.organ.slug, report.year)
        prose = "\n".join(report_text(report, facts.by_place[place].notes).lines)
        yield rows_of_text(
            report, facts.by_place[place], _due(report, material), material.site_url, prose
        )
        for text in portal.earlier.get(place, ()):
            known = facts.superseded[(*place, text.version)]
            yield rows_of_text(text, known, _due(text, material), material.site_url)
    for gone in portal.withdrawn:
        yield rows_of_withdrawn(gone, material.site_url)


def _due(report: Report, material: Material) -> date:
    return material.rules.deadline(report.organ.kind, report.year)


def _rows(store: Store, files: Iterable[str]) -> Iterator[ReportRows]:
    """The rows of reports, one file after the other."""
    for file in files:
        texts: list[ReportRows] = pickle.loads(  # noqa: S301 - written by ourselves
            store.path(file).read_bytes()
        )
        yield from texts


def _figures(store: Store, years: Iterable[RowsOfYear]) -> Iterator[list[Row]]:
    """The rows of figures, year by year."""
    for year in years:
        yield [
            line
            for rows in _rows(store, year.files)
            for line in rows.lines(is_counted=rows.is_current and rows.organ in year.counted)
        ]


def _taken(store: Store, write: Callable[[Path], None]) -> Stored:
    """What has been written into a file of the store's own. Raises OSError."""
    part = store.part("data")
    part.unlink(missing_ok=True)
    try:
        write(part)
        return store.take(part)
    finally:
        part.unlink(missing_ok=True)


def _entry(path: str, media_type: str, stored: Stored) -> Entry:
    return Entry(path, media_type, stored.size, stored.sha256, stored.sm3, None)
