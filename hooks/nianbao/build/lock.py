"""One build at a time: a lock that the system takes back from a process that ends."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from ..refusals import reason_of
from ..visible import visible
from .errors import BuildError
from .mishaps import reason_and_advice

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

__all__ = ["WAIT", "BuildLock"]

WAIT = 600.0
"""Seconds that a build waits for another one."""
# Seconds between two looks.
_PAUSE = 0.1
# Windows lets nobody read what is locked: a byte far behind the text.
_BYTE = 1 << 20
_HOLDER = re.compile(r"(\d+) (\S+) (\S+)\n")


@dataclass(slots=True)
class BuildLock:
    """A lock on a file, which says for messages who has it: process, host and time of beginning.

    A program that a build starts does not inherit it (PEP 446); a process that is forked would,
    and could keep it after the build is killed: workers have to be spawned.
    """

    file: Path
    _held: BinaryIO | None = None

    def acquire(self, wait: float, tell: Callable[[str], None]) -> None:
        """Takes the lock; while another build has it, says so once and waits so many seconds.

        Raises BuildError if it is not free then, or if the file cannot be locked.
        """
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            if self.file.is_dir():
                shutil.rmtree(self.file)  # nobody can have locked that
            held = self.file.open("ab")
        except OSError as error:
            raise _cannot_lock(self.file, error) from error
        try:
            self._wait_for(held, wait, tell)
        except BaseException:
            held.close()
            raise
        held.truncate(0)
        started = datetime.now().astimezone().isoformat(timespec="seconds")
        held.write(f"{os.getpid()} {socket.gethostname()} {started}\n".encode())
        held.flush()
        self._held = held

    def release(self) -> None:
        """Gives the lock back, if it was taken."""
        if self._held is not None:
            self._held.truncate(0)
            self._held.close()
            self._held = None

    @contextmanager
    def taken(self, wait: float, tell: Callable[[str], None]) -> Iterator[None]:
        """Has the lock for a block; raises as ``acquire`` does."""
        self.acquire(wait, tell)
        try:
            yield
        finally:
            self.release()

    def _wait_for(self, held: BinaryIO, wait: float, tell: Callable[[str], None]) -> None:
        if self._is_taken(held):
            return
        looks = round(wait / _PAUSE)
        if looks:
            tell(f"另一次生成{self._holder()}正在进行，等它完成…")
        for _ in range(looks):
            time.sleep(_PAUSE)
            if self._is_taken(held):
                return
        waited = f"等了 {wait / 60:.0f} 分钟还没有完成，" if wait >= 60 else ""
        raise BuildError(
            f"另一次生成{self._holder()}正在进行，{waited}这一次没有开始，原有网站未动；"
            "请等它完成以后再来"
        )

    def _is_taken(self, held: BinaryIO) -> bool:
        """Whether the lock was free and is ours now."""
        try:
            if sys.platform == "win32":
                held.seek(_BYTE)
                msvcrt.locking(held.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):  # the latter is what Windows says
            return False
        except OSError as error:
            raise _cannot_lock(self.file, error) from error
        return True

    def _holder(self) -> str:
        """Who has the lock, in brackets; nothing if that cannot be read, or not yet."""
        try:
            written = _HOLDER.fullmatch(self.file.read_text("utf-8", errors="replace"))
            if written is None:
                return ""
            process, host, started = written.groups()
            since = datetime.fromisoformat(started).astimezone()
        except (OSError, ValueError):
            return ""
        where = "" if host == socket.gethostname() else f"{visible(host)} 上的"
        return f"（{where}进程 {process}，{since:%H:%M} 开始）"


def _cannot_lock(file: Path, error: OSError) -> BuildError:
    plain = (reason_of(error), "请看看它所在的文件夹能不能写")
    reason, advice = reason_and_advice(error) or plain
    return BuildError(f"锁不住 {file}（{reason}），没有开始；{advice}")
