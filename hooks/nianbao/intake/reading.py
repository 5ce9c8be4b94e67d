"""One source, of whatever format: read and imported, within bounds of time and memory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .bounded import read_bounded
from .document import Document, Refusal
from .identity import identify
from .importing import Imported, import_document
from .readers.kinds import sniff
from .readers.office import convert_office
from .sections import title_of

__all__ = ["Request", "import_source"]

MAX_BYTES = 100_000_000
"""No report is larger: what is, holds something else."""

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
    if kind in _OFFICE:
        data = convert_office(data, _OFFICE[kind], root)
        kind = "docx"
    return read_bounded(_imported, _Task(kind, data, request))


@dataclass(frozen=True, slots=True)
class _Task:
    kind: str
    data: bytes
    request: Request


def _imported(task: _Task) -> Imported:
    request = task.request
    document = _reader(task)(task.data)
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
        from .readers.docx_reader import read_docx

        return read_docx
    if task.kind == "html":
        from .readers.html_reader import read_html

        return lambda data: read_html(data, task.request.folder)
    if task.kind == "pdf":
        from .readers.pdf_reader import read_pdf

        return read_pdf
    if task.kind == "xlsx":
        from .readers.xlsx_reader import read_xlsx

        return read_xlsx
    if task.kind == "text" and name.endswith(".csv"):
        from .readers.csv_reader import read_csv

        return read_csv
    if task.kind == "text":
        from .readers.text_reader import read_text_report

        return read_text_report
    raise _unreadable(task.kind)


def _unreadable(kind: str) -> Refusal:
    if kind == "encrypted":
        return Refusal("文件加了密码", "请用 Word 或 WPS 去掉密码后另存，再导入")
    if kind == "xls":
        return Refusal("这是旧版 Excel 文件（.xls）", "请用 Excel 或 WPS 另存为 .xlsx 后再导入")
    if kind == "mht":
        return Refusal("这是网页存档（.mht）", "请用浏览器重新保存为“网页，仅 HTML”")
    return Refusal("不认识这种文件", f"可以导入：{_SUFFIXES}")
