"""Runs words of the command in processes that are forked from one that has imported the program.

    python tests/support/forking.py

Reads one request a line, as JSON, and answers each with the exit code. Importing takes longer than
most words of the command do. What a process of its own is like from its start on, and that every
word finds what it imports, is for other tests: see test_commands.py. A copy of the project is never
built like this: its program is the one that lies in it.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any

from nianbao.command import COMMANDS, main

_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


def _child(request: dict[str, Any]) -> int:
    """Does it as if it had just been called; returns the exit code."""
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    for descriptor, file, flags in (
        (0, os.devnull, os.O_RDONLY),
        (1, request["stdout"], _NEW),
        (2, request["stderr"], _NEW),
    ):
        os.dup2(os.open(file, flags), descriptor)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    try:
        return main(request["words"])
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else int(left.code is not None)
    except BaseException:  # noqa: BLE001 - as Python ends a program
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def serve() -> None:
    """Answers until there is nobody who asks."""
    for command in COMMANDS.values():
        import_module(f"nianbao.command.{command.module}")
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            os._exit(_child(json.loads(line)))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.path.remove(str(Path(__file__).parent))
    serve()
