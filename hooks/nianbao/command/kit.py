"""The program as a site carries it: run.py; in program/ its package, locks, schemas, pipelines."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from ..program_files import MODEL, PROGRAM_FOLDER, is_installed

__all__ = ["PIPELINES", "NoKitError", "put_kit_into", "wheel_in"]

PIPELINES = "pipelines"
"""The folder of ready files for what builds a site when somebody pushes to it."""

_LOCKS = tuple(f"requirements{group}.txt" for group in ("", "-pip", "-import", "-publish"))
# The day of every file in the package, so that the same program makes the same package.
_LONG_AGO = "315532800"


class NoKitError(Exception):
    """The program cannot be put into a site; the sentence says why."""


def put_kit_into(folder: Path) -> None:
    """Puts the program into the folder of a site, in the place of another version.

    In the repository the package is built, in a site it is that of this site. Raises NoKitError,
    OSError.
    """
    program = folder / PROGRAM_FOLDER
    if is_installed():
        # run.py makes the environment beside itself.
        own = Path(sys.prefix).parent
        _replace(own / PROGRAM_FOLDER, program)
        shutil.copyfile(own / "run.py", folder / "run.py")
        return
    unfinished = folder / f".{PROGRAM_FOLDER}"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    _build_package(unfinished)
    for name in (*_LOCKS, "CHANGELOG.md"):
        shutil.copyfile(MODEL / name, unfinished / name)
    shutil.copytree(
        MODEL / "docs/schema", unfinished / "schema", ignore=shutil.ignore_patterns("*.md")
    )
    shutil.copytree(Path(__file__).with_name(PIPELINES), unfinished / PIPELINES)
    _replace(unfinished, program)
    shutil.rmtree(unfinished)
    shutil.copyfile(MODEL / "scripts/run.py", folder / "run.py")


def wheel_in(program: Path) -> Path:
    """The package in the program's folder. Raises NoKitError unless there is just one."""
    wheels = sorted(program.glob("nianbao-*.whl"))
    if len(wheels) != 1:
        raise NoKitError(f"{program} 里应当有一个 nianbao-….whl，现有 {len(wheels)} 个")
    return wheels[0]


def _replace(source: Path, target: Path) -> None:
    if not source.is_dir():
        raise NoKitError(f"没有 {source}：这里的程序不是由 run.py 安装的")
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)


def _build_package(folder: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own build, of nothing that anybody else wrote
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=MODEL,
        env={**os.environ, "SOURCE_DATE_EPOCH": _LONG_AGO},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise NoKitError(f"程序的安装包没有做成：{done.stderr.strip()}")
