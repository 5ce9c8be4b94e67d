"""Builds the whole site in the background, again after every change, one build at a time."""

from __future__ import annotations

import os
import re
import subprocess
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from ..publish.record import read_record
from ..visible import visible, visible_lines
from .board import Board
from .project import Project

__all__ = ["Builder"]

_PATIENCE = 0.2
"""Seconds that a build has to end when it is told to."""
_NICE = 10
"""What is seen at once goes before what is built behind it."""
_LEVEL = re.compile(r"^(WARNING|ERROR|CRITICAL) +-  ?", re.MULTILINE)
_TEMPLATE = re.compile(r'File ".*[/\\]((?:theme|templates)[/\\][^"]+)", line (\d+)')
_IN_TEMPLATE = "模板"
# An exception, at the end of a traceback; what it has been given as notes follows.
_RAISED = re.compile(r"^[A-Za-z_][\w.]*: .+$", re.MULTILINE)
_ABORTED = re.compile(r"^(Aborted|Exiting).*$\n?", re.MULTILINE)


class Builder:
    """Builds when a build is wanted; what it says goes to ``say``, its outcome to the board.

    ``look_again`` is called when a build was made of other things than are on the board.
    """

    def __init__(
        self,
        project: Project,
        board: Board,
        say: Callable[[str], None],
        look_again: Callable[[], None],
    ) -> None:
        self._project = project
        self._board = board
        self._say = say
        self._look_again = look_again
        self._wanted = threading.Event()
        self._is_over = False
        self._process: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()
        self._warnings: frozenset[str] = frozenset()

    def __enter__(self) -> Self:
        threading.Thread(target=self._run, name="builder", daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        with self._lock:
            self._is_over = True
            process = self._process
        if process is not None and process.poll() is None:
            # Processes of its own end when it is gone.
            process.terminate()
            try:
                process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()

    def want(self) -> None:
        """Asks for a build of what there is from now on."""
        with self._lock:
            self._board.put(is_building=True)
            self._wanted.set()

    def _run(self) -> None:
        while True:
            self._wanted.wait()
            self._wanted.clear()
            state = self._board.state
            # It would refuse, as it should.
            if not state.errors and not state.fault:
                self._build()
            with self._lock:
                self._board.put(is_building=self._wanted.is_set())

    def _build(self) -> None:
        began = time.monotonic()
        outcome = self._output()
        if outcome is None:
            return
        code, output = outcome
        state = self._board.state
        if code and (state.errors or state.fault or self._wanted.is_set()):
            # It met with what is told already, or what has been changed since.
            return
        if code:
            fault = _fault_in(output)
            if fault != state.build_fault:
                told = fault if fault.startswith(_IN_TEMPLATE) else visible_lines(output).rstrip()
                self._say(f"网站没有生成，预览里仍是上一次的：\n{told}")
            self._board.put(build_fault=fault)
            return
        warnings = frozenset(line for line in output.splitlines() if line.startswith("WARNING"))
        for line in sorted(warnings - self._warnings):
            self._say(visible_lines(line))
        self._warnings = warnings
        self._say(f"全站更新完毕，连同 PDF 和汇编，{time.monotonic() - began:.0f} 秒")
        self._board.look_at_site()
        if read_record(self._project.site) is None:
            self._board.put(build_fault="程序改过了：请按 Ctrl-C 结束预览，再启动一次")
            return
        self._board.put(build_fault="")
        if self._board.state.lags and not self._wanted.is_set():
            self._look_again()

    def _output(self) -> tuple[int, str] | None:
        """The exit code of a build and what it said; None if the preview has ended."""
        with self._lock:
            if self._is_over:
                return None
            environment = {
                **os.environ,
                "NIANBAO_PREVIEW": "1",
                "NO_MKDOCS_2_WARNING": "1",
                "PYTHONUTF8": "1",
            }
            environment.pop("NIANBAO_RELEASE", None)
            self._process = subprocess.Popen(  # noqa: S603 - our own command
                self._project.build(self._project.site),
                cwd=self._project.root,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
            )
            process = self._process
        if hasattr(os, "setpriority"):
            os.setpriority(os.PRIO_PROCESS, process.pid, _NICE)
        output, _ = process.communicate()
        return None if self._is_over else (process.returncode, output)


def _fault_in(output: str) -> str:
    """Why there is no site, for people: a traceback is for the terminal only."""
    _, is_traceback, trace = output.partition("Traceback (most recent call last):")
    if not is_traceback:
        lines = (line for line in output.splitlines() if not line.startswith("WARNING"))
        return visible_lines(_ABORTED.sub("", _LEVEL.sub("", "\n".join(lines)))).strip()
    raised = [visible(line) for line in _RAISED.findall(trace)]
    what = raised[-1] if raised else ""
    if places := _TEMPLATE.findall(trace):
        file, line = places[-1]
        return f"{_IN_TEMPLATE} {file} 第 {line} 行：{what}"
    return f"程序出错，详情在运行预览的窗口里，请报告维护者。{what}"
