"""What a ZIP says that it holds, if every program that unpacks it would find the same."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

from ..visible import is_hidden

__all__ = ["BROKEN", "MOST_ENTRIES", "ZipError", "entries_of", "name_of"]

MOST_ENTRIES = 2_000
# Their names, dates and sizes, of half a kilobyte each: more are not read, whatever they say.
_MOST_LISTED = MOST_ENTRIES * 512
# What unpacking may yield at most, times the size of the file: a bomb yields a thousand times it.
_MOST_UNPACKED = 200
_NEVER_TOO_MUCH = 10_000_000
# PKWARE APPNOTE 4.3.7, 4.3.14 to 4.3.16, 4.4.4.
_FIRST_HEADER = b"PK\x03\x04"
_END = struct.Struct("<4s4H2LH")
_END_MAGIC = b"PK\x05\x06"
_END64 = struct.Struct("<4sQ2H2L4Q")
_END64_LOCATOR = struct.Struct("<4sLQL")
_END64_LOCATOR_MAGIC = b"PK\x06\x07"
_ENDS = _END64.size + _END64_LOCATOR.size + _END.size
_LONGEST_COMMENT = 0xFFFF
# A colon names a drive or a stream, a backslash is another slash.
_FORBIDDEN = frozenset('<>:"|?*\\')
_UNICODE_PATH = 0x7075
_HAS_PASSWORD = 0x1
_IS_UTF8 = 0x800
_BROKEN = "打不开：没有传完，有密码，或者不是这种文件"
BROKEN: Final = (
    *(zipfile.BadZipFile, struct.error, ValueError, OverflowError, OSError, EOFError),
    *(NotImplementedError, RuntimeError, zlib.error),
)
"""What is raised where a ZIP cannot be read."""


class ZipError(Exception):
    """Says what is wrong with a ZIP, and after a semicolon what to do about it."""


def entries_of(file: Path) -> list[zipfile.ZipInfo]:
    """What a ZIP holds. Raises ZipError when that is too much, or not the same for everyone."""
    with file.open("rb") as stream:
        _check_end(stream)
        try:
            with zipfile.ZipFile(stream) as bundle:
                entries = bundle.infolist()
                for fault in _faults(entries, file.stat().st_size):
                    raise ZipError(fault)
                _check_beginning(stream, entries)
                for entry in entries:
                    # Raises an error where the name before its content is another.
                    bundle.open(entry).close()
        except BROKEN as error:
            raise ZipError(_BROKEN) from error
    return entries


def name_of(entry: zipfile.ZipInfo) -> str:
    """The name of an entry as its maker wrote it: Windows in China packs names as GB 18030."""
    if entry.flag_bits & _IS_UTF8:
        return entry.orig_filename
    written = entry.orig_filename.encode("cp437")
    for encoding in ("utf-8", "gb18030"):
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.orig_filename


def _other_names(entry: zipfile.ZipInfo) -> Iterator[str]:
    """Names that some programs take instead (APPNOTE 4.6.9), and that are others.

    WinRAR writes the same name in both ways: in GB 18030, some of which looks like UTF-8, and here.
    """
    extra = entry.extra
    while len(extra) > 4:
        kind, length = struct.unpack_from("<2H", extra)
        name = extra[9 : 4 + length].decode() if kind == _UNICODE_PATH else ""
        is_same = not entry.flag_bits & _IS_UTF8 and (
            entry.orig_filename.encode("cp437") == name.encode("gb18030")
        )
        if kind == _UNICODE_PATH and name != name_of(entry) and not is_same:
            yield name
        extra = extra[4 + length :]


def _check_end(stream: BinaryIO) -> None:
    """Looks at the last record alone: a list of millions is never read."""
    size = stream.seek(0, 2)
    stream.seek(max(size - _LONGEST_COMMENT - _ENDS, 0))
    tail = stream.read()
    place = tail.rfind(_END_MAGIC)
    if place < 0 or len(tail) < place + _END.size:
        raise ZipError(_BROKEN)
    _, _, _, _, count, listed, _, _ = _END.unpack_from(tail, place)
    locator = place - _END64_LOCATOR.size
    if locator >= _END64.size and tail.startswith(_END64_LOCATOR_MAGIC, locator):
        _, _, _, _, _, _, _, count, listed, _ = _END64.unpack_from(tail, locator - _END64.size)
    if count > MOST_ENTRIES:
        raise ZipError(f"里面有 {count:,} 个文件，最多 {MOST_ENTRIES:,} 个；请拆成几个")
    if listed > _MOST_LISTED:
        raise ZipError("里面的文件名太多、太长；请拆成几个")


def _check_beginning(stream: BinaryIO, entries: list[zipfile.ZipInfo]) -> None:
    """What stands before a ZIP may be a program that has it behind itself."""
    stream.seek(0)
    begins = stream.read(len(_FIRST_HEADER)) == _FIRST_HEADER
    if entries and not (begins and min(entry.header_offset for entry in entries) == 0):
        raise ZipError("开头夹着别的内容；请重新压缩")


def _faults(entries: list[zipfile.ZipInfo], size: int) -> Iterator[str]:
    if len(entries) > MOST_ENTRIES:
        yield f"里面有 {len(entries):,} 个文件，最多 {MOST_ENTRIES:,} 个；请拆成几个"
    if any(entry.flag_bits & _HAS_PASSWORD for entry in entries):
        yield "有密码；请去掉密码，重新压缩"
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > max(_MOST_UNPACKED * size, _NEVER_TOO_MUCH):
        yield "展开以后大得不合常理；请去掉里面特别大的文件"
    names = [name_of(entry) for entry in entries]
    for entry, name in zip(entries, names, strict=True):
        yield from _name_faults(name)
        if any(True for _ in _other_names(entry)):
            yield f"里面的 {name} 另外有一个名称；请重新压缩"
        if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
            yield f"里面的 {name} 是链接或设备，不是文件；请换成文件本身，重新压缩"
        # Packing nothing takes two bytes.
        if entry.is_dir() and (entry.file_size or entry.compress_size > 2):
            yield f"里面的文件夹 {name} 藏着内容；请重新压缩"
    if len({name.casefold() for name in names}) < len(names):
        yield "里面有同名的文件；请给其中一个改名，重新压缩"


def _name_faults(name: str) -> Iterator[str]:
    if any(is_hidden(character) for character in name):
        yield f"里面的文件名有看不见的字符（{name}）；请改名，重新压缩"
    if any(character in _FORBIDDEN for character in name):
        yield f"里面有 Windows 存不了的文件名（{name}）；请改名，重新压缩"
    if name.startswith("/") or ".." in PurePosixPath(name).parts:
        yield f"里面的文件名指向别处（{name}）；请改名，重新压缩"
