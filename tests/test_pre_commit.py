"""What happens when someone commits a report: what is staged is checked, nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from places import DATA, ROOT
from site_building import git

REPORTS = DATA / "problems/sum-row/reports"


@pytest.fixture
def repository(project: Path) -> Path:
    """A copy of the project in which a wrong report was committed long ago."""
    shutil.copy(ROOT / ".pre-commit-config.yaml", project)
    (project / ".venv").symlink_to(Path(sys.prefix), target_is_directory=True)
    (project / ".gitignore").write_text("/.venv\n/.cache\n__pycache__\n", "utf-8")
    organs = project / "reports/organs.yml"
    names = "".join(f"\n{name}: {{name: 示例县{name}, kind: 政府}}\n" for name in ("jiu", "xin"))
    organs.write_text(organs.read_text("utf-8") + names, "utf-8")
    shutil.copytree(REPORTS / "shili", project / "reports/jiu")
    git(project, "init", "-q")
    git(project, "add", ".")
    git(project, "commit", "-qm", "x")
    return project


def run(repository: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "run"],
        cwd=repository,
        env={
            **os.environ,
            "PRE_COMMIT_HOME": str(repository / ".cache"),
            "PRE_COMMIT_COLOR": "never",
        },
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def stage(repository: Path, text: str) -> None:
    path = repository / "reports/xin/2021.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    git(repository, "add", "reports")


def test_a_wrong_report_is_held_back_and_named_alone(repository: Path) -> None:
    stage(repository, (REPORTS / "shili/2021.md").read_text("utf-8"))
    done = run(repository)
    assert done.returncode == 1
    assert "reports/xin/2021.md" in done.stdout
    assert "error[sum-row]" in done.stdout
    assert "reports/jiu" not in done.stdout


def test_a_right_report_goes_through_whatever_the_others_are(repository: Path) -> None:
    stage(repository, (DATA / "problems/no-problem/reports/shili/2021.md").read_text("utf-8"))
    done = run(repository)
    assert done.returncode == 0, done.stdout
    assert "核对要提交的报告" in done.stdout


def test_the_list_of_organs_is_checked_too(repository: Path) -> None:
    organs = repository / "reports/organs.yml"
    organs.write_text(organs.read_text("utf-8") + "\nsan: {name: 示例县}\n", "utf-8")
    git(repository, "add", "reports")
    done = run(repository)
    assert done.returncode == 1
    assert "error[organ-kind]" in done.stdout
    assert "reports/jiu" not in done.stdout


def test_nothing_is_checked_when_no_report_changes(repository: Path) -> None:
    settings = repository / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + "\n# x\n", "utf-8")
    git(repository, "add", "mkdocs.yml")
    done = run(repository)
    assert done.returncode == 0
    assert "no files to check" in done.stdout
