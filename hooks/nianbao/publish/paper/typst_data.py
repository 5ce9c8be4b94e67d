"""What the templates of the PDFs need of a report and of its form, as plain JSON values."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

from ...facts import Facts
from ...form import Cell, Form, Role, lay_out
from ...source import Element, Piece, Report, characters_across, elements, linked_file
from ...wording import chinese_date
from ..web.addresses import absolute, download_name, report_path
from ..web.links import pdf_link
from .paper_pictures import name_on_paper

__all__ = ["form_for_typst", "images_of", "report_for_typst"]

# Typst begins a new line after a slash where it has to, and nowhere in what is between.
_WORD = re.compile(r"[!-.0-~]+")
# What a line of the most deeply nested list has.
_IN_A_LINE = 16
_LINES_OF_HEAD = 8


def report_for_typst(
    report: Report,
    facts: Facts,
    site_url: str,
    remarks: tuple[str, ...] = (),
) -> dict[str, object]:
    """What the templates need of a report.

    ``remarks`` are paragraphs that stand first: what was corrected, what supersedes it.
    """
    images = images_of(report)
    notes, day = facts.notes, facts.day

    def plain(piece: Piece, across: int) -> object:
        if isinstance(piece, str):
            return _with_breaks(piece, across)
        attributes: dict[str, object] = dict(piece.attributes)
        if "href" in attributes:
            attributes["href"] = pdf_link(report, piece.attributes["href"], site_url)
        if "src" in attributes:
            del attributes["src"]
            file = linked_file(report.path, piece.attributes["src"])
            attributes["file"] = images[file] if file else ""
        if piece.tag == "table":
            across = _characters_across(piece)
            attributes["repeats"] = _is_low(piece, across)
        children = [plain(child, across) for child in piece.children]
        return {"tag": piece.tag, "attributes": attributes, "children": children}

    sections = [
        {
            "heading": section.heading,
            "table": section.official.table or None,
            "notes": [n.text for n in notes if n.parts[:1] == (section.official.table,)],
            "blocks": [plain(block, _IN_A_LINE) for block in section.blocks],
        }
        for section in report.sections
    ]
    return {
        "title": report.title,
        "title_lines": list(report.title_lines),
        "organ": report.organ.name,
        "description": report.description or report.title,
        "keywords": list(report.keywords),
        "date": [day.year, day.month, day.day],
        "published": _published(report),
        "remarks": list(remarks),
        "notice": report.notice,
        "contact": list(report.organ.contact),
        "source": _source(report, facts.identifier, site_url),
        "sections": sections,
        "notes": [n.text for n in notes if not n.parts or n.parts[0] not in report.form.tables],
        "figures": [
            {
                "text": figure.written,
                "note": "，".join(filter(None, (figure.unit, figure.note))),
            }
            for figure in report.figures.values()
        ],
        "attachment": {
            "name": download_name(report, ".json"),
            "description": "本报告的统计数字（开放数据）"
            if report.form.has_tables
            else "本报告的题目、机关、日期等（开放数据）",
        },
        "table": {
            "name": download_name(report, ".csv"),
            "description": "本报告的统计数字，一格一行（开放数据）",
        },
    }


def _published(report: Report) -> str | None:
    """What stands under the title of when it was published."""
    if report.is_draft:
        return "草稿，未发布"
    return f"发布日期：{chinese_date(report.published)}" if report.published else None


def _source(report: Report, identifier: str, site_url: str) -> str:
    """Where a reader of the paper finds the report, and which text of it the paper has."""
    address = f"网址：{absolute(site_url, report_path(report))}"
    name = f"永久标识：{identifier}" if identifier else ""
    return " ".join(filter(None, (address, f"第{report.version}版", name)))


def _with_breaks(text: str, across: int) -> object:
    """A text in which a word that is longer than a line may be parted: it would be cut off.

    ``across`` is how many Chinese characters a line has; most letters are half as wide.
    """
    pieces: list[object] = []
    done = 0
    for word in _WORD.finditer(text):
        if len(word[0]) > 2 * across:
            for place in range(word.start() + across, word.end(), across):
                pieces += [text[done:place], {"tag": "wbr", "attributes": {}, "children": []}]
                done = place
    if not pieces:
        return text
    return {"tag": "", "attributes": {}, "children": [*pieces, text[done:]]}


def _characters_across(table: Element) -> int:
    return characters_across(sum(cell.tag == "th" for cell in elements((table,))))


def _is_low(table: Element, across: int) -> bool:
    """Whether a table's head is low enough to be repeated on every page."""
    heads = (cell for cell in elements((table,)) if cell.tag == "th")
    return all(len(cell.text) <= _LINES_OF_HEAD * across for cell in heads)


# Bounded, because a report may bring a form of its own.
@lru_cache(64)
def form_for_typst(form: Form) -> str:
    """The tables of a form as JSON; figures are numbered in the form's order."""
    number = {address: place for place, address in enumerate(form.measures)}

    def cell_json(cell: Cell, innermost: int) -> dict[str, object]:
        return {
            "role": str(cell.role),
            "text": cell.text,
            "figure": number[cell.address] if cell.address else None,
            "breakable": cell.role is Role.GROUP and cell.column < innermost,
            "rowspan": cell.rowspan,
            "colspan": cell.colspan,
            "level": cell.level,
        }

    tables = {}
    for key, table in form.tables.items():
        grid = lay_out(table)
        innermost = grid.label_width - 2  # the column of the groups that hold rows
        tables[key] = {
            "width": grid.width,
            "label_width": grid.label_width,
            "layout": str(grid.layout),
            "rows": [
                {"head": row.head, "cells": [cell_json(cell, innermost) for cell in row.cells]}
                for row in grid.rows
            ],
        }
    return json.dumps(tables, ensure_ascii=False)


def images_of(report: Report) -> dict[Path, str]:
    """The images the report shows, each with a name that says its content."""
    sources = (
        element.attributes["src"]
        for section in report.sections
        for element in elements(section.blocks)
        if element.tag == "img"
    )
    files = (linked_file(report.path, source) for source in sources)
    return {file: name_on_paper(file) for file in files if file is not None}
