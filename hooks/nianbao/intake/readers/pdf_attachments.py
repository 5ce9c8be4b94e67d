"""The data files that go with a PDF: those of its catalogue whose names end in .json."""

from __future__ import annotations

import zlib

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.psexceptions import PSException

__all__ = ["attachments"]

_MOST = 20
_DEPTH = 2
_MOST_BYTES = 2_000_000


def attachments(document: PDFDocument) -> list[bytes]:
    """The contents of the attached data files, in the order of the catalogue; only the first few.

    Whatever is not as the standard has it (ISO 32000, 7.7.4 and 7.11.4) is passed over: the pages
    can be read without it.
    """
    try:
        names = _part(document.catalog, "Names")
        files = _files(_part(names, "EmbeddedFiles"), _DEPTH)[:_MOST]
        return [content for each in files if (content := _data(each)) is not None]
    except (PDFException, PSException, ValueError, zlib.error):
        return []


def _data(specification: object) -> bytes | None:
    name = _part(specification, "UF") or _part(specification, "F")
    if not isinstance(name, bytes) or not _text(name).lower().endswith(".json"):
        return None
    stream = _part(_part(specification, "EF"), "F")
    if not isinstance(stream, PDFStream) or len(stream.rawdata or b"") > _MOST_BYTES:
        return None
    return stream.get_data()


def _files(tree: object, depth: int) -> list[object]:
    """The files of a name tree: pairs of a name and a file, or branches that have them."""
    pairs = _part(tree, "Names")
    found = [resolve1(each) for each in pairs[1::2]] if isinstance(pairs, list) else []
    branches = _part(tree, "Kids") if depth else None
    for branch in branches[:_MOST] if isinstance(branches, list) else ():
        found += _files(resolve1(branch), depth - 1)
    return found


def _part(content: object, name: str) -> object:
    """What stands under a name, looked up where it is a reference."""
    return resolve1(content.get(name)) if isinstance(content, dict) else None


def _text(name: bytes) -> str:
    is_wide = name.startswith(b"\xfe\xff")
    return name.decode("utf-16" if is_wide else "latin-1", "replace")
