"""What a PDF does by itself when it is opened, and what files it carries."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

__all__ = ["pdf_fault"]

# What it says of broken PDFs is of no use to authors.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_MOST_OBJECTS = 100_000
"""A second for each twenty thousand; a volume of 2,000 pages has twenty thousand."""
# What holds no actions and most of the objects (ISO 32000-1, 7.7.2, 7.7.3, 12.5.2).
_PASSED = frozenset({"/StructTreeRoot", "/Contents", "/Resources", "/Parent", "/P", "/AP", "/Dest"})
_SCRIPT = "里面有脚本；请另存为不带脚本的 PDF（打印为 PDF）"
_LAUNCH = "里面有启动程序的命令；请另存一份，删去按钮和链接（打印为 PDF）"
_CARRIED = frozenset({"csv", "docx", "json", "ofd", "pdf", "png", "jpg", "txt", "xlsx", "xml"})
"""Archives' PDFs (PDF/A-3) carry their data; electronic invoices carry XML."""

_UNREADABLE = (
    *(PyPdfError, DependencyError, ValueError, TypeError, KeyError, IndexError, AttributeError),
    *(OSError, RecursionError, NotImplementedError, OverflowError, MemoryError),
)


def pdf_fault(file: Path) -> str:
    """Why a PDF may not be published, or nothing; as far as it can be read, and no further."""
    try:
        return next(filter(None, map(_fault, _dictionaries(PdfReader(file)))), "")
    except _UNREADABLE:
        return ""  # viewers read more broken PDFs than pypdf does


def _fault(dictionary: DictionaryObject) -> str:
    # ISO 32000-1, 12.6.4.1.
    kind = dictionary.get("/S")
    if "/JS" in dictionary or kind == "/JavaScript":
        return _SCRIPT
    if kind == "/Launch":
        return _LAUNCH
    if "/EF" in dictionary:
        for name in map(dictionary.get, ("/UF", "/F")):
            suffix = PurePosixPath(str(name)).suffix.lower().removeprefix(".")
            if name is not None and suffix not in _CARRIED:
                return f"里面夹着文件 {name}；请把它取出来，单独作附件"
    return ""


def _dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    """What can be reached from the root of a PDF, each once, as far as it may hold actions."""
    # A list, because nothing says how deep it may be.
    waiting: list[object] = [reader.trailer.raw_get("/Root")]
    seen: set[tuple[int, int]] = set()
    for _ in range(_MOST_OBJECTS):
        if not waiting:
            return
        item = waiting.pop()
        if isinstance(item, IndirectObject):
            place = (item.idnum, item.generation)
            if place in seen:
                continue
            seen.add(place)
            item = item.get_object()
        if isinstance(item, DictionaryObject):
            yield item
            waiting += [item.raw_get(key) for key in item if key not in _PASSED]
        elif isinstance(item, ArrayObject):
            # Its own iterator would fetch what it holds.
            waiting += list.__iter__(item)
