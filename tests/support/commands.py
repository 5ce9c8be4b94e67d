"""The command ``nianbao`` as a process of its own, of this repository or of a copy of it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from places import ROOT

__all__ = ["nianbao", "only_next_step", "run_in", "with_library"]

_FORKING = Path(__file__).with_name("forking.py")


def nianbao(word: str, *arguments: str | Path) -> list[str]:
    """What runs one word of the command; to be run ``with_library``."""
    return [sys.executable, "-m", "nianbao", word, *map(str, arguments)]


def with_library(program: Path = ROOT, /, **variables: str) -> dict[str, str]:
    """The environment in which the program in a folder is the one that is found."""
    library = str(program / "hooks")
    return {**os.environ, "PYTHONPATH": library, "PYTHONUTF8": "1", **variables}


def run_in(folder: Path, word: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs a word of the command of this repository in a folder.

    Where processes can be forked it is one of those that have imported the program already.
    """
    if not hasattr(os, "fork"):
        return subprocess.run(
            nianbao(word, *arguments),
            cwd=folder,
            env=with_library(),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    server = _server()
    assert server.stdin
    assert server.stdout
    words = [word, *map(str, arguments)]
    with TemporaryDirectory() as place:
        request = {
            "words": words,
            "folder": str(folder),
            "environment": with_library(),
            "stdout": f"{place}/stdout",
            "stderr": f"{place}/stderr",
        }
        server.stdin.write(f"{json.dumps(request)}\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        said, told = (Path(place, name).read_text("utf-8") for name in ("stdout", "stderr"))
    return subprocess.CompletedProcess(words, code, said, told)


@cache
def _server() -> subprocess.Popen[str]:
    """The process that forks; it ends with this one, whose pipe it reads."""
    return subprocess.Popen(
        [sys.executable, _FORKING],
        env=with_library(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


def only_next_step(stderr: str) -> bool:
    """Whether nothing is said beside what to do next; nothing at all is no step."""
    return re.fullmatch("下一步：.+\n", stderr) is not None
