"""ZIP archives that harm who unpacks them, and parts of office files changed for others."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from places import DATA

__all__ = [
    "bomb",
    "encrypted",
    "fixture",
    "linked",
    "lying",
    "many_entries",
    "overlapping",
    "packed",
    "parts_of",
    "with_parts",
]

_MEBIBYTE = 2**20
_LOCAL = 30
_CENTRAL = 46


def fixture(case: str) -> bytes:
    """A real file of the importer's own test data."""
    (path,) = (DATA / "intake" / case).glob("source.*")
    return path.read_bytes()


def packed(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A plain archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """What is in an archive."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(data: bytes, **changed: bytes) -> bytes:
    """An archive with parts changed or added; ``__`` in a name is a slash, ``_X_`` a dot."""
    named = {name.replace("__", "/").replace("_X_", "."): part for name, part in changed.items()}
    return packed(parts_of(data) | named)


def bomb(name: str, megabytes: int, base: bytes = b"", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive, ``base`` or a new one, with an entry of that size: nothing but zeros."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for part, content in (parts_of(base) if base else {}).items():
            if part != name:
                archive.writestr(part, content, zipfile.ZIP_STORED)
        zeros = bytes(_MEBIBYTE)
        with archive.open(name, "w", force_zip64=True) as entry:
            for _ in range(megabytes):
                entry.write(zeros)
    return file.getvalue()


def lying(data: bytes, name: str, size: int) -> bytes:
    """The archive with another size told for an entry, in its directory and at the entry."""
    content = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        offset = archive.getinfo(name).header_offset
        at = archive.start_dir
    struct.pack_into("<L", content, offset + 22, size)
    while content[at : at + 4] == b"PK\x01\x02":
        length, extra, comment = struct.unpack_from("<HHH", content, at + 28)
        if content[at + _CENTRAL : at + _CENTRAL + length] == name.encode():
            struct.pack_into("<L", content, at + 24, size)
        at += _CENTRAL + length + extra + comment
    return bytes(content)


def encrypted(data: bytes) -> bytes:
    """The archive with every entry marked as having a password."""
    content = bytearray(data)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def many_entries(count: int) -> bytes:
    """An archive with nothing but names, as many as are asked for, more than its format can."""
    central = bytearray()
    for number in range(count):
        name = b"%07d" % number
        zeros = [0] * 7
        central += struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, *zeros, len(name), *zeros[:6])
        central += name
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, *[0] * 9)
    start = len(local)
    zip64 = struct.pack(
        "<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, len(central), start
    )
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, start + len(central), 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return local + bytes(central) + zip64 + locator + end


def overlapping(copies: int, megabytes: int) -> bytes:
    """An archive whose entries all are the same compressed bytes, under other names."""
    zeros = bytes(megabytes * _MEBIBYTE)
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -15)
    squeezed = squeezer.compress(zeros) + squeezer.flush()
    sizes = (zlib.crc32(zeros), len(squeezed), len(zeros))
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, *sizes, 5, 0) + b"0.txt"
    central = b"".join(
        struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, *sizes, 5, 0, 0, 0, 0, 0, 0)
        + b"%d.txt" % number
        for number in range(copies)
    )
    start = len(local) + len(squeezed)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, copies, copies, len(central), start, 0)
    return local + squeezed + central + end


def linked(name: str, target: str) -> bytes:
    """An archive with a symbolic link."""
    file = io.BytesIO()
    entry = zipfile.ZipInfo(name)
    entry.create_system = 3
    entry.external_attr = 0o120777 << 16
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(entry, target)
    return file.getvalue()
