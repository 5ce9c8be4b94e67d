"""What a PDF does by itself when it is opened, and what files it carries."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from pypdf import Configuration, PdfReader, apply_configuration
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

__all__ = ["pdf_fault"]

# What it says of broken PDFs is of no use to authors.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_MOST_OBJECTS = 100_000
"""A second for each twenty thousand; a volume of 2,000 pages has twenty thousand."""
# Streams of objects and tables of their places: of a real file each has some tens of kilobytes. LZW
# is unpacked in Python, a second for each megabyte, and no program packs objects with it.
_MOST_UNPACKED = 4_000_000
_MOST_UNPACKED_OF_ALL = 50_000_000
_LIMITS = Configuration(
    zlib_maximum_output_length=_MOST_UNPACKED,
    run_length_maximum_output_length=_MOST_UNPACKED,
    array_based_stream_maximum_output_length=_MOST_UNPACKED,
    lzw_maximum_output_length=_MOST_UNPACKED // 20,
)
# What holds no actions and most of the objects (ISO 32000-1, 7.7.2, 7.7.3, 12.5.2).
_PASSED = frozenset({"/StructTreeRoot", "/Contents", "/Resources", "/P", "/AP", "/Dest"})
_SCRIPT = "里面有脚本；请另存为不带脚本的 PDF（打印为 PDF）"
_TOO_LARGE = "展开以后大得不合常理；请另存一份（打印为 PDF）"
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
        with apply_configuration(_LIMITS):
            return next(filter(None, map(_fault, _dictionaries(PdfReader(file)))), "")
    except LimitReachedError:
        return _TOO_LARGE
    except _UNREADABLE:
        return ""  # viewers read more broken PDFs than pypdf does


def _fault(dictionary: DictionaryObject) -> str:
    # ISO 32000-1, 12.6.4.1.
    kind = _value(dictionary, "/S")
    if "/JS" in dictionary or kind == "/JavaScript":
        return _SCRIPT
    if kind == "/Launch":
        return _LAUNCH
    if "/EF" in dictionary:
        for name in (_value(dictionary, key) for key in ("/UF", "/F", "/Unix", "/Mac", "/DOS")):
            suffix = PurePosixPath(str(name)).suffix.lower().removeprefix(".")
            if name is not None and suffix not in _CARRIED:
                return f"里面夹着文件 {name}；请把它取出来，单独作附件"
    return ""


def _value(dictionary: DictionaryObject, key: str) -> object:
    """A value, itself or where the dictionary says that it stands; get() does not look there."""
    try:
        return dictionary[key]
    except KeyError:
        return None


def _dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    """What can be reached from the root of a PDF, each once, as far as it may hold actions."""
    # A list, because nothing says how deep it may be.
    waiting: list[object] = [reader.trailer.raw_get("/Root")]
    seen: set[tuple[int, int]] = set()
    unpacked: dict[int, int] = {}
    for _ in range(_MOST_OBJECTS):
        if not waiting:
            return
        item = waiting.pop()
        if isinstance(item, IndirectObject):
            place = (item.idnum, item.generation)
            if place in seen:
                continue
            seen.add(place)
            _unpack(reader, item.idnum, unpacked)
            item = item.get_object()
        if isinstance(item, DictionaryObject):
            yield item
            waiting += [item.raw_get(key) for key in item if key not in _PASSED]
        elif isinstance(item, ArrayObject):
            # Its own iterator would fetch what it holds.
            waiting += list.__iter__(item)


def _unpack(reader: PdfReader, number: int, unpacked: dict[int, int]) -> None:
    """Counts how large the streams of objects are that have been unpacked, by their numbers.

    Raises LimitReachedError when all of them together are too large.
    """
    stream, _ = reader.xref_objStm.get(number, (0, 0))
    if not stream or stream in unpacked:
        return
    found = reader.get_object(stream)
    unpacked[stream] = len(found.get_data()) if isinstance(found, StreamObject) else 0
    if sum(unpacked.values()) > _MOST_UNPACKED_OF_ALL:
        raise LimitReachedError
