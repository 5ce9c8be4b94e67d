"""One source, of whatever format: read and imported, within bounds of time and memory."""

from __future__ import annotations

import time
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from .bounded import read_bounded
from .document import Document, Refusal
from .identity import identify
from .importing import Imported, import_document
from .prose.sections import title_of
from .readers.archives import check_archive, check_xml_parts, read_parts
from .readers.kinds import sniff
from .readers.office import convert_office
from .sizes import check_size
from .sources import MAX_BYTES

__all__ = ["Request", "import_source"]

_SECONDS = 24.0
"""For all that is done to one file; whoever waits is told after half a minute at most."""
_SUFFIXES = ".docx、.doc、.wps、.html、.pdf、.xlsx、.csv、.txt"
_OFFICE = {"doc": ".doc", "ole": ".wps", "rtf": ".rtf", "odt": ".odt"}


@dataclass(frozen=True, slots=True)
class Request:
    """A file to import: its name with its folders, its bytes, and the folder it stands in.

    ``organs`` holds the organs' names by their keys; ``slug`` and ``year`` are given or empty.
    """

    name: str
    data: bytes
    folder: Path | None
    organs: Mapping[str, str]
    slug: str = ""
    year: int = 0


def import_source(request: Request, root: Path) -> Imported:
    """The report that a file holds.

    Raises Refusal where there is none, or none that can be read. ``root`` is the project's
    folder, where LibreOffice may have been unpacked.
    """
    if not request.data.strip():
        raise Refusal("文件是空的", "请检查是不是选错了文件")
    if len(request.data) > MAX_BYTES:
        raise Refusal("文件超过 100 MB", "请检查是不是选错了文件；图片太大的，请压缩后再导入")
    kind, data = sniff(request.data), request.data
    end = time.monotonic() + _SECONDS
    if kind == "odt":
        read_bounded(_check_parts, data, seconds=_SECONDS)
    if kind in _OFFICE:
        data = convert_office(data, _OFFICE[kind], root)
        kind = "docx"
    return read_bounded(_imported, _Task(kind, data, request), seconds=end - time.monotonic())


def _check_parts(data: bytes) -> None:
    """Raises Refusal when an office file might harm the program that reads it."""
    check_archive(data)
    check_xml_parts(read_parts(data))


@dataclass(frozen=True, slots=True)
class _Task:
    kind: str
    data: bytes
    request: Request


def _imported(task: _Task) -> Imported:
    request = task.request
    document = _reader(task)(task.data)
    check_size(document)
    identity = identify(
        title_of(document), request.name, request.organs, request.slug, request.year
    )
    return import_document(document, identity, request.data)


def _reader(task: _Task) -> Callable[[bytes], Document]:
    """The reader for the kind of file that it is, whatever its name says.

    Each brings its own library: only the one that is needed is loaded.
    """
    # ruff: noqa: PLC0415
    name = task.request.name.lower()
    if task.kind == "docx":
        return partial(_read_word, task.request.data)
    if task.kind == "html":
        from .readers.html_reader import read_html

        return lambda data: read_html(data, task.request.folder)
    if task.kind == "pdf":
        from .readers.pdf_reader import read_pdf

        return read_pdf
    if task.kind == "xlsx":
        from .readers.xlsx_reader import read_xlsx

        return read_xlsx
    if task.kind == "text" and _is_binary(task.data):
        raise Refusal("认不出这种文件：它是图片、程序，或者已经损坏", f"可以导入：{_SUFFIXES}")
    if task.kind == "text" and name.endswith(".csv"):
        from .readers.csv_reader import read_csv

        return read_csv
    if task.kind == "text":
        from .readers.text_reader import read_text_report

        return read_text_report
    raise _unreadable(task.kind)


def _read_word(source: bytes, data: bytes) -> Document:
    """A Word file; what was converted has the pictures of its ``source`` and no others."""
    from .readers.docx_reader import read_docx
    from .readers.own_pictures import holds_picture

    return read_docx(data, None if data == source else holds_picture(source))


def _is_binary(data: bytes) -> bool:
    return b"\0" in data and not data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))


def _unreadable(kind: str) -> Refusal:
    if kind == "encrypted":
        return Refusal("文件加了密码", "请用 Word 或 WPS 去掉密码后另存，再导入")
    if kind == "xls":
        return Refusal("这是旧版 Excel 文件（.xls）", "请用 Excel 或 WPS 另存为 .xlsx 后再导入")
    if kind == "zip":
        return Refusal(
            "这是压缩包，或者是损坏的 Word、Excel 文件",
            "请看看它是什么：压缩包，先解压再导入；不是压缩包的，用 Word 或 WPS 打开试试，"
            "能打开的另存一份再导入",
        )
    if kind == "mht":
        return Refusal("这是网页存档（.mht）", "请用浏览器重新保存为“网页，仅 HTML”")
    return Refusal("不认识这种文件", f"可以导入：{_SUFFIXES}")
