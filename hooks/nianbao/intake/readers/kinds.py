"""What a file is by its content; its name often says something else."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from ..document import Refusal
from .archives import entry_names

__all__ = ["Kind", "sniff"]

Kind: TypeAlias = Literal[
    "docx",
    "xlsx",
    "odt",
    "zip",
    "doc",
    "xls",
    "encrypted",
    "ole",
    "rtf",
    "pdf",
    "html",
    "mht",
    "text",
]

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENTRIES: dict[str, Kind] = {
    "EncryptedPackage": "encrypted",
    "WordDocument": "doc",
    "Workbook": "xls",
    "Book": "xls",
}
_ENTRY_SIZE = 128
_MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|h[1-6]|script|style|span)\b",
    re.IGNORECASE,
)
_ARCHIVED = re.compile(r"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*MIME-Version:", re.IGNORECASE)
_HEAD = 2048


def sniff(data: bytes) -> Kind:
    """The kind of file: by its first bytes, and by the names inside where those say too little."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if data.startswith(_OLE):
        return _compound(data)
    if data.lstrip()[:5] == rb"{\rtf":
        return "rtf"
    head = data[:_HEAD]
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "latin-1"
    text = head.decode(encoding, "ignore").removeprefix("\xef\xbb\xbf").lstrip()
    if _ARCHIVED.match(text):
        return "mht"
    return "html" if text.startswith("<") and _MARKUP.search(text) else "text"


def _zipped(data: bytes) -> Kind:
    try:
        names = entry_names(data)
    except Refusal:
        return "zip"
    if any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    is_text = b"application/vnd.oasis.opendocument.text" in data[:_HEAD]
    return "odt" if is_text and "content.xml" in names else "zip"


def _compound(data: bytes) -> Kind:
    """The first stream that is conclusive: what is embedded in a document stands behind its own."""
    found: list[tuple[int, Kind]] = []
    for name, kind in _ENTRIES.items():
        entry = name.encode("utf-16-le") + b"\0\0"
        at = data.find(entry)
        while at >= 0 and at % _ENTRY_SIZE:
            at = data.find(entry, at + 1)
        if at >= 0:
            found.append((at, kind))
    return min(found)[1] if found else "ole"
