"""A report's figures as open data: JSON shaped like the front matter, CSV a line a figure."""

from __future__ import annotations

from typing import TypeAlias

import simplejson

from ...facts.data_notes import DataNote
from ...form import COUNT, Address
from ...source import Figure, Number, Report
from ..web.addresses import absolute, report_path
from .csv_text import CsvCell, address_cells, csv_text
from .original_file import original_of

__all__ = ["report_csv", "report_json"]

_Tree: TypeAlias = "dict[str, _Tree | Number | None]"

_CSV_COLUMNS = (
    "机关",
    "年度",
    "格式",
    "地址",
    "表",
    "行",
    "列",
    "数值",
    "单位",
    "备注",
    "数据说明",
)


def report_json(report: Report, notes: tuple[DataNote, ...], site_url: str) -> str:
    """The report's figures and what they belong to.

    ``tables`` nests table › row › column; a blank cell is null, never 0; amounts keep the
    digits as published. ``notes`` and ``units`` hold, by address, what single cells carry; a
    figure without a unit there counts pieces (件). ``discrepancies`` are the faults that the
    report was published with. ``original`` is the file that the report was taken from.
    """
    tables: _Tree = {}
    for address, figure in report.figures.items():
        *above, last = address.parts
        place = tables
        for part in above:
            below = place.setdefault(part, {})
            if not isinstance(below, dict):
                raise TypeError(address)
            place = below
        place[last] = figure.value
    content: dict[str, object] = {
        "title": report.title,
        "organ": {
            "slug": report.organ.slug,
            "name": report.organ.name,
            "kind": str(report.organ.kind),
        },
        "year": report.year,
        "form": {"edition": report.form.key, "notice": report.form.notice or None},
        "published": report.published.isoformat() if report.published else None,
        "url": absolute(site_url, report_path(report)),
        "version": report.version,
        "current": not report.is_superseded,
        "notice": report.notice or None,
        "tables": tables,
        "notes": {a.dotted: f.note for a, f in report.figures.items() if f.note},
        "units": {
            address.dotted: unit
            for address, figure in report.figures.items()
            if (unit := _unit(report, address, figure)) and unit != COUNT.unit
        },
    }
    if original := original_of(report):
        content["original"] = {
            "name": original.name,
            "url": absolute(site_url, original.path),
            "mediaType": original.media_type,
            "size": original.size,
            "sha256": original.sha256,
        }
    if report.corrections:
        content["corrections"] = [
            {
                "date": entry.date.isoformat(),
                "what": [address.dotted for address in entry.what],
                "why": entry.why,
            }
            for entry in report.corrections
        ]
    if notes:
        content["discrepancies"] = [
            {
                "address": ".".join(note.parts),
                "code": note.code,
                "finding": note.finding,
                "reason": note.reason,
            }
            for note in notes
        ]
    # simplejson writes a Decimal with its digits; the standard library would need a float.
    return str(simplejson.dumps(content, ensure_ascii=False, use_decimal=True)) + "\n"


def report_csv(report: Report, notes: tuple[DataNote, ...]) -> str:
    """A line a figure."""
    about = (report.organ.name, report.year, report.form.key)
    rows: list[tuple[CsvCell, ...]] = [_CSV_COLUMNS]
    for address, figure in report.figures.items():
        unit = _unit(report, address, figure)
        remarks = "；".join(note.reason for note in notes if note.concerns(address))
        rows.append((*about, *address_cells(address), figure.value, unit, figure.note, remarks))
    return csv_text(rows)


def _unit(report: Report, address: Address, figure: Figure) -> str:
    """The unit the report names, else the form's."""
    return figure.unit or report.form.measures[address].unit
