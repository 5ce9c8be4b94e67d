"""Which files may be published beside a report, recognized by content as well as by name.

A browser or a server may take a file for what its content looks like, not for what its name says;
so a kind is allowed only if a file of it can be recognized, and if nothing in it runs on a website.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path, PurePosixPath
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from types import MappingProxyType
from zipfile import ZipFile, ZipInfo

from ..picture_head import PICTURES, PictureError, picture_head
from ..settings.attachment_kinds import ALL_KINDS, DEFAULT_KINDS
from ..source import is_litter
from ..wording import file_size
from .csv_formulas import csv_fault
from .office_contents import MACROS, office_fault
from .zip_entries import BROKEN, ZipError, entries_of, name_of

__all__ = ["content_fault"]

_PDF = b"%PDF-"
# Compound files: Word 97 and Excel 97, and WPS Office's own ([MS-CFB] 2.2).
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A storage that every VBA project has ([MS-OVBA] 2.2.1); names are in UTF-16 ([MS-CFB] 2.6.1).
_VBA = "_VBA_PROJECT".encode("utf-16-le")
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:[!?/]|[A-Za-z])")
_BEGINNING = 4096
# .DS_Store, Thumbs.db and desktop.ini.
_LEFT = ("", "db", "ini")
# Each file in a ZIP is unpacked and looked at.
_MOST_UNPACKED = 100 * 1024 * 1024


def _pdf(file: Path) -> str:
    # What reads PDFs takes a fifth of a second to load, and few sites have any.
    from .pdf_contents import pdf_fault  # noqa: PLC0415

    return pdf_fault(file) if _begins(file, _PDF) else "内容不是 PDF"


def _compound(file: Path) -> str:
    if not _begins(file, _COMPOUND):
        return "内容不是这种文档"
    return MACROS if _VBA in file.read_bytes() else ""


def _text(file: Path) -> str:
    fault, _ = _text_fault(file)
    return fault


def _csv(file: Path) -> str:
    fault, encoding = _text_fault(file)
    return fault or csv_fault(file, encoding)


def _text_fault(file: Path) -> tuple[str, str]:
    """What is wrong with a text, or nothing and its encoding."""
    if _MARKUP.match(_beginning(file)):
        return "内容像网页，浏览器会把它当网页打开", ""
    content = file.read_bytes()
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "编码是 UTF-16；请用记事本打开，另存为 UTF-8", ""
    if b"\0" in content:
        return "内容不是文字", ""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return "", encoding
    return "内容不是文字，或者编码不是 UTF-8、GB18030", ""


def _office(part: str) -> Callable[[Path], str]:
    """Tells documents of Office Open XML, which are ZIPs with a certain part, from others."""

    def fault(file: Path) -> str:
        try:
            return office_fault(file, part)
        except ZipError as error:
            return str(error)

    return fault


def _ofd(file: Path) -> str:
    try:
        names = {entry.filename.lower() for entry in entries_of(file)}
    except ZipError as error:
        return str(error)
    return "" if "ofd.xml" in names else "内容不是 OFD"


def _zip(file: Path) -> str:
    try:
        entries = [entry for entry in entries_of(file) if not _is_left_by_a_system(entry)]
        for entry in entries:
            name = name_of(entry)
            kind = PurePosixPath(name).suffix.lower().removeprefix(".")
            if not entry.is_dir() and (kind not in DEFAULT_KINDS or kind == "zip"):
                return f"里面的 {name} 不是可以发布的文件；请去掉或者换一种格式"
        unpacked = sum(entry.file_size for entry in entries)
        if unpacked > _MOST_UNPACKED:
            most = file_size(_MOST_UNPACKED)
            return f"展开以后有 {file_size(unpacked)}，最多 {most}；请拆成几个"
        return _fault_within(file, [entry for entry in entries if not entry.is_dir()])
    except ZipError as error:
        return str(error)


def _fault_within(file: Path, entries: Iterable[ZipInfo]) -> str:
    """Looks at each file in a ZIP as if it were there by itself."""
    with TemporaryDirectory() as folder, ZipFile(file) as bundle:
        for entry in entries:
            kind = PurePosixPath(name_of(entry)).suffix.lower().removeprefix(".")
            unpacked = Path(folder, f"a.{kind}")
            try:
                # In pieces: read at once, zipfile would unpack more than the entry says.
                with bundle.open(entry) as packed, unpacked.open("wb") as written:
                    copyfileobj(packed, written)
            except BROKEN as error:
                raise ZipError(f"里面的 {name_of(entry)} 展不开；请重新压缩") from error
            if fault := content_fault(unpacked, kind):
                return f"里面的 {name_of(entry)} {fault}"
    return ""


def _is_left_by_a_system(entry: ZipInfo) -> bool:
    """Whether a file is what systems and office programs leave behind, and not called a program."""
    name = PurePosixPath(name_of(entry))
    is_left = is_litter(name.name) or ("__MACOSX" in name.parts and name.name.startswith("._"))
    kind = name.suffix.lower().removeprefix(".")
    return entry.is_dir() or (is_left and kind in (*ALL_KINDS, *_LEFT))


def _begins(file: Path, magic: bytes) -> bool:
    return _beginning(file).startswith(magic)


def _beginning(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(_BEGINNING)


def _picture(kind: str) -> Callable[[Path], str]:
    def fault(file: Path) -> str:
        try:
            head = picture_head(file)
        except PictureError as error:
            return str(error)
        return "" if head.kind == kind else f"内容是 {head.kind}"

    return fault


_FAULTS: Mapping[str, Callable[[Path], str]] = MappingProxyType(
    {
        "pdf": _pdf,
        "ofd": _ofd,
        "docx": _office("word/document.xml"),
        "xlsx": _office("xl/workbook.xml"),
        "csv": _csv,
        "txt": _text,
        **{suffix: _picture(kind) for suffix, kind in PICTURES.items()},
        "zip": _zip,
        "pptx": _office("ppt/presentation.xml"),
        "doc": _compound,
        "xls": _compound,
        "wps": _compound,
        "et": _compound,
    }
)
if set(_FAULTS) != set(ALL_KINDS):
    raise ValueError(set(_FAULTS) ^ set(ALL_KINDS))


def content_fault(file: Path, kind: str) -> str:
    """Why the content of a file is not what the end of its name says, or does harm, or nothing.

    What to do about it stands after a semicolon, where it is not to save the file anew.

    Raises OSError when the file cannot be read.
    """
    return _FAULTS[kind](file)
