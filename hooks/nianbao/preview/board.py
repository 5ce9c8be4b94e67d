"""Where the state stands: one thread changes it, any number read it and wait for the next."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ..publish.record import read_record
from .project import Project
from .state import State

__all__ = ["Board"]


class Board:
    """The state of now."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._which: object = None
        self._changed = threading.Condition()
        self._state = State()
        # Numbers of an earlier preview at the same address are none of this one.
        self._began = f"{time.time_ns():x}"

    @property
    def state(self) -> State:
        """It does not change: a later one takes its place."""
        return self._state

    @property
    def mark(self) -> str:
        """What a page is given when it is served, to ask later whether it is still the newest."""
        return self.mark_of(self._state)

    def mark_of(self, state: State) -> str:
        """The same of another state."""
        return f"{self._began}-{state.number}"

    def put(self, **parts: Any) -> bool:  # noqa: ANN401 - the parts of a state
        """Changes parts of the state; returns whether anybody may see it."""
        with self._changed:
            state = replace(self._state, **parts)
            is_seen = _seen(state) != _seen(self._state)
            self._state = replace(state, number=state.number + is_seen)
            self._changed.notify_all()
        return is_seen

    def look_at_site(self) -> object:
        """Takes over the record of the last site, which may be another; returns which it is."""
        try:
            status = self._project.record.stat()
        except OSError:
            # There is none yet, or one is about to take the place of another.
            return None
        which = (status.st_ino, status.st_mtime_ns)
        with self._changed:
            if which != self._which:
                record = read_record(self._project.site)
                # Of another program there may be a site, too, but nothing is known of it.
                self._which = which
                self.put(record=record or self._state.record)
        return which

    def wait(self, is_so: Callable[[State], bool], seconds: float) -> State:
        """The first state of which something is so, or that of when the time is over."""
        with self._changed:
            self._changed.wait_for(lambda: is_so(self._state), seconds)
            return self._state


def _seen(state: State) -> object:
    return state.signature, id(state.record), state.build_fault
