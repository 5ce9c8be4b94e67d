"""A report's figures as open data: JSON nested like its tables, CSV a line a figure."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

import simplejson

from ...facts.data_notes import DataNote
from ...form import Table, indicators, local_frame, printed_labels
from ...source import Report
from ..web.addresses import REPORT_SCHEMA, absolute, report_path
from .csv_text import csv_text
from .figure_rows import Row, about_text, figure_rows
from .original_file import original_of
from .tables import data_tables

__all__ = ["report_csv", "report_json"]


def report_json(
    report: Report, notes: tuple[DataNote, ...], site_url: str, identifier: str = ""
) -> str:
    """The report's figures and what they belong to, as data/schema/report.json describes them.

    ``tables`` hold rows, and those cells, in printed order; all have codes. A blank cell is null,
    never 0; amounts keep the digits as published. ``discrepancies`` are the faults that the
    report was published with. ``identifier`` is the persistent one, if the site gives any.
    ``original`` is the file that the report was taken from, ``indicators`` the rows of its own
    table that are followed over years.
    """
    codes = report.form.codes
    content: dict[str, object] = {
        "$schema": absolute(site_url, REPORT_SCHEMA),
        "title": report.title,
        "organ": {
            "slug": report.organ.slug,
            "name": report.organ.name,
            "kind": str(report.organ.kind),
        },
        "year": report.year,
        "form": {
            "edition": report.form.key,
            "name": report.form.name,
            "notice": report.form.notice or None,
        },
        "published": report.published.isoformat() if report.published else None,
        **({"publishedTime": report.published_time} if report.published_time else {}),
        "url": absolute(site_url, report_path(report)),
        "version": report.version,
        "current": not report.is_superseded,
        "notice": report.notice or None,
        **({"description": report.description} if report.description else {}),
        "tables": _tables(report, notes),
    }
    if identifier:
        content["identifier"] = identifier
    if original := original_of(report):
        content["original"] = {
            "name": original.name,
            "url": absolute(site_url, original.path),
            "mediaType": original.media_type,
            "size": original.size,
            "sha256": original.sha256,
        }
    if followed := _followed(report):
        content["indicators"] = followed
    if report.corrections:
        content["corrections"] = [
            {
                "date": entry.date.isoformat(),
                "what": [{"code": codes.get(a), "address": a.dotted} for a in entry.what],
                "why": entry.why,
            }
            for entry in report.corrections
        ]
    if notes:
        content["discrepancies"] = [
            {
                "address": ".".join(note.parts),
                "rule": note.code,
                "finding": note.finding,
                "reason": note.reason,
            }
            for note in notes
        ]
    # simplejson writes a Decimal with its digits; the standard library would need a float.
    return str(simplejson.dumps(content, ensure_ascii=False, use_decimal=True)) + "\n"


def report_csv(
    report: Report, notes: tuple[DataNote, ...], site_url: str, identifier: str = ""
) -> str:
    """A line a figure, with the columns that the whole portal's file has, without the last."""
    about = about_text(report, site_url, identifier)
    rows = ((*about, *row) for row in figure_rows(report, notes))
    return csv_text((data_tables()["figures"].head[:-1], *rows))


def _followed(report: Report) -> list[dict[str, object]]:
    """The rows of its own table that the report says to be an indicator."""
    if report.form.key != local_frame().key:
        return []
    return [
        {
            "code": indicators()[name].code,
            "name": name,
            "address": figure.addresses[0].dotted,
        }
        for name, figure in report.form.indicators.items()
    ]


def _tables(report: Report, notes: tuple[DataNote, ...]) -> list[dict[str, object]]:
    rows = list(figure_rows(report, notes))
    by_table = {table: list(group) for table, group in groupby(rows, key=lambda row: row[2])}
    form, printed = report.form, printed_labels(report.form)
    return [_table(t, printed, by_table.get(t.key, [])) for t in form.tables.values()]


def _table(
    table: Table, printed: Mapping[tuple[str, ...], tuple[str, ...]], rows: list[Row]
) -> dict[str, object]:
    """One table: its rows, each with its cells; a report's own says how it prints its labels."""
    lines, start = [], 0
    for line in table.lines:
        names = line.address.row
        cells = rows[start : start + len(line.cells)]
        start += len(line.cells)
        lines.append(
            {
                "name": list(names),
                **({"labels": list(printed[names])} if names in printed else {}),
                "cells": [_cell(row) for row in cells],
            }
        )
    return {"code": table.code, "name": table.key, "caption": table.caption, "rows": lines}


def _cell(row: Row) -> dict[str, object]:
    code, address, _table, _row, column, value, unit, note, state, remarks = row
    cell: dict[str, object] = {
        "code": code,
        "address": address,
        "column": column,
        "value": value,
        "unit": unit,
        "state": state,
    }
    told = {"note": note, "remarks": remarks}
    return cell | {name: text for name, text in told.items() if text}
