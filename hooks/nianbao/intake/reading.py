"""One source, of whatever format: read and imported, within bounds of time and memory."""

from __future__ import annotations

import time
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from .account.source_text import source_text
from .bounded import read_bounded
from .document import Document, NothingToRead, Refusal
from .formats import FORMATS, Format, Source, format_of
from .identity import Identity, Register, identify
from .importing import Imported, import_document, import_original
from .originals import (
    Original,
    has_pictures_only,
    original_of,
    picture_alone,
    picture_original,
)
from .prose.report_title import title_of
from .readers.archives import check_archive, check_xml_parts, read_parts
from .readers.kinds import sniff
from .readers.office import convert_office
from .review import ReviewItem, Status
from .sizes import check_size
from .sources import MAX_BYTES

__all__ = ["Request", "import_source"]

_BOOKS = ("xlsx", "xls")

_SECONDS = 24.0
"""For all that is done to one file; whoever waits gets an answer after half a minute at most."""


@dataclass(frozen=True, slots=True)
class Request:
    """A file to import: its name with its folders, its bytes, and the folder it stands in.

    ``organs`` holds the organs' names by their keys, ``former`` the keys by names that they had;
    ``slug`` and ``year`` are given or empty. ``link`` is what a page calls it that leads to it.
    With ``keeps_original`` the file is kept beside the report.
    """

    name: str
    data: bytes
    folder: Path | None
    organs: Mapping[str, str]
    slug: str = ""
    year: int = 0
    link: str = ""
    former: Mapping[str, str] = field(default_factory=dict)
    keeps_original: bool = False


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
    if kind == "text" and _is_binary(data):
        if picture := picture_original(data):
            return _original_alone(picture, request, "这是一张图片", Document(()))
        known = "、".join(each.suffixes[0] for each in FORMATS)
        pictures = "图片（.png、.jpg）和扫描的 PDF 作原件收入"
        raise Refusal(
            "认不出这种文件：它是别的图片、太小的图片、程序，或者已经损坏",
            f"可以导入：{known}；{pictures}",
        )
    of = format_of(kind, request.name)
    end = time.monotonic() + _SECONDS
    if kind == "odt":
        read_bounded(_check_parts, data, seconds=_SECONDS)
    if of.office:
        data = convert_office(data, of.office, root)
    return read_bounded(_imported, _Task(of, data, request), seconds=end - time.monotonic())


def _check_parts(data: bytes) -> None:
    """Raises Refusal when an office file might harm the program that reads it."""
    check_archive(data)
    check_xml_parts(read_parts(data))


@dataclass(frozen=True, slots=True)
class _Task:
    format: Format
    data: bytes
    request: Request


def _imported(task: _Task) -> Imported:
    request = task.request
    if task.format.kind in _BOOKS:
        # It brings a library that other formats need not wait for.
        from .workbook.filled_book import is_filled_book  # noqa: PLC0415

        if is_filled_book(task.data):
            return _filled_book(task)
    original = original_of(request.data, task.format, request.name)
    try:
        document = task.format.read(task.data, Source(request.data, request.folder))
    except NothingToRead as refusal:
        return _original_alone(original, request, refusal.sentence, Document(()))
    check_size(document)
    if has_pictures_only(document):
        if not original.may_be_published:
            original = picture_alone(document)
        return _original_alone(original, request, "文件里只有图片，没有文字", document)
    kept = None
    if request.keeps_original and original.may_be_published:
        kept = original
    elif request.keeps_original:
        note = f"原件没有留下：{original.ending} 文件不能发布，要留的请另存为 PDF，再写 original"
        document = replace(document, notes=(*document.notes, note))
    identity = _identity(document, request)
    text = source_text(task.data, request.name)
    return import_document(document, identity, request.data, text, kept)


def _filled_book(task: _Task) -> Imported:
    """The report that stands in a workbook of ours, which says itself whose it is."""
    from .workbook.filled_report import import_filled_book  # noqa: PLC0415

    request = task.request
    organs = request.organs
    filled = import_filled_book(task.data, request.data, organs, request.slug, request.year)
    if not request.keeps_original:
        return filled
    told = ReviewItem(Status.LEFT_OUT, "原件没有留下：填报工作簿不发布")
    return replace(filled, review=(*filled.review, told))


def _original_alone(original: Original, request: Request, why: str, document: Document) -> Imported:
    identity = _identity(document, request)
    return import_original(original, identity, request.data, why, document)


def _identity(document: Document, request: Request) -> Identity:
    register = Register(request.organs, request.former)
    return identify(
        *(title_of(document), request.name, register),
        *(request.slug, request.year, request.link),
    )


def _is_binary(data: bytes) -> bool:
    return b"\0" in data and not data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
