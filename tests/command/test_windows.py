"""What Windows would break: the code that is there for it, run here."""

from __future__ import annotations

import io
import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from commands import nianbao, with_library
from nianbao.build.workers import LocalWorkers
from nianbao.console import make_legible
from places import ROOT


@pytest.mark.parametrize("chosen", [None, 64, 128])
def test_many_processors_are_not_too_many(
    monkeypatch: pytest.MonkeyPatch, chosen: int | None
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 96)
    monkeypatch.setattr(sys, "platform", "win32")
    assert vars(LocalWorkers(chosen))["_processes"] == 61
    monkeypatch.setattr(sys, "platform", "linux")
    assert vars(LocalWorkers(chosen))["_processes"] == (chosen or 96)


@pytest.mark.slow("builds a site")
def test_what_was_set_for_good_makes_no_release(project: Path) -> None:
    done = subprocess.run(
        nianbao("site"),
        cwd=project,
        env=with_library(project, NIANBAO_RELEASE="1"),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    # The project still has places to be filled in, which no release may have.
    assert done.returncode == 0, done.stderr
    assert not (project / "reports/ledger.json").exists()


def run_py(monkeypatch: pytest.MonkeyPatch, folder: Path) -> int:
    """What run.py in a site's folder ends with on Windows, which has set nothing up."""
    folder.mkdir(parents=True)
    script = folder / "run.py"
    script.write_bytes((ROOT / "scripts/run.py").read_bytes())
    code = runpy.run_path(str(script))
    monkeypatch.setattr(os, "name", "nt")
    try:
        return int(code["main"](["check"]))
    finally:
        monkeypatch.undo()


@pytest.mark.parametrize("length", [60, 200])
def test_a_path_that_is_too_long_is_told_before_anything_is_made(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    length: int,
) -> None:
    name = "/".join(["长" * 40] * (length // 40 - 1) or ["短"])
    assert run_py(monkeypatch, tmp_path / name) == 1
    told = capsys.readouterr().err
    # A site without its program cannot be set up either way.
    assert ("Windows 上最多 110 个" in told) is (length > 110)
    assert ("没有" in told) is (length <= 110)
    assert not (tmp_path / name / ".venv").exists()


def test_a_console_of_the_old_kind_shows_the_help() -> None:
    done = subprocess.run(
        nianbao("--help"),
        env=with_library(PYTHONUTF8="0", PYTHONIOENCODING="gbk"),
        capture_output=True,
        encoding="gbk",
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout.startswith("用法：")
    assert "?" not in done.stdout
    stream = io.TextIOWrapper(io.BytesIO(), encoding="cp936")
    make_legible(stream)
    stream.write("依申请公开 › 总计")
    stream.flush()
