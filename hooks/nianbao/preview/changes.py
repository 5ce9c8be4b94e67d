"""Waits for changes of files, and gathers those that belong together.

Editors save in several steps: they empty a file and fill it, or write another one and rename it.
"""

from __future__ import annotations

import queue
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

__all__ = ["Changes"]

_QUIET = 0.1
"""Seconds without a change after which somebody has finished saving."""
_LONGEST = 1.0
"""Seconds after which changes are handed on though they go on."""
_BREATH = 0.5
"""Seconds after which Ctrl-C is looked for: on Windows nothing interrupts a wait without an end."""
_INTERVAL = 0.5
"""Seconds from one look at all files to the next, where the system does not tell of changes."""
_KINDS = ("created", "modified", "moved", "deleted")
_MOUNTS = Path("/proc/self/mounts")
# What is changed on another machine, or on the other side of a virtual one, is not told of.
_SILENT = {"9p", "cifs", "drvfs", "nfs", "nfs4", "smb3", "smbfs", "vboxsf", "virtiofs"}


class Changes:
    """The changes below some folders, and of some files.

    Hidden files are left out, as everywhere. The folders may be taken away and come back.
    """

    def __init__(
        self, folders: Sequence[Path], files: Sequence[Path], *, polling: bool = False
    ) -> None:
        self._folders = tuple(folder.resolve() for folder in folders)
        self._files = tuple(file.resolve() for file in files)
        self._found: queue.SimpleQueue[Path] = queue.SimpleQueue()
        is_silent = any(_is_silent(path) for path in (*self._folders, *self._files))
        self._observer = _observer(polling=polling or is_silent)
        self._handler = _Handler(self)
        self._watches: dict[Path, ObservedWatch] = {}

    def __enter__(self) -> Self:
        try:
            self._begin()
        except OSError:
            # Linux gives each user so many folders to be told of: fs.inotify.max_user_watches.
            self._observer = _observer(polling=True)
            self._watches.clear()
            self._begin()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._observer.stop()

    def wait(self) -> frozenset[Path]:
        """The next changes, as soon as there is a pause."""
        found = {self._first()}
        until = time.monotonic() + _LONGEST
        while time.monotonic() < until:
            try:
                found.add(self._found.get(timeout=_QUIET))
            except queue.Empty:
                break
        return frozenset(found)

    def _first(self) -> Path:
        while True:
            try:
                return self._found.get(timeout=_BREATH)
            except queue.Empty:
                continue

    def note(self, path: Path) -> None:
        """Hears of a change."""
        if path in self._folders:
            # What was taken away and has come back is another folder to the system.
            self._watch(path)
        folder = next((each for each in self._folders if path.is_relative_to(each)), None)
        if path in self._files or (folder and not _is_hidden(path.relative_to(folder))):
            self._found.put(path)

    def _begin(self) -> None:
        for folder in self._folders:
            self._watch(folder)
        for above in {path.parent for path in (*self._folders, *self._files)}:
            self._observer.schedule(self._handler, str(above), recursive=False)
        self._observer.start()

    def _watch(self, folder: Path) -> None:
        if before := self._watches.pop(folder, None):
            self._observer.unschedule(before)
        if folder.is_dir():
            path = str(folder)
            self._watches[folder] = self._observer.schedule(self._handler, path, recursive=True)


class _Handler(FileSystemEventHandler):
    def __init__(self, changes: Changes) -> None:
        self._changes = changes

    def dispatch(self, event: FileSystemEvent) -> None:
        """Hands on where something is different from before."""
        is_inside = event.is_directory and event.event_type == "modified"
        if event.event_type in _KINDS and not is_inside:
            for path in (event.src_path, event.dest_path):
                if path:
                    self._changes.note(Path(str(path)))


def _observer(*, polling: bool) -> BaseObserver:
    return PollingObserver(timeout=_INTERVAL) if polling else Observer()


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") or part == "__pycache__" for part in path.parts)


def _is_silent(path: Path) -> bool:
    """Whether a path lies where Linux does not hear of changes made elsewhere."""
    try:
        lines = _MOUNTS.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return False
    kinds = {Path(fields[1]): fields[2] for fields in map(str.split, lines)}
    return next((kinds[each] for each in (path, *path.parents) if each in kinds), "") in _SILENT
