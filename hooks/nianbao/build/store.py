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

from .digests import file_digest

__all__ = ["Store", "Stored"]

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
        path = self._value_path(key)
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

    def keep(self, key: str, value: bytes) -> None:
        """Keeps a value. Raises OSError."""
        digest = hashlib.sha256(value).hexdigest().encode()
        self._write(self._value_path(key), _FIRST_LINE + digest + b"\n" + value)

    # ---- files -----------------------------------------------------------------------------

    def add(self, content: bytes) -> Stored:
        """Keeps a file. Raises OSError."""
        sha256 = hashlib.sha256(content).hexdigest()
        sm3 = hashlib.new("sm3", content, usedforsecurity=False).hexdigest()
        path = self.path(sha256)
        if not self._is_whole(path, sha256):
            self._write(path, content)
        return Stored(len(content), sha256, sm3)

    def path(self, sha256: str) -> Path:
        """Where the file with this digest is."""
        return self.folder / "files" / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        """Whether the file is there and whole."""
        path = self.path(sha256)
        if self._is_whole(path, sha256):
            return True
        if path.exists():
            _log.warning("缓存 %s 已损坏，重新生成", path)
        return False

    def put(self, sha256: str, path: Path) -> None:
        """Puts the file at a path, in the place of whatever file is there. Raises OSError."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        try:
            os.link(self.path(sha256), path)
        except OSError:  # another disk, or one that has no links, or no more of them
            shutil.copyfile(self.path(sha256), path)

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
        self._write(builds / f"{number:08}.txt", "\n".join(sorted(used)).encode())
        count = max(len(known) + 1 - keep_builds, 0)
        for path in known[:count]:
            _delete(path)
        for path in known[count:]:
            with suppress(OSError):
                used.update(path.read_text("utf-8", "replace").split("\n"))
        latest = time.time() - spared
        for kind in ("values", "files"):
            for path in (self.folder / kind).glob("*/*"):
                if f"{kind}/{path.name}" not in used and _is_from_before(path, latest):
                    _delete(path)

    def tidy(self) -> None:
        """Deletes what killed builds left half written; only while no other build is at work."""
        shutil.rmtree(self.folder / _PARTS, ignore_errors=True)

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
        part = self.folder / _PARTS / f"{os.getpid()}-{threading.get_ident()}-{path.name}"
        part.parent.mkdir(parents=True, exist_ok=True)
        path.parent.mkdir(exist_ok=True, parents=True)
        try:
            part.write_bytes(content)
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise


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
