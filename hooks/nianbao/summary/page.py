"""A summary as one file of HTML, without scripts, without a network, for screen and A4 paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from .model import Column, Row, Summary, Table, shown

__all__ = ["summary_page"]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def summary_page(summary: Summary) -> str:
    """The page; the standard library writes the tree, and escapes it."""
    html = ET.Element("html", {"lang": "zh-CN"})
    head = ET.SubElement(html, "head")
    ET.SubElement(head, "meta", {"charset": "utf-8"})
    ET.SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY})
    ET.SubElement(head, "meta", {"name": "viewport", "content": "width=device-width"})
    ET.SubElement(head, "meta", {"name": "robots", "content": "noindex"})
    ET.SubElement(head, "title").text = shown(summary.title)
    style = ET.SubElement(head, "style")
    style.text = Path(__file__).with_name("summary.css").read_text("utf-8")
    main = ET.SubElement(ET.SubElement(html, "body"), "main")
    ET.SubElement(main, "h1").text = shown(summary.title)
    for line in summary.about:
        ET.SubElement(main, "p", {"class": "about"}).text = shown(line)
    for number, part in enumerate(summary.parts, 1):
        section = ET.SubElement(main, "section", {"aria-labelledby": f"part-{number}"})
        ET.SubElement(section, "h2", {"id": f"part-{number}"}).text = part.heading
        for paragraph in part.paragraphs:
            ET.SubElement(section, "p").text = shown(paragraph)
        if part.table.rows:
            attributes = {"class": "scroll", "tabindex": "0", "role": "region"}
            box = ET.SubElement(section, "div", {**attributes, "aria-labelledby": f"part-{number}"})
            _add_table(box, part.table)
    return f"<!DOCTYPE html>\n{ET.tostring(html, encoding='unicode', method='html')}\n"


def _add_table(parent: ET.Element, table: Table) -> None:
    element = ET.SubElement(parent, "table")
    widths = sum(column.width for column in table.columns)
    group = ET.SubElement(element, "colgroup")
    for column in table.columns:
        ET.SubElement(group, "col", {"width": f"{column.width * 100 / widths:.1f}%"})
    head = ET.SubElement(ET.SubElement(element, "thead"), "tr")
    for column in table.columns:
        kind = {"class": "number"} if column.is_number else {}
        ET.SubElement(head, "th", {"scope": "col", **kind}).text = shown(column.name)
    body = ET.SubElement(element, "tbody")
    for row in table.rows:
        _add_row(body, table.columns, row)
    if table.total:
        _add_row(ET.SubElement(element, "tfoot"), table.columns, table.sums)


def _add_row(parent: ET.Element, columns: Sequence[Column], row: Row) -> None:
    element = ET.SubElement(parent, "tr")
    for number, (column, value) in enumerate(zip(columns, row, strict=True)):
        kind = {"class": "number"} if column.is_number else {}
        if number == 0:
            ET.SubElement(element, "th", {"scope": "row"}).text = shown(value)
        else:
            ET.SubElement(element, "td", kind).text = shown(value)
