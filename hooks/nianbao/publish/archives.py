"""Packs files into a ZIP with a list of them and their check sums; same files, same bytes."""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .csv_text import Cell, csv_text
from .kept import forget_earlier
from .typesetting import Pdf

__all__ = ["Archive", "Enclosure", "begin_archive"]

_LIST = "目录.csv"
_LIST_COLUMNS = ("机关", "文件", "字节数", "SHA-256")
_SUMS = "SHA256SUMS.txt"

# The same on every system: plain files that all may read, packed on Unix (PKWARE APPNOTE 4.4.2).
_MODE = 0o100644 << 16
_UNIX = 3
# The PDFs shrink, too: their tags are not compressed.
_LEVEL = 6
# A ZIP knows no day before, and none after (APPNOTE 4.4.6).
_EARLIEST = date(1980, 1, 1)
_LATEST = date(2107, 12, 31)


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file to pack under ``name``, dated ``day``; whose it is, where it is one organ's."""

    name: str
    content: str | bytes | Pdf
    day: date
    organ: str = ""

    @property
    def key(self) -> bytes:
        """Says what the content is, of a PDF before it is made."""
        if isinstance(self.content, Pdf):
            # Its name is a hash of all that goes into it.
            return self.content.path.stem.encode()
        return hashlib.sha256(self.read()).digest()

    def read(self) -> bytes:
        """The content; waits until a PDF is made."""
        if isinstance(self.content, Pdf):
            return self.content.read()
        return self.content.encode() if isinstance(self.content, str) else self.content


@dataclass(frozen=True, slots=True)
class Archive:
    """A ZIP in the making: where the file is, or will be once it is written."""

    path: Path
    enclosures: tuple[Enclosure, ...]

    @property
    def size(self) -> int:
        """The size in bytes; it must have been written."""
        return self.path.stat().st_size

    @property
    def files(self) -> int:
        """How many files it holds, without the list and the check sums."""
        return len(self.enclosures)

    def write(self) -> None:
        """Writes the ZIP unless it is kept from before; waits for the PDFs it holds."""
        if self.path.exists():
            return
        part = self.path.with_suffix(".part")
        with zipfile.ZipFile(part, "w") as bundle:
            for name, content, day in self._contents():
                info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
                info.create_system = _UNIX
                info.external_attr = _MODE
                bundle.writestr(info, content, zipfile.ZIP_DEFLATED, _LEVEL)
        part.replace(self.path)
        forget_earlier(self.path)

    def _contents(self) -> Iterator[tuple[str, bytes, date]]:
        listed: list[tuple[Cell, ...]] = [_LIST_COLUMNS]
        sums = []
        latest = _EARLIEST
        for enclosure in self.enclosures:
            content = enclosure.read()
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


def begin_archive(name: str, enclosures: Iterable[Enclosure], cache: Path) -> Archive:
    """The archive of files in the order of their names, to be written when PDFs are made.

    It is kept in ``cache``/zip/``name`` under a hash of all that goes into it.
    """
    ordered = tuple(sorted(enclosures, key=lambda enclosure: enclosure.name))
    key = hashlib.sha256(Path(__file__).read_bytes() + zlib.ZLIB_RUNTIME_VERSION.encode())
    for enclosure in ordered:
        # As the list will have it: how texts are written there is part of the content.
        about = csv_text([(enclosure.name, enclosure.organ, enclosure.day)])
        key.update(about.encode() + enclosure.key)
    folder = cache / "zip" / name
    folder.mkdir(parents=True, exist_ok=True)
    return Archive(folder / f"{key.hexdigest()}.zip", ordered)
