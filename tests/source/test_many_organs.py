"""As many organs as there may be are read and checked in seconds, whatever is said of them."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from nianbao.check import HouseRules, Press, read_and_check
from nianbao.source.limits import ORGAN_COUNT

pytestmark = pytest.mark.slow("thousands of organs")

MOST = ORGAN_COUNT.most
PRESS = Press(frozenset(map(chr, range(0x110000))), lambda _file: "")
SECONDS = 6
"""Of the processor, three times what is aimed at: the machine may be slow."""


def name(number: int) -> str:
    return f"示例县示例第{number}局"


ENTRIES: dict[str, tuple[Callable[[int], str], str]] = {
    "nothing else": (lambda n: f"name: {name(n)}", ""),
    "unknown parents": (lambda n: f"name: {name(n)}\n  parent: wu-{n}", "organ-parent"),
    "one circle of parents": (
        lambda n: f"name: {name(n)}\n  parent: o{(n + 1) % MOST}",
        "organ-parent",
    ),
    "one chain of parents": (
        lambda n: f"name: {name(n)}" + (f"\n  parent: o{n + 1}" if n + 1 < MOST else ""),
        "",
    ),
    "one name": (lambda _: "name: 示例县示例局", "organ-name"),
    "one name, a year each": (
        lambda n: f"name: 示例县示例局\n  from: {2008 + n % 90}\n  to: {2008 + n % 90}",
        "organ-name",
    ),
    "unknown successors": (
        lambda n: f"name: {name(n)}\n  to: 2010\n  successor: wu-{n}",
        "organ-succession",
    ),
    "one successor of all": (
        lambda n: f"name: {name(n)}\n  to: 2010\n  successor: o0",
        "organ-succession",
    ),
    "unknown keys": (lambda n: f"name: {name(n)}\n  nam{n}: 1", "unknown-key"),
}


def write(folder: Path, entry: Callable[[int], str], count: int = MOST) -> Path:
    text = "".join(f"o{number}:\n  kind: 部门\n  {entry(number)}\n" for number in range(count))
    (folder / "organs.yml").write_text(text, "utf-8", newline="\n")
    return folder


@pytest.mark.parametrize("kind", ENTRIES)
def test_the_most_organs_are_read_and_checked_in_seconds(kind: str, tmp_path: Path) -> None:
    entry, code = ENTRIES[kind]
    folder = write(tmp_path, entry)
    begun = time.process_time()
    portal, problems = read_and_check(folder, PRESS, HouseRules())
    assert time.process_time() - begun < SECONDS
    assert len(portal.organs) == MOST
    errors = {problem.code for problem in problems if problem.severity == "error"}
    assert code in errors if code else not errors


def test_one_more_is_refused(tmp_path: Path) -> None:
    portal, problems = read_and_check(
        write(tmp_path, lambda n: f"name: {name(n)}", MOST + 1), PRESS, HouseRules()
    )
    assert not portal.organs
    assert [problem.code for problem in problems] == ["over-limit"]
