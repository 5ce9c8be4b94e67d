"""Golden cases: a reports folder, and exactly what is said about it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from nianbao.check import HouseRules, Press, check_folder
from nianbao.publish.paper.images import image_fault
from nianbao.publish.paper.typefaces import load_typefaces
from nianbao.settings import Settings
from places import DATA, ROOT

CASES = sorted(path.name for path in (DATA / "problems").iterdir())
PRESS = Press(load_typefaces(Settings(), ROOT / ".cache").drawable, image_fault)


@pytest.mark.parametrize("case", CASES)
def test_case(case: str, golden: Callable[[Path, str], None]) -> None:
    folder = DATA / "problems" / case
    _, problems = check_folder(folder / "reports", PRESS, HouseRules())
    golden(folder / "expected.txt", "".join(f"{problem.explained()}\n" for problem in problems))


def test_no_problem_cases_have_none() -> None:
    fine = [case for case in CASES if case.startswith("no-problem")]
    assert fine
    for case in fine:
        assert (DATA / "problems" / case / "expected.txt").read_text("utf-8") == ""


def test_every_problem_says_what_to_do() -> None:
    for case in CASES:
        lines = (DATA / "problems" / case / "expected.txt").read_text("utf-8").splitlines()
        for line, following in itertools.pairwise([*lines, ""]):
            assert line.startswith("    ") or following.startswith("    "), f"{case}: {line}"
