"""What tests ask of a PDF that pypdf has opened."""

from __future__ import annotations

import re
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

__all__ = ["MILLIMETRE", "conformance_of", "fonts_of", "lines_of", "root_of", "tags_of", "text_of"]

MILLIMETRE = 72 / 25.4


def root_of(reader: PdfReader) -> Any:
    """The catalogue of a PDF: of Any, for pypdf's types do not say what a PDF has where."""
    return reader.root_object


def conformance_of(reader: PdfReader) -> str:
    """What a PDF says of itself in XMP."""
    return str(root_of(reader)["/Metadata"].get_object().get_data().decode())


def fonts_of(page: Any) -> list[Any]:
    """The fonts of a page, each a dictionary of the PDF."""
    return [font.get_object() for font in page["/Resources"]["/Font"].values()]


def text_of(reader: PdfReader) -> str:
    """All text, page after page, without white space."""
    return re.sub(r"\s", "", "".join(page.extract_text() for page in reader.pages))


def lines_of(page: PageObject) -> dict[float, list[tuple[float, str]]]:
    """The text of a page by the height of its base lines, with where each piece begins, in mm."""
    lines: dict[float, list[tuple[float, str]]] = {}

    def visit(text: str, cm: list[float], tm: list[float], *_: Any) -> None:
        if text.strip():
            x = (tm[4] * cm[0] + tm[5] * cm[2] + cm[4]) / MILLIMETRE
            y = (tm[4] * cm[1] + tm[5] * cm[3] + cm[5]) / MILLIMETRE
            lines.setdefault(round(y, 2), []).append((x, text.strip()))

    page.extract_text(visitor_text=visit)
    return lines


def tags_of(reader: PdfReader) -> list[str]:
    """The tags of the structure tree, in reading order."""
    tags: list[str] = []

    def walk(node: Any) -> None:
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, list):
            for child in node:
                walk(child)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                tags.append(str(node["/S"]))
            if "/K" in node:
                walk(node["/K"])

    walk(root_of(reader)["/StructTreeRoot"]["/K"])
    return tags
