"""A small project, and its preview in a process of its own, as webmasters start it."""

from __future__ import annotations

import http.client
import queue
import re
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from commands import nianbao, with_library
from invented import write_portal
from nianbao.form import forms
from site_building import copy_of_project

__all__ = ["Answer", "Preview", "edited", "small_project"]

_PATIENCE = 120.0
"""Seconds after which something will never be; no test is about how long it takes."""
_TIMES = 6_000
"""As many looks, at least as long."""


def small_project(folder: Path) -> Path:
    """Two organs with reports for 2021 and 2022."""
    folder.mkdir()
    copy_of_project(folder)
    shutil.rmtree(folder / "reports")
    write_portal(folder / "reports", forms()["2021"], 4, years=2)
    return folder


@contextmanager
def edited(file: Path, content: str | bytes) -> Iterator[None]:
    """A file with other content, or a new one; as it was afterwards."""
    before = file.read_bytes() if file.exists() else None
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    try:
        yield
    finally:
        if before is None:
            file.unlink()
        else:
            file.write_bytes(before)


@dataclass(frozen=True)
class Answer:
    """What the preview has answered."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """The content as text."""
        return self.content.decode()


class Preview:
    """A preview that runs until the block is left; ``url`` is where, once there is a site.

    The program is that of the project, unless its ``library`` is elsewhere.
    """

    def __init__(self, project: Path, *options: str, library: Path | None = None) -> None:
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        self.told: list[str] = []
        self.url = ""
        self.process = subprocess.Popen(
            nianbao("serve", "--port", "0", *options),
            env=with_library(project, **({"PYTHONPATH": str(library)} if library else {})),
            cwd=project,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        threading.Thread(target=self._read, daemon=True).start()

    def __enter__(self) -> Self:
        self.url = re.findall(r"http://\S+", self.line_with("http://"))[0]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.end()

    def end(self) -> int:
        """Ends it as Ctrl-C does; returns its exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(_PATIENCE)

    def line_with(self, part: str) -> str:
        """The next line on the terminal that has a part."""
        while True:
            line = self._lines.get(timeout=_PATIENCE)
            if part in line:
                return line

    def forget_lines(self) -> None:
        """Lets ``line_with`` give none of those that there are already."""
        while not self._lines.empty():
            self._lines.get()

    def get(self, path: str, *, host: str = "") -> Answer:
        """What is at a path, which is sent as it is."""
        address = self.url.split("/")[2]
        connection = http.client.HTTPConnection(address, timeout=_PATIENCE)
        connection.request("GET", path, headers={"Host": host or address})
        response = connection.getresponse()
        answer = Answer(response.status, dict(response.getheaders()), response.read())
        connection.close()
        return answer

    def until(self, path: str, is_so: Callable[[Answer], bool]) -> Answer:
        """The first answer of which something is so."""
        for _ in range(_TIMES):
            answer = self.get(path)
            if is_so(answer):
                return answer
            # Not for something to happen: so that the server is not all that this machine does.
            time.sleep(0.05)
        raise TimeoutError(path, answer, self.told)

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.told.append(line)
            self._lines.put(line)
