"""What takes long is named in time, what does not is not, and nothing waits for a clock."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable

import pytest
from nianbao.slow_work import SlowWork


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_slow_work_is_named_after_five_seconds_and_then_ever_less_often() -> None:
    clock, log = Clock(), io.StringIO()
    work = SlowWork(log, clock)
    told = []
    with work("reports/x/2021.md"):
        for second in range(25):
            clock.now = 1000 + second
            work.look()
            told += [(second, line) for line in log.getvalue().splitlines()]
            log.seek(0)
            log.truncate()
    assert told == [(s, f"reports/x/2021.md 已用 {s} 秒…") for s in (5, 10, 20)]
    clock.now += 100
    work.look()
    assert log.getvalue() == ""


def test_the_pause_ends_when_something_may_be_due() -> None:
    clock = Clock()
    work = SlowWork(io.StringIO(), clock)
    assert work.look() == 5
    with work("a"):
        clock.now += 2
        with work("b"):
            assert work.look() == 3
            clock.now += 3
            assert work.look() == 2  # "a" is told of, "b" has two seconds left
            clock.now += 2
            assert work.look() == 3  # the second time of "a"
    assert work.look() == 5


def test_what_was_missed_is_told_once() -> None:
    """The interpreter may have been busy for minutes."""
    clock, log = Clock(), io.StringIO()
    work = SlowWork(log, clock)
    with work("a"):
        clock.now += 61
        assert work.look() == 5
        assert work.look() == 5
    assert log.getvalue() == "a 已用 61 秒…\n"


def test_work_that_fails_is_over() -> None:
    clock, log = Clock(), io.StringIO()
    work = SlowWork(log, clock)
    with pytest.raises(ValueError, match="x"), work("a"):
        raise ValueError("x")
    clock.now += 60
    work.look()
    assert log.getvalue() == ""


def test_names_are_shown_with_nothing_hidden_over_the_counter() -> None:
    clock, log = Clock(), Terminal()
    work = SlowWork(log, clock)
    with work("a\x1b[2J\n::error::x"):
        clock.now += 5
        work.look()
    line = "a\\x1b[2J\\x0a::error::x 已用 5 秒…"
    assert log.getvalue() == f"\r{line.ljust(40)}\n"


class Waiting(Terminal):
    """A terminal that says when something was written."""

    def __init__(self) -> None:
        super().__init__()
        self.written = threading.Event()

    def flush(self) -> None:
        self.written.set()


def test_a_thread_tells_of_it_while_it_lasts() -> None:
    terminal = Waiting()
    with SlowWork(terminal, first=0.01) as working_on, working_on("a"), working_on("b"):
        assert terminal.written.wait(60)
    assert "已用 0 秒…" in terminal.getvalue()
    assert not [t for t in threading.enumerate() if t.name == "slow-work"]


@pytest.mark.parametrize(
    ("make", "ci", "shown"),
    [(io.StringIO, "", False), (io.StringIO, "true", True), (Terminal, "", True)],
)
def test_only_a_terminal_and_a_pipeline_are_told(
    make: Callable[[], io.StringIO], ci: str, *, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", ci)
    with SlowWork(make()):
        threads = [thread.name for thread in threading.enumerate()]
    assert ("slow-work" in threads) == shown
