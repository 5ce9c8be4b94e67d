"""The command ``nianbao`` as a process of its own, of this repository or of a copy of it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from places import ROOT

__all__ = ["nianbao", "only_next_step", "run_in", "with_library"]


def nianbao(word: str, *arguments: str | Path) -> list[str]:
    """What runs one word of the command; to be run ``with_library``."""
    return [sys.executable, "-m", "nianbao", word, *map(str, arguments)]


def with_library(program: Path = ROOT, /, **variables: str) -> dict[str, str]:
    """The environment in which the program in a folder is the one that is found."""
    library = str(program / "hooks")
    return {**os.environ, "PYTHONPATH": library, "PYTHONUTF8": "1", **variables}


def run_in(folder: Path, word: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs a word of the command of this repository in a folder."""
    return subprocess.run(
        nianbao(word, *arguments),
        cwd=folder,
        env=with_library(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def only_next_step(stderr: str) -> bool:
    """Whether nothing is said beside what to do next; nothing at all is no step."""
    return re.fullmatch("下一步：.+\n", stderr) is not None
