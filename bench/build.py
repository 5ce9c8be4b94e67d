"""Builds sites of invented reports and measures them: time, memory, cost per report.

    make bench    100 and 500 reports, cold and with a warm PDF cache
    PYTHONPATH=hooks:scripts:tests/support python bench/build.py 2000    another number

A report is as long as the real 民权县 2021 (4,650 characters of prose, 200 figures).
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from invented import write_portal
from nianbao.form import forms

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Run:
    """One build: wall-clock seconds and the largest memory of its process, in MiB."""

    seconds: float
    memory: float


def build(project: Path) -> Run:
    """Builds a project in a process of its own; raises when the build fails."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=project,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"the build failed with {process.returncode}")
    return Run(time.perf_counter() - begun, _mebibytes(usage))


def _mebibytes(usage: resource.struct_rusage) -> float:
    per_mebibyte = 1024**2 if sys.platform == "darwin" else 1024
    return usage.ru_maxrss / per_mebibyte


def measure(count: int) -> tuple[Run, Run]:
    """A cold build and the median of three more of the same ``count`` reports."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        for name in ("docs", "hooks"):
            shutil.copytree(ROOT / name, project / name)
        shutil.copy(ROOT / "mkdocs.yml", project)
        write_portal(project / "reports", forms()["2021"], count)
        cold = build(project)
        warm = sorted((build(project) for _ in range(3)), key=lambda run: run.seconds)
        return cold, warm[1]


def main() -> None:
    """Prints a line for every number of reports and kind of build, then the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", nargs="*", type=int, default=[100, 500], metavar="N")
    counts = parser.parse_args().counts
    print(f"{'reports':>8} {'cache':>6} {'seconds':>8} {'reports/s':>10} {'MiB':>6}")
    runs = {count: measure(count) for count in counts}
    for count, (cold, warm) in runs.items():
        for name, run in (("cold", cold), ("warm", warm)):
            speed = count / run.seconds
            print(f"{count:>8} {name:>6} {run.seconds:>8.1f} {speed:>10.1f} {run.memory:>6.0f}")
    if len(counts) > 1:
        few, many = min(counts), max(counts)
        for place, name in ((0, "cold"), (1, "warm")):
            each = [runs[count][place].seconds / count for count in (many, few)]
            print(f"{name}: a report of {many} costs {each[0] / each[1]:.2f} × one of {few}")


if __name__ == "__main__":
    main()
