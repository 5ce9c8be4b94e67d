"""Work is done once, in any process; what goes wrong is told by name, and a killed one survived."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from made_portal import Processes
from nianbao.build.store import Store
from nianbao.build.tasks import Task, do_all
from nianbao.build.workers import LocalWorkers, Workers


@dataclass(frozen=True)
class Outcome:
    """What a task of these tests comes to."""

    said: str
    process: int = 0
    files: tuple[str, ...] = ()
    depends_on: Path | None = None

    values = ()

    @property
    def is_current(self) -> bool:
        return self.depends_on is None or not self.depends_on.exists()


@dataclass(frozen=True)
class Job:
    """What a task is given: what to say, and a folder in which it leaves that it was done."""

    said: str
    folder: Path


def work(job: Job) -> Outcome:
    """Says what it is told, and keeps it as a file."""
    with (job.folder / "done").open("a") as done:
        done.write(f"{job.said}\n")
    sha256 = Store(job.folder / "store").add(job.said.encode()).sha256
    return Outcome(job.said, os.getpid(), (sha256,))


def work_on_a_condition(job: Job) -> Outcome:
    done = work(job)
    return Outcome(done.said, done.process, done.files, job.folder / f"{job.said} has changed")


def fail(job: Job) -> Outcome:
    if job.said == "3":
        raise KeyError(job.said)
    return work(job)


def end_once(job: Job) -> Outcome:
    """Kills its process the first time."""
    marker = job.folder / f"{job.said} was killed"
    if job.said == "3" and not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return work(job)


def end(job: Job) -> Outcome:
    """Kills its process, whenever it is done."""
    if job.said == "3":
        os.kill(os.getpid(), signal.SIGKILL)
    return work(job)


def tasks_of(folder: Path, function: Callable[[Job], Outcome] = work) -> list[Task[Outcome]]:
    """Six tasks; the later ones take longer."""
    return [
        Task(
            f"第 {n} 项",
            f"key {n}",
            partial(function, Job(str(n), folder)),
            size=n,
            seconds=n / 100,
        )
        for n in range(6)
    ]


def done_in(folder: Path) -> list[str]:
    """What was worked on since this was asked last, in its order."""
    path = folder / "done"
    said = path.read_text().split() if path.exists() else []
    path.unlink(missing_ok=True)
    return said


def silent(_done: int, _total: int) -> None:
    pass


@pytest.fixture(scope="module", params=[1, 2])
def workers(request: pytest.FixtureRequest) -> Iterator[Workers]:
    """One process or two do it."""
    with LocalWorkers(1) if request.param == 1 else Processes() as workers:
        yield workers


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """The store of the tasks."""
    return Store(tmp_path / "store")


def test_results_come_in_the_order_of_tasks(tmp_path: Path, store: Store, workers: Workers) -> None:
    done = do_all(tasks_of(tmp_path), store, workers, silent)
    assert [each.result.said for each in done] == [*"012345"]
    assert [each.key for each in done] == [f"key {n}" for n in range(6)]
    assert len({each.digest for each in done}) == 6
    assert sorted(done_in(tmp_path)) == [*"012345"]
    assert all(store.has(digest) for each in done for digest in each.result.files)


def test_what_takes_longest_begins_first(tmp_path: Path, store: Store) -> None:
    do_all(tasks_of(tmp_path), store, LocalWorkers(1), silent)
    assert done_in(tmp_path) == [*"543210"]


def test_other_processes_do_it(tmp_path: Path, store: Store) -> None:
    with Processes() as processes:
        done = do_all(tasks_of(tmp_path), store, processes, silent)
    assert os.getpid() not in {each.result.process for each in done}
    done = do_all(tasks_of(tmp_path), Store(tmp_path / "other"), LocalWorkers(1), silent)
    assert {os.getpid()} == {each.result.process for each in done}


def test_what_is_kept_is_not_worked_on_again(
    tmp_path: Path, store: Store, workers: Workers
) -> None:
    first = do_all(tasks_of(tmp_path)[:4], store, workers, silent)
    assert sorted(done_in(tmp_path)) == [*"0123"]
    second = do_all(tasks_of(tmp_path), store, workers, silent)
    assert second[:4] == first
    assert sorted(done_in(tmp_path)) == [*"45"]
    assert do_all(tasks_of(tmp_path), store, workers, silent) == second
    assert done_in(tmp_path) == []


def test_another_key_is_another_task(tmp_path: Path, store: Store, workers: Workers) -> None:
    do_all(tasks_of(tmp_path), store, workers, silent)
    done_in(tmp_path)
    others = [Task("其他", f"other {n}", partial(work, Job(str(n), tmp_path))) for n in range(2)]
    do_all(others, store, workers, silent)
    assert sorted(done_in(tmp_path)) == [*"01"]


def test_nothing_to_do_is_soon_done(store: Store, workers: Workers) -> None:
    def never(done: int, total: int) -> None:
        raise AssertionError((done, total))

    nothing: list[Task[Outcome]] = []
    assert do_all(nothing, store, workers, never) == []


@pytest.mark.parametrize("kind", ["values", "files"])
def test_what_is_damaged_is_made_again(
    kind: str, tmp_path: Path, store: Store, workers: Workers, caplog: pytest.LogCaptureFixture
) -> None:
    first = do_all(tasks_of(tmp_path), store, workers, silent)
    done_in(tmp_path)
    paths = {
        "files": store.path(first[2].result.files[0]),
        "values": next(p for p in store.folder.glob("values/*/*") if b"\x012" in p.read_bytes()),
    }
    paths[kind].write_bytes(b"")
    with caplog.at_level(logging.WARNING):
        second = do_all(tasks_of(tmp_path), store, workers, silent)
    assert len(caplog.messages) == 1
    assert done_in(tmp_path) == ["2"]
    assert [each.result.said for each in second] == [*"012345"]
    paths["files"].unlink()
    do_all(tasks_of(tmp_path), store, workers, silent)
    assert done_in(tmp_path) == ["2"]


def test_what_is_not_current_is_made_again(tmp_path: Path, store: Store, workers: Workers) -> None:
    tasks = tasks_of(tmp_path, work_on_a_condition)
    do_all(tasks, store, workers, silent)
    done_in(tmp_path)
    changed = tmp_path / "4 has changed"
    changed.touch()
    do_all(tasks, store, workers, silent)
    assert done_in(tmp_path) == ["4"]
    changed.unlink()
    do_all(tasks, store, workers, silent)
    assert done_in(tmp_path) == []


def test_progress_counts_what_was_not_kept(tmp_path: Path, store: Store, workers: Workers) -> None:
    do_all(tasks_of(tmp_path)[:3], store, workers, silent)
    told: list[tuple[int, int]] = []
    do_all(tasks_of(tmp_path), store, workers, lambda done, total: told.append((done, total)))
    counted = [done for done, _ in told]
    assert counted == sorted(set(counted))
    assert len(told) == 3
    assert {total for _, total in told} == {3 + 4 + 5}
    assert counted[-1] == 3 + 4 + 5


def test_progress_is_told_as_it_is_made(tmp_path: Path, store: Store) -> None:
    """In one process, too, where it takes longest."""
    told: list[list[str]] = []
    do_all(
        tasks_of(tmp_path),
        store,
        LocalWorkers(1),
        lambda _done, _total: told.append(done_in(tmp_path)),
    )
    assert told == [[number] for number in "543210"]


def test_a_mistake_names_its_task(tmp_path: Path, store: Store) -> None:
    for workers in (LocalWorkers(1), Processes()):
        with pytest.raises(KeyError) as raised, workers:
            do_all(tasks_of(tmp_path, fail), store, workers, silent)
        assert raised.value.args == ("3",)
        assert raised.value.__notes__ == ["出错时在处理 第 3 项"]


def test_after_a_mistake_nothing_else_is_begun(tmp_path: Path, store: Store) -> None:
    with pytest.raises(KeyError):
        do_all(tasks_of(tmp_path, fail), store, LocalWorkers(1), silent)
    assert done_in(tmp_path) == ["5", "4"]
    # What was done before it is kept.
    do_all(tasks_of(tmp_path), store, LocalWorkers(1), silent)
    assert done_in(tmp_path) == [*"3210"]


def test_a_process_that_is_killed_is_survived_once(tmp_path: Path, store: Store) -> None:
    told: list[int] = []
    with Processes() as processes:
        done = do_all(
            tasks_of(tmp_path, end_once), store, processes, lambda done, _: told.append(done)
        )
        assert (tmp_path / "3 was killed").exists()
        assert [each.result.said for each in done] == [*"012345"]
        assert told == sorted(told)
        assert (len(told), told[-1]) == (6, 15)
        assert os.getpid() not in {each.result.process for each in done}


def test_a_second_time_it_is_given_up(tmp_path: Path, store: Store) -> None:
    """And the process that began it is never the one that is killed."""
    for seconds in (10.0, 0.01):
        tasks = [Task("杀", "key", partial(end, Job("3", tmp_path)), seconds=seconds)]
        with pytest.raises(BrokenProcessPool), Processes() as processes:
            do_all(tasks, store, processes, silent)
    tasks = [
        Task("长", "long", partial(end_once, Job("3", tmp_path)), seconds=10),
        Task("短", "short", partial(end, Job("3", tmp_path)), seconds=0.01),
    ]
    with pytest.raises(BrokenProcessPool), LocalWorkers(2) as local:
        do_all(tasks, store, local, silent)


def test_a_process_killed_while_it_waits_is_survived(tmp_path: Path, store: Store) -> None:
    with Processes() as processes:
        first = do_all(tasks_of(tmp_path), store, processes, silent)
        for process in {each.result.process for each in first}:
            os.kill(process, signal.SIGKILL)
        executor = processes.executor(0)
        assert executor is not None
        with suppress(BrokenProcessPool):
            while True:
                executor.submit(os.getpid).result()
        others = [
            Task("其他", f"other {n}", partial(work, Job(str(n), tmp_path))) for n in range(50)
        ]
        done = do_all(others, store, processes, silent)
    assert [each.result.said for each in done] == [str(n) for n in range(50)]
