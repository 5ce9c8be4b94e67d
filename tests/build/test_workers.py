"""Processes are begun where there is enough to do, and none is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from nianbao.build.workers import LocalWorkers
from places import ROOT

MUCH, LITTLE = 100.0, 0.1


def wait_for_ever() -> None:
    threading.Event().wait()


def is_there(process: int) -> bool:
    """Whether a process runs; one that has ended and is not asked after does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until_gone(process: int) -> None:
    while is_there(process):
        threading.Event().wait(0.05)


def test_little_work_is_done_here() -> None:
    with LocalWorkers(2) as workers:
        assert workers.executor(LITTLE) is None
        executor = workers.executor(MUCH)
        assert executor is not None
        assert executor.submit(os.getpid).result() != os.getpid()
        # Processes that are there can be used for little, too.
        assert workers.executor(LITTLE) is executor


def test_one_processor_has_nothing_to_share() -> None:
    with LocalWorkers(1) as workers:
        assert workers.executor(MUCH) is None


def test_a_process_knows_the_library_wherever_it_is_asked_from(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """MkDocs takes the folder of its hooks off the path."""
    monkeypatch.setattr(sys, "path", [each for each in sys.path if each != str(ROOT / "hooks")])
    with LocalWorkers(2) as workers:
        executor = workers.executor(MUCH)
        assert executor is not None
        assert executor.submit(os.getpid).result()


def test_they_end_with_the_work() -> None:
    with LocalWorkers(2) as workers:
        executor = workers.executor(MUCH)
        assert executor is not None
        process = executor.submit(os.getpid).result()
        assert is_there(process)
    assert not is_there(process)


def test_new_ones_take_the_place_of_those_that_died() -> None:
    with LocalWorkers(2) as workers:
        executor = workers.executor(MUCH)
        assert executor is not None
        process = executor.submit(os.getpid).result()
        waiting = executor.submit(wait_for_ever)
        os.kill(process, signal.SIGKILL)
        with pytest.raises(BrokenProcessPool):
            waiting.result()
        workers.renew()
        executor = workers.executor(MUCH)
        assert executor is not None
        assert executor.submit(os.getpid).result() != process


def test_after_an_error_nobody_is_waited_for() -> None:
    def fail(workers: LocalWorkers) -> None:
        with workers:
            executor = workers.executor(MUCH)
            assert executor is not None
            begun.append(executor.submit(wait_for_ever))
            raise KeyError

    begun: list[Future[None]] = []
    with pytest.raises(KeyError):
        fail(LocalWorkers(2))
    (waiting,) = begun
    assert waiting.cancelled() or waiting.exception() is not None


def test_what_it_does_with_signals_is_undone() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with LocalWorkers(2):
        assert signal.getsignal(signal.SIGTERM) != before
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_thread_leaves_signals_alone() -> None:
    before = signal.getsignal(signal.SIGTERM)
    found: list[object] = []

    def work() -> None:
        with LocalWorkers(2) as workers:
            found.append(signal.getsignal(signal.SIGTERM))
            executor = workers.executor(MUCH)
            assert executor is not None
            found.append(executor.submit(os.getpid).result())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found[0] == before
    assert found[1] != os.getpid()


# Tests in the background of a shell are begun with interrupts ignored, and what they begin, too.
PARENT = """
import os, signal, threading
from nianbao.build.workers import LocalWorkers
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with LocalWorkers(2) as workers:
        executor = workers.executor(100)
        print(executor.submit(os.getpid).result(), flush=True)
        threading.Event().wait()
"""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_they_end_with_the_process_that_began_them(how: signal.Signals, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PARENT)
    with subprocess.Popen(
        [sys.executable, program],
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as parent:
        assert parent.stdout is not None
        process = int(parent.stdout.readline())
        assert is_there(process)
        parent.send_signal(how)
        assert parent.wait() != 0
    wait_until_gone(process)


def held_back() -> set[int]:
    return signal.pthread_sigmask(signal.SIG_BLOCK, ())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to hold back")
def test_ctrl_c_is_for_the_process_that_began_them() -> None:
    """One that is just beginning would tell of it with a traceback."""
    before = held_back()
    with LocalWorkers(2) as workers:
        executor = workers.executor(MUCH)
        assert executor is not None
        assert signal.SIGINT in executor.submit(held_back).result()
    assert held_back() == before
