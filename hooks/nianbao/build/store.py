"""Results kept between builds: values by key, files by content; nothing taken out is trusted.

A value is kept under a key that says all it is made of, with the digest of its own bytes; a file
is called by its digest. What is damaged, half written or of another version of this program is
as good as not there, and is made again.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .check_sums import digests_of
from .digests import file_digest

__all__ = ["Store", "Stored", "put_in_place", "tidy"]

_log = logging.getLogger(__name__)

_BUILDS = "builds"
_PARTS = "parts"
_FIRST_LINE = b"nianbao 1 "
_SPARED_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in the store: how many bytes, and their digests."""

    size: int
    sha256: str
    sm3: str


@dataclass(frozen=True, slots=True)
class Store:
    """A folder that any number of threads, processes and builds may use at once."""

    folder: Path

    # ---- values ----------------------------------------------------------------------------

    def value(self, key: str) -> bytes | None:
        """What is kept under the key, if it is there and whole."""
        return _unsealed(self._value_path(key))

    def keep(self, key: str, value: bytes) -> None:
        """Keeps a value. Raises OSError."""
        self._write(self._value_path(key), _sealed(value))

    # ---- files -----------------------------------------------------------------------------

    def add(self, content: bytes) -> Stored:
        """Keeps a file. Raises OSError."""
        size, sha256, sm3 = digests_of(content)
        path = self.path(sha256)
        if not self._is_whole(path, sha256):
            self._write(path, content)
        return Stored(size, sha256, sm3)

    def take(self, part: Path) -> Stored:
        """Keeps a file that was written at ``part``, which is there no more. Raises OSError."""
        size, sha256, sm3 = digests_of(part)
        path = self.path(sha256)
        if self._is_whole(path, sha256):
            part.unlink()
        else:
            path.parent.mkdir(exist_ok=True, parents=True)
            put_in_place(part, path)
        return Stored(size, sha256, sm3)

    def path(self, sha256: str) -> Path:
        """Where the file with this digest is."""
        return Path(f"{self.folder}/files/{sha256[:2]}/{sha256}")

    def has(self, sha256: str) -> bool:
        """Whether the file is there and whole."""
        path = self.path(sha256)
        if self._is_whole(path, sha256):
            return True
        if path.exists():
            _log.warning("缓存 %s 已损坏，重新生成", path)
        return False

    # ---- what is kept for how long ---------------------------------------------------------

    def forget(
        self,
        values: Iterable[str],
        files: Iterable[str],
        keep_builds: int,
        spared: float = _SPARED_SECONDS,
    ) -> None:
        """Notes what a build has used, and deletes what none of the last builds did.

        ``values`` are keys, ``files`` digests; ``keep_builds`` counts this build, too. What is
        not older than ``spared`` seconds may belong to another build, which is still at work.
        """
        builds = self.folder / _BUILDS
        notes = (path for path in builds.glob("*.txt") if path.stem.isdecimal())
        known = sorted(notes, key=lambda path: int(path.stem))
        number = int(known[-1].stem) + 1 if known else 1
        used = {f"values/{self._name(key)}" for key in values} | {f"files/{d}" for d in files}
        self._write(builds / f"{number:08}.txt", _sealed("\n".join(sorted(used)).encode()))
        count = max(len(known) + 1 - keep_builds, 0)
        for path in known[:count]:
            _delete(path)
        for path in known[count:]:
            used.update((_unsealed(path) or b"").decode().split("\n"))
        latest = time.time() - spared
        for kind in ("values", "files"):
            for path in (self.folder / kind).glob("*/*"):
                if f"{kind}/{path.name}" not in used and _is_from_before(path, latest):
                    _delete(path)

    def part(self, name: str) -> Path:
        """Where what is to be called so can be written in the meantime. Raises OSError."""
        part = self.folder / _PARTS / f"{os.getpid()}-{threading.get_ident()}-{name}"
        part.parent.mkdir(parents=True, exist_ok=True)
        return part

    def _value_path(self, key: str) -> Path:
        name = self._name(key)
        return self.folder / "values" / name[:2] / name

    @staticmethod
    def _name(key: str) -> str:
        return hashlib.sha256(key.encode()).hexdigest()

    @staticmethod
    def _is_whole(path: Path, sha256: str) -> bool:
        try:
            return file_digest(path) == sha256
        except OSError:
            return False

    def _write(self, path: Path, content: bytes) -> None:
        """Writes a file that is there whole or not at all."""
        part = self.part(path.name)
        path.parent.mkdir(exist_ok=True, parents=True)
        try:
            part.write_bytes(content)
            put_in_place(part, path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


def tidy(cache: Path, spared: float = _SPARED_SECONDS) -> None:
    """Deletes what killed builds left half written in any of the stores in a folder.

    What is not older than ``spared`` seconds may belong to another program, which is at work.
    """
    latest = time.time() - spared
    for path in cache.glob(f"*/{_PARTS}/*"):
        if _is_from_before(path, latest):
            _delete(path)


def _sealed(value: bytes) -> bytes:
    return _FIRST_LINE + hashlib.sha256(value).hexdigest().encode() + b"\n" + value


def _unsealed(path: Path) -> bytes | None:
    """What was sealed in a file, if it is there and whole."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        _log.warning("缓存 %s 读不出来（%s），重新生成", path, error)
        return None
    head, _, value = content.partition(b"\n")
    if head != _FIRST_LINE + hashlib.sha256(value).hexdigest().encode():
        _log.warning("缓存 %s 已损坏，重新生成", path)
        return None
    return value


def put_in_place(part: Path, path: Path) -> None:
    """Gives a file that is written its name, whatever has the name now. Raises OSError."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    part.replace(path)


def _is_from_before(path: Path, moment: float) -> bool:
    try:
        return path.lstat().st_mtime <= moment
    except OSError:  # another build has deleted it
        return False


def _delete(path: Path) -> None:
    """Deletes what is there, if it can be: what stays is in nobody's way."""
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
