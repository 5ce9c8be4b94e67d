"""The whole portal as one SQLite file: the tables, views that answer usual questions, full text.

Same rows, same bytes, with the same SQLite: rows go in in their order, in one transaction, and
the file's page size is fixed. Texts are cut into runs of three characters (FTS5, trigram), for
Chinese has no spaces between words.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Container, Iterable, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import chain
from pathlib import Path

from .figure_rows import Row
from .report_rows import ReportRows, with_counted
from .tables import DataTable, data_tables
from .year_lines import year_sums

__all__ = ["write_database"]

_TYPES = {"text": "TEXT", "link": "TEXT", "date": "TEXT", "integer": "INTEGER", "number": "NUMERIC"}
_SMALL = ("organs", "organ_names", "indicator_list", "forms")
_VALUES = """
create table cells (id integer primary key, 格式 text not null, 代码 text not null,
  地址 text not null, 表 text not null, 行 text not null, 列 text not null,
  foreign key (格式, 代码) references forms (格式, 代码));
create table figure_values (report integer not null references reports (id),
  cell integer not null references cells (id), 数值 numeric, 单位 text, 备注 text,
  状态 text not null, 数据说明 text, primary key (report, cell)) without rowid;
create table indicator_values (code text not null references "indicator_list" (指标代码),
  report integer not null references reports (id), 数值 numeric, 单位 text,
  primary key (code, report)) without rowid;
create index indicator_values_of_reports on indicator_values (report);
create index reports_of_years on reports (年度);
create table totals (code text not null references "indicator_list" (指标代码),
  年度 integer not null, 数值 numeric, 单位 text, 计入的报告 integer not null,
  应计入的报告 integer not null, primary key (code, 年度)) without rowid;
create table texts (id integer primary key references reports (id), 标题 text not null,
  正文 text not null);
create virtual table fulltext using fts5 (标题, 正文, content='texts', content_rowid='id',
  tokenize='trigram');
"""
# What nobody reads while it is written needs no journal.
_FAST = "pragma page_size=8192; pragma journal_mode=off; pragma synchronous=off;"
_MEMORY = "pragma cache_size=-65536;"
# Of hundreds of cells of a report few are of these types: SQLite asks for those only.
sqlite3.register_adapter(Decimal, float)
sqlite3.register_adapter(date, date.isoformat)


def write_database(
    file: Path,
    small: Mapping[str, Iterable[Row]],
    years: Iterable[tuple[int, Iterable[ReportRows]]],
    counted: Mapping[int, Container[str]],
) -> None:
    """Writes the database of rows that come year by year. Raises OSError, sqlite3.Error."""
    tables = data_tables()
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.executescript(_FAST + _MEMORY)
        for name in _SMALL:
            connection.execute(_created(tables[name]))
        connection.execute(_created(tables["reports"], own_key="id integer primary key, "))
        connection.executescript(_VALUES)
        connection.executescript(Path(__file__).with_suffix(".sql").read_text("utf-8"))
        connection.execute("begin")
        for name in _SMALL:
            _insert(connection, name, small[name])
        writer = _Writer(connection)
        for year, reports in years:
            writer.year(year, reports, counted.get(year, ()))
        connection.execute("commit")


class _Writer:
    """Puts reports into the database, and knows which cells are there."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._cells: dict[Row, int] = {}
        self._reports = 0

    def year(self, year: int, reports: Iterable[ReportRows], counted: Container[str]) -> None:
        """All texts of one year, then what they add up to."""
        # A sum needs no figures and no words.
        adding: list[ReportRows] = []
        for rows in reports:
            is_counted = rows.is_current and rows.organ in counted
            self._report(rows, is_counted=is_counted)
            if is_counted:
                adding.append(replace(rows, figures=(), prose=""))
        sums = (
            (each.code, each.year, each.value, each.unit, each.given, each.asked)
            for each in year_sums(year, adding, counted)
        )
        _insert(self._connection, "totals", sums)

    def _report(self, rows: ReportRows, *, is_counted: bool) -> None:
        self._reports += 1
        number = self._reports
        row = with_counted(rows.report, is_counted=is_counted)
        _insert(self._connection, "reports", [(number, *row)])
        values = [(number, self._cell((rows.form, *row[:5])), *row[5:]) for row in rows.figures]
        _insert(self._connection, "figure_values", values)
        if rows.is_current:
            followed = sorted((each.code, number, each.value, each.unit) for each in rows.followed)
            _insert(self._connection, "indicator_values", followed)
        if rows.prose:
            text = (number, rows.title, rows.prose)
            _insert(self._connection, "texts", [text])
            self._connection.execute(
                "insert into fulltext (rowid, 标题, 正文) values (?, ?, ?)", text
            )

    def _cell(self, row: Row) -> int:
        """The number of a cell of tables, which many reports have."""
        if row not in self._cells:
            self._cells[row] = len(self._cells) + 1
            _insert(self._connection, "cells", [(self._cells[row], *row)])
        return self._cells[row]


def _created(table: DataTable, own_key: str = "") -> str:
    """The statement that makes a table, with its keys."""
    columns = (
        f"{field.name} {_TYPES[field.type]}{' NOT NULL' if field.needed else ''}"
        for field in table.fields
    )
    key = f"{'UNIQUE' if own_key else 'PRIMARY KEY'} ({', '.join(table.key)})"
    links = (
        f'FOREIGN KEY ({", ".join(own)}) REFERENCES "{other}" ({", ".join(own.values())})'
        for other, own in table.links.items()
    )
    return f'CREATE TABLE "{table.name}" ({own_key}{", ".join((*columns, key, *links))})'


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    iterator = iter(rows)
    first = next(iterator, None)
    if first is None:
        return
    # What is not known is NULL. The name is one of our own tables.
    marks = ", ".join(["nullif(?, '')"] * len(first))
    statement = f'INSERT INTO "{table}" VALUES ({marks})'  # noqa: S608
    connection.executemany(statement, chain((first,), iterator))
