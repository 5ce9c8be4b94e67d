"""One build at a time, whatever becomes of the one that has the lock."""

from __future__ import annotations

import errno
import importlib.util
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from nianbao.build import BuildError, BuildLock, lock
from places import ROOT

LIBRARY = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
# Takes the lock and starts a worker, as a build does; says who the worker is, and goes on
# until its input ends.
BUILD = """
import multiprocessing, sys
from pathlib import Path
from nianbao.build import BuildLock

def wait(pipe):
    pipe.send("ready")
    pipe.recv()

if __name__ == "__main__":
    lock = BuildLock(Path(sys.argv[1]))
    lock.acquire(0, print)
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    worker = context.Process(target=wait, args=(theirs,), daemon=True)
    worker.start()
    ours.recv()
    print(worker.pid, flush=True)
    sys.stdin.read()
"""


def silent(_: str) -> None:
    pass


def test_one_build_at_a_time(tmp_path: Path) -> None:
    first, second = (BuildLock(tmp_path / ".cache/build.lock") for _ in range(2))
    first.acquire(0, silent)
    with pytest.raises(BuildError) as refusal:
        second.acquire(0, silent)
    assert f"另一次生成（进程 {os.getpid()}，" in str(refusal.value)
    assert "开始）正在进行，这一次没有开始，原有网站未动" in str(refusal.value)
    first.release()
    second.acquire(0, silent)
    second.release()
    assert second.file.read_bytes() == b""


def test_a_second_build_waits_and_goes_on(tmp_path: Path) -> None:
    first, second = (BuildLock(tmp_path / "build.lock") for _ in range(2))
    first.acquire(0, silent)
    told = []

    def tell(line: str) -> None:
        told.append(line)
        first.release()

    with second.taken(600, tell):
        assert f"进程 {os.getpid()}，" in told[0]
        assert told[0].endswith("开始）正在进行，等它完成…")
        with pytest.raises(BuildError):
            first.acquire(0, silent)
    first.acquire(0, silent)
    assert len(told) == 1


def test_it_does_not_wait_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = (BuildLock(tmp_path / "build.lock") for _ in range(2))
    first.acquire(0, silent)
    slept: list[float] = []
    monkeypatch.setattr(lock, "time", SimpleNamespace(sleep=slept.append))
    told: list[str] = []
    with pytest.raises(BuildError, match="等了 10 分钟还没有完成"):
        second.acquire(lock.WAIT, told.append)
    assert len(told) == 1
    assert sum(slept) == pytest.approx(lock.WAIT, abs=1)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "另一次生成正在进行"),
        ("garbage", "另一次生成正在进行"),
        ("7 host yesterday\n", "另一次生成正在进行"),
        (f"7 {socket.gethostname()} 2026-11-27T20:01:03\n", "另一次生成（进程 7，20:01 开始）"),
        ("7 另一台 2026-11-27T20:01:03\n", "另一次生成（另一台 上的进程 7，20:01 开始）"),
        ("7 \x1b[2J 2026-11-27T20:01:03\n", r"另一次生成（\x1b[2J 上的进程 7，"),
    ],
)
def test_who_has_it_is_only_said(written: str, said: str, tmp_path: Path) -> None:
    first, second = (BuildLock(tmp_path / "build.lock") for _ in range(2))
    first.acquire(0, silent)
    first.file.write_text(written, "utf-8")
    with pytest.raises(BuildError) as refusal:
        second.acquire(0, silent)
    assert said in str(refusal.value)


def test_the_lock_of_a_killed_build_is_free_though_its_workers_live(tmp_path: Path) -> None:
    program = tmp_path / "build.py"
    program.write_text(BUILD, "utf-8")
    own = BuildLock(tmp_path / "build.lock")
    with subprocess.Popen(
        [sys.executable, program, own.file],
        env=LIBRARY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as build:
        assert build.stdout
        worker = int(build.stdout.readline())
        with pytest.raises(BuildError, match=f"进程 {build.pid}，"):
            own.acquire(0, silent)
        os.kill(worker, signal.SIGSTOP)  # it would end with its parent
        build.kill()
        build.wait()
        try:
            own.acquire(0, silent)
            os.kill(worker, 0)  # it is there still
        finally:
            os.kill(worker, signal.SIGKILL)


def test_a_file_that_cannot_be_locked_is_named(tmp_path: Path) -> None:
    (tmp_path / "build.lock").symlink_to("build.lock")
    with pytest.raises(BuildError, match=r"锁不住 .*build.lock（链接绕了圈）.*请看看"):
        BuildLock(tmp_path / "build.lock").acquire(0, silent)


def test_a_folder_in_its_place_is_of_no_use_to_anybody(tmp_path: Path) -> None:
    (tmp_path / "build.lock/below").mkdir(parents=True)
    BuildLock(tmp_path / "build.lock").acquire(0, silent)
    assert (tmp_path / "build.lock").is_file()


def test_a_file_system_without_locks_is_no_other_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "fcntl", SimpleNamespace(flock=refuse, LOCK_EX=0, LOCK_NB=0))
    with pytest.raises(BuildError, match="No locks available"):
        BuildLock(tmp_path / "build.lock").acquire(0, silent)


@pytest.fixture
def as_on_windows(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module as Windows loads it: nobody can read a byte that another has locked."""
    locked: set[tuple[int, int]] = set()

    def locking(descriptor: int, _mode: int, length: int) -> None:
        assert length == 1
        place = (os.fstat(descriptor).st_ino, os.lseek(descriptor, 0, os.SEEK_CUR))
        if place in locked:
            raise PermissionError(errno.EACCES, "Permission denied")
        locked.add(place)

    msvcrt = ModuleType("msvcrt")
    vars(msvcrt).update(LK_NBLCK=2, locking=locking, locked=locked)
    monkeypatch.setitem(sys.modules, "msvcrt", msvcrt)
    name = "nianbao.build.lock_of_windows"
    spec = importlib.util.spec_from_file_location(name, lock.__file__)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr(sys, "platform", "win32")
    spec.loader.exec_module(module)
    return module


def test_windows_locks_what_nobody_has_to_read(as_on_windows: Any, tmp_path: Path) -> None:
    first, second = (as_on_windows.BuildLock(tmp_path / "build.lock") for _ in range(2))
    first.acquire(0, silent)
    ((_, place),) = sys.modules["msvcrt"].locked
    assert place > len(first.file.read_bytes()) > 0
    with pytest.raises(BuildError, match=f"进程 {os.getpid()}，"):
        second.acquire(0, silent)
    sys.modules["msvcrt"].locked.clear()
    second.acquire(0, silent)
