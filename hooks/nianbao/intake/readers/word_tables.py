"""Tables of Word documents as mammoth reads them right: spans in one way only."""

from __future__ import annotations

from lxml.etree import SubElement, _Element

from .word_styles import WORD, value_of

__all__ = ["straighten_tables"]

# A character of 10.5 points, as tables have it, in twentieths of a point.
_TWIPS = 210
_DEEPEST = 6


def straighten_tables(document: _Element) -> None:
    """Write skipped columns as cells, old merges as spans, and no row as a repeated heading.

    A cell may reach from repeated heading rows into the rows below; in HTML it may not.
    """
    for row in document.iter(f"{WORD}tr"):
        properties = row.find(f"{WORD}trPr")
        if properties is not None:
            for repeated in properties.findall(f"{WORD}tblHeader"):
                properties.remove(repeated)
            _fill(row, value_of(properties, "gridBefore"), at_end=False)
            _fill(row, value_of(properties, "gridAfter"), at_end=True)
        _join_merged(row)
        _write_indent(row)


def _write_indent(row: _Element) -> None:
    """Writes how far the row's label stands in as white space, for mammoth tells no indents."""
    paragraph = row.find(f"{WORD}tc/{WORD}p")
    indent = paragraph.find(f"{WORD}pPr/{WORD}ind") if paragraph is not None else None
    text = next(paragraph.iter(f"{WORD}t"), None) if paragraph is not None else None
    if indent is not None and text is not None:
        characters = _characters(indent, "Chars", 100) or _characters(indent, "", _TWIPS)
        text.text = "\u3000" * min(characters, _DEEPEST) + (text.text or "")


def _characters(indent: _Element, unit: str, one: int) -> int:
    """How many characters a left indent is; Word calls its side by two names."""
    sides = (indent.get(f"{WORD}{side}{unit}", "") for side in ("left", "start"))
    text = next(filter(None, sides), "")
    return round(int(text) / one) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _fill(row: _Element, count: str, *, at_end: bool) -> None:
    if not (count.isascii() and count.isdigit() and len(count) < 3 and int(count)):
        return
    cells = row.findall(f"{WORD}tc")
    if not cells:
        return
    cell = SubElement(row, f"{WORD}tc")
    SubElement(SubElement(cell, f"{WORD}tcPr"), f"{WORD}gridSpan").set(f"{WORD}val", count)
    SubElement(cell, f"{WORD}p")
    if not at_end:
        row.insert(row.index(cells[0]), cell)


def _join_merged(row: _Element) -> None:
    first: _Element | None = None
    for cell in row.findall(f"{WORD}tc"):
        properties = cell.find(f"{WORD}tcPr")
        merge = properties.find(f"{WORD}hMerge") if properties is not None else None
        if merge is None:
            first = None
        elif merge.get(f"{WORD}val") == "restart":
            first = properties
        elif first is not None:
            _widen(first, _span(properties))
            row.remove(cell)


def _span(properties: _Element | None) -> int:
    text = value_of(properties, "gridSpan")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1


def _widen(properties: _Element, more: int) -> None:
    span = properties.find(f"{WORD}gridSpan")
    total = _span(properties) + more
    if span is None:
        span = SubElement(properties, f"{WORD}gridSpan")
    span.set(f"{WORD}val", str(total))
