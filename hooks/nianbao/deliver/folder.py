"""A target that this machine reaches itself: a folder on a disk, or one that is shared."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from ..build import Entry
from ..build.check_sums import sha256_of
from ..visible import visible
from .errors import DeliveryError, reason_of
from .plan import folders_left
from .target import WORKPLACE

__all__ = ["FolderTarget"]

_ABSENT = (FileNotFoundError, NotADirectoryError)


class FolderTarget:
    """A folder; every file of it can be read as fast as it is written."""

    batch = 500
    needs_notes = True
    compares = "逐字节"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.name = visible(str(folder))

    def open(self) -> None:
        """Raises DeliveryError if the folder is a whole disk, a person's own, or cannot be made."""
        with self._told("打不开"):
            folder = self._folder.resolve()
            if folder == Path(folder.anchor) or folder == Path.home().resolve():
                raise DeliveryError(
                    f"{self.name} 不像放网站的文件夹，没有发布；请写专放网站的文件夹"
                )
            if folder.exists() and not folder.is_dir():
                raise DeliveryError(f"{self.name} 不是文件夹，没有发布")
            if not folder.parent.is_dir():
                raise DeliveryError(
                    f"没有文件夹 {visible(str(folder.parent))}，没有发布；写得对的，请先建好它"
                )
            folder.mkdir(exist_ok=True)
        self._folder = folder

    def read(self, paths: Collection[str]) -> Mapping[str, bytes]:
        """As ``Target`` says."""
        found = {}
        for path in paths:
            with self._told(f"读不到 {path}"), suppress(*_ABSENT):
                found[path] = (self._folder / path).read_bytes()
        return found

    def write(self, path: str, content: bytes) -> None:
        """As ``Target`` says."""
        with self._told(f"写不进 {path}"):
            part = self._part()
            part.write_bytes(content)
            self._put(part, path)

    def existing(self, site: Path, entries: Sequence[Entry]) -> list[str]:
        """As ``Target`` says."""
        del site
        return [entry.path for entry in entries if (self._folder / entry.path).exists()]

    def differing(self, site: Path, entries: Sequence[Entry]) -> list[str]:
        """As ``Target`` says."""
        del site
        return [entry.path for entry in entries if not self._has(entry)]

    def send(self, site: Path, entries: Sequence[Entry], done: Callable[[str], None]) -> None:
        """As ``Target`` says; what is there already, since a delivery was stopped, stays."""
        for entry in entries:
            with self._told(f"写不进 {visible(entry.path)}"):
                if not self._has(entry):
                    part = self._part()
                    shutil.copyfile(site / entry.path, part)
                    self._put(part, entry.path)
            done(entry.path)

    def remove(self, paths: Sequence[str]) -> None:
        """As ``Target`` says."""
        for path in paths:
            with self._told(f"删不掉 {visible(path)}"), suppress(*_ABSENT):
                if not _is_folder(self._folder / path):
                    (self._folder / path).unlink()
        for folder in folders_left(paths):
            with suppress(OSError):  # not empty: it has something of others
                (self._folder / folder).rmdir()

    def clear(self) -> None:
        """As ``Target`` says."""
        with self._told(f"删不掉 {WORKPLACE}"), suppress(FileNotFoundError):
            shutil.rmtree(self._folder / WORKPLACE)

    def close(self) -> None:
        """As ``Target`` says: there is nothing to end."""

    def _has(self, entry: Entry) -> bool:
        file = self._folder / entry.path
        with self._told(f"读不到 {visible(entry.path)}"), suppress(*_ABSENT):
            found = file.stat()
            # Opening a pipe would wait for somebody to write.
            if stat.S_ISREG(found.st_mode) and found.st_size == entry.size:
                return sha256_of(file) == entry.sha256
        return False

    def _part(self) -> Path:
        workplace = self._folder / WORKPLACE
        workplace.mkdir(exist_ok=True)
        return workplace / "part"

    def _put(self, part: Path, path: str) -> None:
        place = self._folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        part.replace(place)

    @contextmanager
    def _told(self, what: str) -> Iterator[None]:
        """Lets what the system refuses be told in one sentence."""
        try:
            yield
        except OSError as error:
            raise DeliveryError(f"{self.name} {what}：{reason_of(error)}") from error


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()
