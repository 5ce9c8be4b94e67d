"""Guards for files that are ZIP archives inside (.docx, .xlsx, .odt), before they are read."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import PurePosixPath

from ..document import Refusal

__all__ = ["check_archive", "check_xml_parts", "entry_names", "read_parts", "unpacked_size"]

_MAX_ENTRIES = 5_000
_MAX_TOTAL = 300_000_000
_LARGE_ENTRY = 10_000_000
_MAX_RATIO = 200
_ENCRYPTED = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CHUNK = 2**20
_DIRECTORY_ENTRY = b"PK\x01\x02"
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, ValueError, OverflowError, OSError),
    *(NotImplementedError, RuntimeError, EOFError),
)
_ADVICE = "请用 Word 或 WPS 打开原件，另存为新的文件后再导入"
_UNLOCK = "请用 Word、Excel 或 WPS 打开，取消密码，保存后再导入"
_FORBIDDEN = tuple(
    mark.encode(encoding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)


@contextmanager
def _opened(data: bytes, advice: str = _ADVICE) -> Iterator[zipfile.ZipFile]:
    """The archive; whatever is found to be broken in it is a Refusal."""
    # The list of entries is made at once: many would fill the memory before they are counted.
    # What is packed within may have as many again.
    if data.count(_DIRECTORY_ENTRY) > 4 * _MAX_ENTRIES:
        raise Refusal("压缩包里的文件太多", advice)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive
    except _BROKEN as error:
        raise Refusal("文件损坏，打不开", advice) from error


def entry_names(data: bytes) -> set[str]:
    """What an archive says is in it.

    Raises Refusal when it is broken, or says too much.
    """
    with _opened(data) as archive:
        return set(archive.namelist())


def check_archive(data: bytes, advice: str = _ADVICE, unlock: str = _UNLOCK) -> None:
    """Raises Refusal when the archive is broken, or made to harm the one who unpacks it.

    ``advice`` is what to do then, ``unlock`` what to do when it has a password.
    """
    with _opened(data, advice) as archive:
        entries = archive.infolist()
    if len(entries) > _MAX_ENTRIES:
        raise Refusal(f"文件里有 {len(entries)} 个部件，太多", advice)
    if len({entry.filename for entry in entries}) < len(entries):
        raise Refusal("文件里有重名的部件", advice)
    if sum(entry.file_size for entry in entries) > _MAX_TOTAL:
        raise Refusal("文件解压后超过 300 MB，太大", advice)
    for entry in entries:
        name = PurePosixPath(entry.filename.replace("\\", "/"))
        if name.is_absolute() or ".." in name.parts or ":" in entry.filename:
            raise Refusal("文件里有指向外面的部件", advice)
        if entry.flag_bits & _ENCRYPTED:
            raise Refusal("文件加了密码", unlock)
        if entry.compress_type not in _METHODS:
            raise Refusal("文件用了少见的压缩方法", advice)
        packed = max(entry.compress_size, 1)
        if entry.file_size > _LARGE_ENTRY and entry.file_size > _MAX_RATIO * packed:
            raise Refusal("文件里有压缩得不寻常的部件", advice)


def unpacked_size(data: bytes) -> int:
    """How many bytes a checked archive says are packed in it."""
    with _opened(data) as archive:
        return sum(entry.file_size for entry in archive.infolist())


def read_parts(data: bytes, advice: str = _ADVICE) -> Iterator[tuple[str, bytes]]:
    """The parts of a checked archive with their names, one after the other.

    Raises Refusal when one cannot be unpacked. No part becomes larger than it says it is.
    """
    with _opened(data, advice) as archive:
        for entry in archive.infolist():
            if not entry.is_dir():
                # Read at once, zipfile would unpack more than the entry says, and then cut.
                with archive.open(entry) as part:
                    yield entry.filename, b"".join(iter(partial(part.read, _CHUNK), b""))


def check_xml_parts(parts: Iterable[tuple[str, bytes]]) -> None:
    """Raises Refusal when XML declares entities: no office program writes that."""
    for name, content in parts:
        if name.lower().endswith((".xml", ".rels", ".vml")) and any(
            mark in content for mark in _FORBIDDEN
        ):
            raise Refusal("文件里的 XML 带有 DTD 或实体声明，可能有害", _ADVICE)
