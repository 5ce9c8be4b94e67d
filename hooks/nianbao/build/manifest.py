"""The site as a list: every file with its media type, its size, its digests and its day.

A site has the list three times: ``manifest.json`` for programs, ``manifest-sha256.txt`` for
``sha256sum -c`` and ``manifest-sm3.txt`` for ``cksum -a sm3 -c``. No file can hold its own digest:
``manifest.json`` lists everything but the three; the two others list ``manifest.json``, too, so
that an archive that checks one of them has checked everything but the three themselves.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from ..visible import visible
from .check_sums import digests_of
from .errors import BuildError

__all__ = [
    "MANIFEST",
    "MANIFEST_FILES",
    "Entry",
    "Manifest",
    "ManifestError",
    "entry_of",
    "is_site_path",
]

MANIFEST = "manifest.json"
_SHA256_LINES = "manifest-sha256.txt"
_SM3_LINES = "manifest-sm3.txt"
MANIFEST_FILES = (MANIFEST, _SHA256_LINES, _SM3_LINES)
"""What is at the top of a site and not in its list."""

_FORMAT = 1
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
# sha256sum would write them in another way; no name of ours has them. A surrogate is a byte of a
# name that is not UTF-8. A letter and a colon in front are a drive of Windows.
_REFUSED = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]|^[A-Za-z]:")

_T = TypeVar("_T", int, str)


class ManifestError(BuildError):
    """A manifest is not one, or is damaged."""


def is_site_path(path: str) -> bool:
    """Whether a path, with slashes, leads to a place below the site's folder on every system."""
    parts = path.split("/")
    return not _REFUSED.search(path) and not {"", ".", ".."}.intersection(parts)


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of the site as it is made; ``day`` is when its content last changed, if known.

    ``copy_of`` is the file of which it is a compressed copy, which a server sends in its place: no
    page leads to it. Raises ValueError for values that no file of a site has.
    """

    path: str
    media_type: str
    size: int
    sha256: str
    sm3: str
    day: date | None
    copy_of: str = ""

    def __post_init__(self) -> None:
        if not is_site_path(self.path):
            raise ValueError(f"{self.path!r} 不是网站里的路径")
        if not _MEDIA_TYPE.fullmatch(self.media_type):
            raise ValueError(f"{self.path}：{self.media_type!r} 不是媒体类型")
        if self.size < 0:
            raise ValueError(f"{self.path}：字节数 {self.size} 小于零")
        for digest in (self.sha256, self.sm3):
            if not _DIGEST.fullmatch(digest):
                raise ValueError(f"{self.path}：{digest!r} 不是校验值")


def entry_of(path: str, media_type: str, file: bytes | Path, day: date | None) -> Entry:
    """The entry of a file, read once, in parts.

    Raises OSError if it cannot be read, BuildError if nothing on this machine computes SM3.
    """
    size, sha256, sm3 = digests_of(file)
    return Entry(path, media_type, size, sha256, sm3, day)


@dataclass(frozen=True, slots=True)
class Manifest:
    """All entries of a site, sorted by path.

    Raises ValueError if two have the same path, or one has that of a manifest.
    """

    entries: tuple[Entry, ...]

    def __post_init__(self) -> None:
        entries = tuple(sorted(self.entries, key=lambda entry: entry.path))
        for one, next_one in pairwise(entries):
            if one.path == next_one.path:
                raise ValueError(f"{one.path} 列了两次")
        for path in {entry.path for entry in entries}.intersection(MANIFEST_FILES):
            raise ValueError(f"{path} 这个名字留给校验清单自己")
        object.__setattr__(self, "entries", entries)

    def json(self) -> bytes:
        """The content of ``manifest.json``: a line a file, always the same for the same files."""
        lines = ",\n".join(
            json.dumps(
                {
                    "path": entry.path,
                    "bytes": entry.size,
                    "sha256": entry.sha256,
                    "sm3": entry.sm3,
                    "media_type": entry.media_type,
                    "day": entry.day and entry.day.isoformat(),
                    **({"copy_of": entry.copy_of} if entry.copy_of else {}),
                },
                ensure_ascii=False,
            )
            for entry in self.entries
        )
        return f'{{"format": {_FORMAT}, "files": [\n{lines}\n]}}\n'.encode()

    @classmethod
    def from_json(cls, content: bytes) -> Manifest:
        """The manifest that a ``manifest.json`` holds; keys that are not known are skipped.

        Raises ManifestError for anything malformed, and for a later format.
        """
        try:
            data = json.loads(content.decode("utf-8"))
            if _value(data, "format", int) != _FORMAT:
                raise ValueError("格式的版本比本程序新")
            files = data["files"]
            if not isinstance(files, list):
                raise TypeError("files 不是列表")
            return cls(tuple(_entry(item) for item in files))
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise ManifestError(
                f"{MANIFEST} 不是本程序写的校验清单，或者已经损坏：{visible(str(error))}"
            ) from error

    def sha256_lines(self) -> bytes:
        """The content of ``manifest-sha256.txt``, for ``sha256sum -c`` in the site's folder."""
        return self._lines("sha256")

    def sm3_lines(self) -> bytes:
        """The content of ``manifest-sm3.txt``, for ``cksum -a sm3 -c`` in the site's folder.

        In the form of sha256sum, which GNU cksum reads since version 9.0; openssl only prints.
        """
        return self._lines("sm3")

    def files(self) -> dict[str, bytes]:
        """The three files, by the path at which a site has them."""
        return {
            MANIFEST: self.json(),
            _SHA256_LINES: self.sha256_lines(),
            _SM3_LINES: self.sm3_lines(),
        }

    def _lines(self, algorithm: str) -> bytes:
        _, sha256, sm3 = digests_of(self.json())
        digests = {MANIFEST: {"sha256": sha256, "sm3": sm3}[algorithm]}
        digests |= {entry.path: getattr(entry, algorithm) for entry in self.entries}
        return "".join(f"{digests[path]}  {path}\n" for path in sorted(digests)).encode()


def _entry(item: object) -> Entry:
    path = _value(item, "path", str)
    day = item.get("day") if isinstance(item, dict) else None
    if day is not None:
        day = date.fromisoformat(_value(item, "day", str))
    return Entry(
        path=path,
        media_type=_value(item, "media_type", str),
        size=_value(item, "bytes", int),
        sha256=_value(item, "sha256", str),
        sm3=_value(item, "sm3", str),
        day=day,
        copy_of=_value(item, "copy_of", str) if _has(item, "copy_of") else "",
    )


def _has(item: object, key: str) -> bool:
    return isinstance(item, dict) and key in item


def _value(item: object, key: str, kind: type[_T]) -> _T:
    value = item.get(key) if isinstance(item, dict) else None
    if not isinstance(value, kind) or isinstance(value, bool):
        raise TypeError(f"{key} 没有写，或者不是应有的种类")
    return value
