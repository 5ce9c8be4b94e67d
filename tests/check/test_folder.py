"""However a folder is checked, the same is said of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import write_portal
from nianbao.check import Press, check_files, check_folder, read_and_check
from nianbao.form import forms
from nianbao.problem import Problem
from nianbao.publish.images import image_fault
from nianbao.publish.typefaces import load_typefaces
from nianbao.settings import Settings
from places import DATA, ROOT

PRESS = Press(load_typefaces(Settings(), ROOT / ".cache").drawable, image_fault)
CASES = sorted(path.name for path in (DATA / "problems").iterdir())


def files_of(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.suffix == ".md" or path.name == "organs.yml"]


@pytest.mark.parametrize("case", CASES)
def test_for_a_site_and_to_be_told(case: str) -> None:
    folder = DATA / "problems" / case / "reports"
    portal, problems = read_and_check(folder, PRESS, {})
    _, told = check_folder(folder, PRESS, {})
    assert told == problems
    assert {report.file for report in portal.reports} <= {
        path.relative_to(folder.parent).as_posix() for path in files_of(folder)
    }


@pytest.mark.parametrize("case", CASES)
def test_file_by_file(case: str) -> None:
    folder = DATA / "problems" / case / "reports"
    found: list[Problem] = []
    for path in files_of(folder):
        found += check_files(folder, [path], PRESS, {})[1]
    _, told = check_folder(folder, PRESS, {})
    missing_file = [problem for problem in told if problem.code == "organs-missing"]
    assert sorted([*found, *missing_file]) == told


def test_in_several_processes(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    write_portal(folder, forms()["2021"], 240, years=6)
    organs = folder / "organs.yml"
    text = organs.read_text("utf-8").replace("  contact:", "  parent: shili1\n  contact:")
    text = text.replace("  parent: shili1\n", "  aggregate: yes\n", 1)
    organs.write_text(text, "utf-8")
    (folder / "shili7/2023.md").unlink()
    report = folder / "shili30/2022.md"
    report.write_text(report.read_text("utf-8").replace("year: 2022", "year: 2021"), "utf-8")
    count, several = check_folder(folder, PRESS, {}, processes=2)
    assert count == 239
    assert several == check_folder(folder, PRESS, {}, processes=1)[1]
    assert several == read_and_check(folder, PRESS, {})[1]
    codes = {problem.code for problem in several}
    assert {"sum-organs", "organ-not-reported", "year-missing", "year-mismatch"} <= codes
