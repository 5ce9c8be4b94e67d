"""What an Office Open XML document (.docx, .xlsx, .pptx) holds that runs, or that fetches more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree as ET
from zipfile import ZipFile, ZipInfo

from .zip_entries import BROKEN, ZipError, entries_of

__all__ = ["MACROS", "office_fault"]

_CONTENT_TYPES = "[content_types].xml"
MACROS = "里面有宏，打开的人可能中毒；请另存为不带宏的文件"
_PROGRAM = "里面嵌着程序或别的文件；请删去嵌入的对象，改成图片或单独的附件"
_FETCHES = "打开时会去取别处的文件；请取消链接（断开模板、链接的对象），另存一份"
# Of content types ([MS-OFFMACRO2]) and of relationships (ECMA-376, part 1, 15.2).
_MACRO_TYPES = re.compile("vbaproject|macroenabled|macrosheet", re.IGNORECASE)
_FETCHED = ("attachedtemplate", "oleobject", "frame", "subdocument", "control", "package")
# Word notes where its template was on the machine of whoever wrote the document.
_ON_A_DISK = re.compile(r"(?:file:/{0,3})?[a-z]:[/\\]|file://(?:localhost)?/(?!/)", re.IGNORECASE)
_IS_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]+:|[/\\]{2}", re.IGNORECASE)
# What Packager puts into a document, which may be any file, and programs of Windows.
_PACKAGE = "Ole10Native".encode("utf-16-le")
_PROGRAM_MAGIC = b"MZ"
_RUN = ("exe", "dll", "com", "scr", "bat", "cmd", "ps1", "js", "vbs", "wsf", "hta", "lnk", "msi")
_MOST_XML = 10_000_000
_MOST_EMBEDDED = 100_000_000
_CHUNK = 1 << 20


def office_fault(file: Path, part: str) -> str:
    """Why a document with a certain part may not be published, or nothing. Raises ZipError."""
    entries = entries_of(file)
    names = {entry.filename.lower() for entry in entries}
    if not {part, _CONTENT_TYPES} <= names:
        return "内容不是这种文档"
    if fault := next(filter(None, map(_name_fault, names)), ""):
        return fault
    relations = [entry for entry in entries if _is_xml(entry)]
    embedded = [entry for entry in entries if _is_embedded(entry)]
    if sum(entry.file_size for entry in relations) > _MOST_XML:
        return "里面的关系表大得不合常理"
    if sum(entry.file_size for entry in embedded) > _MOST_EMBEDDED:
        return "里面嵌着的对象太大；请删去嵌入的对象，改成图片或单独的附件"
    try:
        with ZipFile(file) as bundle:
            return next(
                filter(None, (_part_fault(bundle, entry) for entry in (*relations, *embedded))), ""
            )
    except (*BROKEN, ET.ParseError, LookupError) as error:
        raise ZipError("打不开：里面有读不出来的部分") from error


def _name_fault(name: str) -> str:
    path = PurePosixPath(name)
    if path.name == "vbaproject.bin" or path.suffix in (".docm", ".xlsm", ".pptm", ".xlsb"):
        return MACROS
    return _PROGRAM if path.suffix.removeprefix(".") in _RUN else ""


def _is_xml(entry: ZipInfo) -> bool:
    return entry.filename.lower().endswith((_CONTENT_TYPES, ".rels"))


def _is_embedded(entry: ZipInfo) -> bool:
    return "embeddings" in PurePosixPath(entry.filename.lower()).parts


def _part_fault(bundle: ZipFile, entry: ZipInfo) -> str:
    if _is_xml(entry):
        return next(_faults_of_xml(bundle, entry), "")
    content = _read(bundle, entry)
    # Names are never packed in a ZIP: this is a document with macros in the document.
    if b"vbaproject.bin" in content.lower():
        return MACROS
    is_program = content.startswith(_PROGRAM_MAGIC) or _PACKAGE in content
    return _PROGRAM if is_program else ""


def _faults_of_xml(bundle: ZipFile, entry: ZipInfo) -> Iterator[str]:
    content = _read(bundle, entry)
    if b"<!" in content.replace(b"<!--", b"").replace(b"\0", b""):
        yield "里面的 XML 有声明，没有办公软件这样写"
        return
    for element in ET.fromstring(content).iter():  # noqa: S314 - without declarations, as just seen
        kind = element.get("ContentType", "") or element.get("Type", "")
        if _MACRO_TYPES.search(kind):
            yield MACROS
        target = element.get("Target", "").strip()
        is_outside = element.get("TargetMode", "").strip().lower() == "external"
        name = kind.lower().rpartition("/")[2]
        # A chart that was pasted from Excel names the workbook on its author's disk, too.
        may_name_a_disk = name == "attachedtemplate" or "/charts/" in entry.filename.lower()
        if is_outside and name in _FETCHED and not (may_name_a_disk and _is_harmless(target)):
            yield _FETCHES


def _is_harmless(target: str) -> bool:
    """Whether a place is on the disk of whoever opens the document, where nobody puts anything."""
    return bool(_ON_A_DISK.match(target)) or not _IS_ELSEWHERE.match(target)


def _read(bundle: ZipFile, entry: ZipInfo) -> bytes:
    with bundle.open(entry) as part:
        # In pieces: read at once, zipfile would unpack more than the entry says.
        return b"".join(iter(partial(part.read, _CHUNK), b""))
