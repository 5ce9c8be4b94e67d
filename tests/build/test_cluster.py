"""Building on a cluster: a real scheduler and two workers on loopback, one killed on the way."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from invented import write_portal
from nianbao.build import BuildError
from nianbao.build.cluster import ClusterWorkers, chosen_workers
from nianbao.build.workers import LocalWorkers
from nianbao.form import forms
from places import ROOT
from plain_build import build

pytestmark = pytest.mark.slow("starts a cluster")

_HERE = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}


@contextmanager
def running(*command: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", *command], stderr=subprocess.PIPE, text=True, env=_HERE
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def told(process: subprocess.Popen[str], pattern: str) -> str:
    """What a process says of itself."""
    assert process.stderr
    for line in process.stderr:
        if found := re.search(pattern, line):
            # Whoever reads no more lets the process wait for ever.
            threading.Thread(target=process.stderr.read, daemon=True).start()
            return found[1]
    raise AssertionError(pattern)


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[str]]]]:
    """A scheduler's address, and two workers of one thread each."""
    with ExitStack() as stack:
        place = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        scheduler = stack.enter_context(running("distributed.cli.dask_scheduler", *place))
        address = told(scheduler, r"Scheduler at: +(tcp://\S+)")
        plain = ("--nthreads", "1", "--no-dashboard", "--no-nanny")
        options = (*plain, "--local-directory", str(folder))
        workers = [
            stack.enter_context(running("distributed.cli.dask_worker", address, *options))
            for _ in range(2)
        ]
        for worker in workers:
            told(worker, r"(Registered to:)")
        yield address, workers


def project_in(folder: Path) -> Path:
    folder.mkdir()
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "hooks").symlink_to(ROOT / "hooks")
    write_portal(folder / "reports", forms()["2021"], 12, years=2)
    return folder


def silent(_what: str) -> Callable[[int, int], None]:
    return lambda _done, _total: None


def test_the_same_site_comes_of_it_when_a_worker_is_killed(tmp_path: Path) -> None:
    project = project_in(tmp_path / "project")
    with cluster(tmp_path) as (address, processes):

        def kill_one(_what: str) -> Callable[[int, int], None]:
            def after_the_first(done: int, total: int) -> None:
                if done < total:
                    processes[0].kill()

            return after_the_first

        with ClusterWorkers(address) as workers:
            published = build(project, workers, kill_one)
        assert processes[0].wait() < 0
        assert processes[1].poll() is None
    shutil.rmtree(project / ".cache")
    with LocalWorkers(1) as here:
        assert published.entries == build(project, here, silent).entries


def test_a_setting_names_the_cluster() -> None:
    assert isinstance(chosen_workers({}), LocalWorkers)
    with pytest.raises(BuildError, match=r"连不上 tcp://127\.0\.0\.1:9"):
        chosen_workers({"NIANBAO_CLUSTER": "tcp://127.0.0.1:9"})
    with pytest.raises(BuildError, match="连不上 nowhere"):
        chosen_workers({"NIANBAO_CLUSTER": "nowhere"})


def test_a_setting_says_how_many_processes_there_are() -> None:
    with chosen_workers({"NIANBAO_PROCESSES": "1"}) as workers:
        assert workers.executor(100.0) is None
    with chosen_workers({"NIANBAO_PROCESSES": "2"}) as workers:
        assert workers.executor(100.0) is not None
    for wrong in ("0", "-1", "many", "1.5", "99999"):
        with pytest.raises(BuildError, match="不是进程的个数"):
            chosen_workers({"NIANBAO_PROCESSES": wrong})
