"""Packs files into a ZIP with a list of them and their check sums; same files, same bytes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias

from ..artifact import Content
from .csv_text import CsvCell, csv_text

__all__ = ["Archive", "Enclosure", "archive_of", "packed"]

_LIST = "目录.csv"
_LIST_COLUMNS = ("机关", "文件", "字节数", "SHA-256")
_SUMS = "SHA256SUMS.txt"

# The same on every system: plain files that all may read, packed on Unix (PKWARE APPNOTE 4.4.2).
_MODE = 0o100644 << 16
_UNIX = 3
_LEVEL = 6
# What is packed in itself would be packed again for nothing.
_PACKED = (".pdf", ".zip", ".docx", ".xlsx")
# A ZIP knows no day before, and none after (APPNOTE 4.4.6).
_EARLIEST = date(1980, 1, 1)
_LATEST = date(2107, 12, 31)

_Read: TypeAlias = Callable[[Content], bytes]


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file to pack under ``name``, dated ``day``; whose it is, where it is one organ's."""

    name: str
    content: Content
    day: date
    organ: str = ""

    @property
    def line(self) -> str:
        """The file as the list will have it: how texts are written there is part of the ZIP."""
        return csv_text([(self.name, self.organ, self.day)])


@dataclass(frozen=True)
class Archive:
    """A ZIP of files in the order of their names; ``name`` is its own, without the suffix."""

    name: str
    enclosures: tuple[Enclosure, ...]

    @cached_property
    def key(self) -> str:
        """Changes with every file, its name, its day and whose it is."""
        parts = (f"{enclosure.line}{enclosure.content.key}\n" for enclosure in self.enclosures)
        return hashlib.sha256("".join(parts).encode()).hexdigest()


def archive_of(name: str, enclosures: Iterable[Enclosure]) -> Archive:
    """The archive of files, whatever their order."""
    return Archive(name, tuple(sorted(enclosures, key=lambda enclosure: enclosure.name)))


def packed(archive: Archive, read: _Read) -> bytes:
    """The ZIP; ``read`` gives the bytes of files that are made."""
    pack = io.BytesIO()
    with zipfile.ZipFile(pack, "w") as bundle:
        for name, content, day in _contents(archive, read):
            info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            info.create_system = _UNIX
            info.external_attr = _MODE
            how = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
            bundle.writestr(info, content, how, _LEVEL)
    return pack.getvalue()


def _contents(archive: Archive, read: _Read) -> Iterator[tuple[str, bytes, date]]:
    listed: list[tuple[CsvCell, ...]] = [_LIST_COLUMNS]
    sums = []
    latest = _EARLIEST
    for enclosure in archive.enclosures:
        content = read(enclosure.content)
        day = min(max(enclosure.day, _EARLIEST), _LATEST)
        yield enclosure.name, content, day
        digest = hashlib.sha256(content).hexdigest()
        listed.append((enclosure.organ, enclosure.name, len(content), digest))
        sums.append(f"{digest}  {enclosure.name}\n")
        latest = max(latest, day)
    listing = csv_text(listed).encode()
    sums.append(f"{hashlib.sha256(listing).hexdigest()}  {_LIST}\n")
    yield _LIST, listing, latest
    yield _SUMS, "".join(sums).encode(), latest
