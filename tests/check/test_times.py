"""That a report's page cannot say at what time it was published is told once for all of them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from nianbao.check import Press, read_and_check
from nianbao.problem import Problem, Severity
from nianbao.publish.paper.images import image_fault
from nianbao.publish.paper.typefaces import load_typefaces
from nianbao.settings import HouseRules, Settings
from places import DATA, ROOT

PRESS = Press(load_typefaces(Settings(), ROOT / ".cache").drawable, image_fault)
CODE = "published-without-time"


def told(folder: Path, rules: HouseRules | None = None) -> list[Problem]:
    _, problems = read_and_check(folder, PRESS, rules or HouseRules())
    return [problem for problem in problems if problem.code == CODE]


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    shutil.copytree(DATA / f"problems/{CODE}/reports", tmp_path / "reports")
    return tmp_path / "reports"


def published(reports: Path, year: int, written: str) -> None:
    path = reports / f"shili/{year}.md"
    text = re.sub("(?m)^published: .*\n", written, path.read_text("utf-8"))
    path.write_text(text, "utf-8")


def test_one_report_stands_for_all(reports: Path) -> None:
    published(reports, 2022, "published: 2023-01-20\n")
    (problem,) = told(reports)
    assert (problem.file, problem.mark.line) == ("reports/shili/2022.md", 3)
    assert problem.severity is Severity.NOTICE
    assert "连同另外 1 份报告" in problem.message


@pytest.mark.parametrize("written", ["published: ~\n", "", "published: 2022-01-20 09:30\n"])
def test_nothing_is_said_of_what_has_no_day_or_has_its_time(reports: Path, written: str) -> None:
    published(reports, 2021, written)
    assert told(reports) == []


def test_a_site_decides_how_grave_it_is(reports: Path) -> None:
    for severity in (Severity.WARNING, None):
        found = told(reports, HouseRules(severities={CODE: severity}))
        assert [problem.severity for problem in found] == ([severity] if severity else [])
