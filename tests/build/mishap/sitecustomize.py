"""Lets something happen to a build at a chosen moment: on the path of every process of the build.

``MISHAP`` in the environment is JSON: the moments are the times at which a process of the build
is about to do something to a file of the ``project``. All processes write them into one ``log``,
a line of ``WIDTH`` bytes each, which says what the build was at; before the one with the number
``at`` the ``deed`` is done: a signal to the main process or to the ``group``, the death of the
first ``worker`` that comes to a file after that or of all such ``workers``, an error that changing
files ends in from then on, or a folder is removed.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from types import FrameType

WIDTH = 32
# What a build is at, by the innermost function that says so.
PHASES = {
    ("site_folder.py", "begin"): "beginning",
    ("typefaces.py", "_characters"): "fonts",
    ("publishing.py", "check"): "reading",
    ("reading.py", "read_share"): "reading",
    ("typesetting.py", "pdf"): "typesetting",
    ("parts.py", "make_share"): "making",
    ("parts.py", "make_chapter"): "making",
    ("parts.py", "make_index"): "making",
    ("parts.py", "make_search"): "making",
    ("publishing.py", "make"): "making",
    ("files.py", "copy_file"): "MkDocs",
    ("build.py", "_build_page"): "MkDocs",
    ("build.py", "_build_theme_template"): "MkDocs",
    ("completing.py", "complete"): "laying out",
    ("site_folder.py", "check"): "comparing",
    ("site_folder.py", "finish"): "swapping",
    ("publishing.py", "forget"): "forgetting",
    ("receipt.py", "write_receipt"): "receipt",
}
# Events that change something; opening does if it is for writing.
CHANGES = ("os.mkdir", "os.rename", "os.link", "os.truncate", "os.symlink")
WATCHED = ("open", "os.", "shutil.")
PROGRAM = (b".py", b".pyc", b"__pycache__")
SIGNALS = {
    "kill": signal.SIGKILL,
    "interrupt": signal.SIGINT,
    "terminate": signal.SIGTERM,
}


def phase(frame: FrameType | None) -> str:
    while frame is not None:
        name = (frame.f_code.co_filename.rpartition("/")[2], frame.f_code.co_name)
        if name in PHASES:
            return PHASES[name]
        frame = frame.f_back
    return "else"


def is_change(event: str, arguments: tuple[object, ...]) -> bool:
    if event == "open":
        mode, flags = arguments[1], arguments[2]
        if isinstance(mode, str):
            return not mode.startswith("r")
        return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR))
    return event in CHANGES


class Watcher:
    """Counts the moments of all processes, and does the deed."""

    def __init__(self, wish: Mapping[str, str | int]) -> None:
        self._deed, self._at = str(wish["deed"]), int(wish["at"])
        self._project = os.fsencode(str(wish["project"]))
        self._main = int(os.environ.setdefault("MISHAP_MAIN", str(os.getpid())))
        self._log = os.open(str(wish["log"]), os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self._done = Path(f"{wish['log']}.deed")
        self._error = getattr(errno, self._deed, 0)

    def before_each(self, event: str, arguments: tuple[object, ...]) -> None:
        """Is told of everything that a process is about to do."""
        if not self._is_watched(event, arguments):
            return
        place = "" if os.getpid() == self._main else " in a worker"
        line = f"{phase(sys._getframe(1))}{place}"  # noqa: SLF001 - no other way to know where one is
        os.write(self._log, line.ljust(WIDTH - 1).encode() + b"\n")
        # Where this line ended, although others write, too.
        moment = os.lseek(self._log, 0, os.SEEK_CUR) // WIDTH
        if not self._error:
            if self._is_time(moment):
                self._do()
        elif moment >= self._at and is_change(event, arguments):
            # From now on for good, as on a disk that stays full.
            raise OSError(self._error, os.strerror(self._error), os.fsdecode(str(arguments[0])))

    def _is_watched(self, event: str, arguments: tuple[object, ...]) -> bool:
        if not event.startswith(WATCHED) or not arguments:
            return False
        path = arguments[0]
        if not isinstance(path, (str, bytes, os.PathLike)):
            return False
        name = os.fsencode(path)
        return name.startswith(self._project) and not name.endswith(PROGRAM)

    def _is_time(self, moment: int) -> bool:
        if not self._deed.endswith(("worker", "workers")):
            return moment == self._at
        if os.getpid() == self._main or moment < self._at:
            return False
        return self._deed.endswith("workers") or not self._done.exists()

    def _do(self) -> None:
        self._done.touch()
        what, _, whom = self._deed.partition(" ")
        if what == "remove":
            shutil.rmtree(os.fsencode(whom))
        elif whom == "group":
            os.killpg(self._main, SIGNALS[what])
        else:
            os.kill(os.getpid() if whom else self._main, SIGNALS[what])


if wished := os.environ.get("MISHAP"):
    # Nobody takes the power away: no test waits for the disks of the machine.
    os.sync = lambda: None
    sys.addaudithook(Watcher(json.loads(wished)).before_each)
