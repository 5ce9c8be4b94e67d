"""Which files may be published beside a report, told by their content as well as by their names.

A browser or a server may take a file for what its content looks like, not for what its name says;
so a kind is allowed only if a file of it can be told, and if nothing in it runs on a website.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from ..picture_head import PICTURES, PictureError, picture_head
from ..settings.attachment_kinds import ALL_KINDS, DEFAULT_KINDS

__all__ = ["content_fault"]

_PDF = b"%PDF-"
# Compound files: Word 97 and Excel 97, and WPS Office's own ([MS-CFB] 2.2).
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:[!?/]|[A-Za-z])")
_BEGINNING = 4096
# What unpacking may yield at most, times the size of the file: a bomb yields a thousand times it.
_MOST_UNPACKED = 200
_MOST_MEMBERS = 2_000
_MACROS = "vbaproject.bin"
# What Windows and macOS put into folders by themselves.
_LITTER = ("thumbs.db", "desktop.ini", ".ds_store")


def _pdf(file: Path) -> str:
    return "" if _begins(file, _PDF) else "内容不是 PDF"


def _compound(file: Path) -> str:
    return "" if _begins(file, _COMPOUND) else "内容不是这种文档"


def _text(file: Path) -> str:
    beginning = _beginning(file)
    if _MARKUP.match(beginning):
        return "内容像网页，浏览器会把它当网页打开"
    content = file.read_bytes()
    if b"\0" in content:
        return "内容不是文字"
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            content.decode("gb18030")
        except UnicodeDecodeError:
            return "内容不是文字，或者编码不是 UTF-8、GB18030"
    return ""


def _office(part: str) -> Callable[[Path], str]:
    """Tells documents of Office Open XML, which are ZIPs with a certain part, from others."""

    def fault(file: Path) -> str:
        members = _members(file)
        if isinstance(members, str):
            return members
        names = {member.filename.lower() for member in members}
        if not {part, "[content_types].xml"} <= names:
            return "内容不是这种文档"
        if any(PurePosixPath(name).name == _MACROS for name in names):
            return "里面有宏，打开的人可能中毒"
        return ""

    return fault


def _ofd(file: Path) -> str:
    members = _members(file)
    if isinstance(members, str):
        return members
    return "" if any(m.filename.lower() == "ofd.xml" for m in members) else "内容不是 OFD"


def _zip(file: Path) -> str:
    members = _members(file)
    if isinstance(members, str):
        return members
    for member in members:
        name = PurePosixPath(member.filename)
        if name.name.lower() in _LITTER or "__MACOSX" in name.parts:
            continue
        suffix = name.suffix.lower().removeprefix(".")
        if not member.is_dir() and (suffix not in DEFAULT_KINDS or suffix == "zip"):
            return f"里面的 {name.name} 不是可以发布的文件，请去掉或者换一种格式"
    return ""


def _members(file: Path) -> list[zipfile.ZipInfo] | str:
    """What a ZIP holds, or what is wrong with it."""
    try:
        with zipfile.ZipFile(file) as bundle:
            members = bundle.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
        return "打不开：没有传完，有密码，或者不是这种文件"
    if len(members) > _MOST_MEMBERS:
        return f"里面有 {len(members):,} 个文件，最多 {_MOST_MEMBERS:,} 个"
    if any(member.flag_bits & 1 for member in members):
        return "有密码"
    if sum(member.file_size for member in members) > _MOST_UNPACKED * file.stat().st_size:
        return "展开以后大得不合常理"
    names = [member.filename for member in members]
    if any(name.startswith("/") or ".." in PurePosixPath(name).parts for name in names):
        return "里面的文件名指向别处"
    return members


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
        "csv": _text,
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
    """Why the content of a file is not what the end of its name says, or nothing.

    Raises OSError when the file cannot be read.
    """
    return _FAULTS[kind](file)
