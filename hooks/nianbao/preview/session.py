"""Keeps a preview up to date: reads what has changed, and has the site built after it."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable, Collection, Iterable
from functools import partial
from pathlib import Path

from ..build.digests import digest_of, folder_digest
from ..build.tasks import Tools
from ..build.workers import LocalWorkers
from ..console import progress_on
from ..publish.equipment import Equipment, project_equipment
from ..publish.reading import Readings, read_all
from ..settings import SettingsError
from ..visible import visible, visible_lines
from .board import Board
from .building import Builder
from .changes import Changes
from .project import Project

__all__ = ["Session"]

_BREATH = 0.5

Say = Callable[[str], None]


class Session:
    """One run of the preview; ``say`` gets lines for the terminal."""

    def __init__(self, project: Project, board: Board, say: Say) -> None:
        self._project = project
        self._board = board
        self._say = say

    def run(self, changes: Changes, when_ready: Callable[[], None]) -> None:
        """Goes on until it is interrupted. ``when_ready`` is called when there is a site."""
        # What no file tells of, such as a commit, is noticed when a build has seen it.
        again = partial(changes.note, self._project.reports)
        with Builder(self._project, self._board, self._say, again) as builder:
            self._board.look_at_site()
            self._read()
            builder.want()
            if self._board.state.record is None:
                self._say("第一次生成，请稍候……")
                self._wait_for_a_site()
            when_ready()
            while True:
                self._follow(changes.wait(), builder)

    def _wait_for_a_site(self) -> None:
        # In steps: on Windows nothing interrupts a wait without an end.
        while not (self._board.state.record or self._board.state.is_stuck):
            self._board.wait(lambda state: bool(state.record) or state.is_stuck, _BREATH)

    def _follow(self, paths: Collection[Path], builder: Builder) -> None:
        """Takes over what has changed."""
        began = time.monotonic()
        is_seen = self._read()
        if not is_seen and all(path.is_relative_to(self._project.reports) for path in paths):
            return
        builder.want()
        self._say(f"{_names(paths, self._project.root)}：{self._came_of_it(began)}")

    def _read(self) -> bool:
        """Reads everything again, most of which is kept; returns whether it is not as it was."""
        try:
            equipment = project_equipment(self._project.root)
            readings = self._readings(equipment)
            theme = digest_of(*map(folder_digest, self._project.theme))
        except SettingsError as error:
            return self._board.put(fault=visible_lines(str(error)))
        except Exception as error:  # noqa: BLE001 - the preview outlives a mistake of ours
            self._say(traceback.format_exc())
            return self._board.put(
                fault=f"程序出错（{visible(repr(error))}），详情在运行预览的窗口里，请报告维护者"
            )
        return self._board.put(equipment=equipment, readings=readings, theme=theme, fault="")

    def _readings(self, equipment: Equipment) -> Readings:
        with LocalWorkers() as workers:
            tools = Tools(equipment.store, workers, progress_on)
            return read_all(self._project.reports, equipment, tools)

    def _came_of_it(self, began: float) -> str:
        state = self._board.state
        seconds = f"{time.monotonic() - began:.1f} 秒"
        if state.fault:
            return f"{seconds}，{state.fault.splitlines()[0]}"
        if not state.errors:
            return f"{seconds}，没有错误"
        first = state.errors[0]
        where = visible(f"{first.file}:{first.mark.line}")
        return f"{seconds}，错误 {len(state.errors)} 处，第一处在 {where}"


def _names(paths: Iterable[Path], root: Path) -> str:
    known = sorted(p.relative_to(root).as_posix() for p in paths if p.is_relative_to(root))
    first = visible(known[0]) if known else "文件"
    return first if len(known) < 2 else f"{first} 等 {len(known)} 个文件"
