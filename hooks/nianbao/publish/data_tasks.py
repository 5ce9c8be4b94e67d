"""The tasks of the whole portal's data: the rows of years, the database, the files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from ..build.digests import data_digest, digest_of
from ..build.tasks import Task
from ..facts import PortalFacts
from .jobs import DatabaseJob, FilesJob, Part, RowsOfYear, Site, YearFiles, YearLinesJob
from .portal_data import make_database, make_year_lines
from .portal_files import make_files
from .program import program_digest

__all__ = ["database_task", "files_task", "rows_of_years", "year_lines_tasks"]

# Of each report.
_SECONDS_OF_LINES = 0.005
_SECONDS_IN_THE_DATABASE = 0.01


def rows_of_years(facts: PortalFacts, shares: Sequence[Part]) -> tuple[RowsOfYear, ...]:
    """Where the rows of each year's reports are, oldest year first."""
    by_year: dict[int, list[str]] = {}
    for part in shares:
        for year, file in part.rows:
            by_year.setdefault(year, []).append(file)
    return tuple(
        RowsOfYear(
            year,
            tuple(by_year[year]),
            frozenset(each.organ.slug for each in facts.counted(year)),
        )
        for year in sorted(by_year)
    )


def year_lines_tasks(site: Site, years: Iterable[RowsOfYear]) -> Iterator[Task[Part]]:
    """A task for every year: a figure that is changed leaves the lines of the others."""
    for rows in years:
        key = digest_of("lines", program_digest(), *_all_of(rows))
        seconds = len(rows.files) * _SECONDS_OF_LINES
        job = YearLinesJob(site.cache, rows)
        yield Task(f"{rows.year}年数据", key, partial(make_year_lines, job), 1, seconds)


def database_task(facts_key: str, site: Site, years: tuple[RowsOfYear, ...]) -> Task[Part]:
    """The database, and what else is made of the rows themselves."""
    parts = (part for rows in years for part in _all_of(rows))
    key = digest_of(
        "database",
        facts_key,
        sqlite3.sqlite_version,
        site.site_url,
        str(site.settings.open_data.parquet),
        *parts,
    )
    seconds = sum(len(rows.files) for rows in years) * _SECONDS_IN_THE_DATABASE
    job = DatabaseJob(site, facts_key, years)
    return Task("数据库", key, partial(make_database, job), 1, seconds)


def files_task(
    facts_key: str,
    with_page: frozenset[str],
    site: Site,
    basis: str,
    years: Sequence[YearFiles],
    database: Part,
) -> Task[Part]:
    """The files of all years, joined of the lines of each, with what describes them."""
    made = database.entries
    key = digest_of(
        "files",
        basis,
        facts_key,
        data_digest(tuple(years)),
        *(part for entry in made for part in (entry.path, entry.sha256)),
    )
    job = FilesJob(site, facts_key, tuple(years), made, with_page)
    return Task("整站数据", key, partial(make_files, job))


def _all_of(rows: RowsOfYear) -> Iterator[str]:
    """What a year's rows are, for a key."""
    yield from (str(rows.year), *rows.files, "", *sorted(rows.counted), "")
