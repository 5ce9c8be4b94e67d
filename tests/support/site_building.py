"""A project to build, and building it the way people do, in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from commands import forked
from places import ROOT
from site_settings import fill_settings

__all__ = ["build", "copy_of_project", "git", "ignoring_halves", "tree"]

ignoring_halves = shutil.ignore_patterns("*.pyc.*")
"""For copying a program while Python may be writing what it has compiled of it."""


def copy_of_project(folder: Path) -> Path:
    """The project's own site with every setting filled in, so that a build warns of nothing.

    What Python has compiled of the program comes with it: compiling it anew takes as long as a
    build, and Python looks at the time of every file whether it is still the same.
    """
    for name in ("docs", "reports", "hooks", "scripts"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignoring_halves)
    for name in ("mkdocs.yml", "requirements.txt"):
        shutil.copy(ROOT / name, folder)
    fill_settings(folder)
    return folder


def build(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs ``mkdocs build`` in a project; the result has what it printed.

    In a process that starts anew, if the program has been changed there or Python itself is told
    something.
    """
    words = ["mkdocs", "build", *arguments]
    variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment}
    is_for_us = all(name.startswith("NIANBAO_") for name in environment)
    if is_for_us and _program(project) == _program(ROOT):
        return forked(project, words, variables)
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=project,
        env=variables,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def _program(project: Path) -> set[tuple[str, int, int]]:
    """The files of the program that a project has, and how they were last written."""
    hooks = project / "hooks"
    stats = ((path, path.stat()) for path in hooks.rglob("*") if "__pycache__" not in path.parts)
    return {
        (path.relative_to(hooks).as_posix(), stat.st_size, stat.st_mtime_ns)
        for path, stat in stats
        if path.is_file()
    }


def git(project: Path, *arguments: str, **environment: str) -> None:
    """Runs git in a project as an invented person."""
    who = {
        f"GIT_{role}_{part}": "x@example.cn"
        for role in ("AUTHOR", "COMMITTER")
        for part in ("NAME", "EMAIL")
    }
    subprocess.run(
        ["git", *arguments],
        cwd=project,
        env={**os.environ, **who, **environment},
        capture_output=True,
        check=True,
    )


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
