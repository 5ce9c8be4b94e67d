"""Every mistake that people make with a report is told where it is, or is harmless."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from human_mistakes import MISTAKES, REPORT, Mistake
from nianbao.check import HouseRules, Press, read_and_check
from nianbao.problem import Problem
from nianbao.publish.paper.images import image_fault
from nianbao.publish.paper.typefaces import load_typefaces
from nianbao.settings import Settings
from nianbao.source import Portal, ReportSection
from places import DATA, ROOT

PRESS = Press(load_typefaces(Settings(), ROOT / ".cache").drawable, image_fault)
CLEAN = DATA / "problems/no-problem/reports"
TOLD = [mistake for mistake in MISTAKES if mistake.code]
HARMLESS = [mistake for mistake in MISTAKES if not mistake.code]


def checked(mistake: Mistake, folder: Path) -> tuple[Portal, list[Problem]]:
    """What is read and said of clean reports after the mistake."""
    reports = folder / "reports"
    shutil.copytree(CLEAN, reports)
    mistake.change(reports)
    # That the time of publication is not known is no mistake, and said of every folder.
    rules = HouseRules(severities={"published-without-time": None})
    return read_and_check(reports, PRESS, rules)


def facts(portal: Portal) -> object:
    """All that is published of the one report."""
    (report,) = portal.reports
    return (
        (report.year, report.title, report.published, report.form.key),
        [(a.parts, f.value, f.written, f.note, f.unit) for a, f in report.figures.items()],
        [(s.official.title, [line.strip() for line in shown_lines(s)]) for s in report.sections],
    )


def shown_lines(section: ReportSection) -> list[str]:
    """What is shown below a heading."""
    return section.shown.split("\n")[1:]


@pytest.mark.parametrize("mistake", TOLD, ids=lambda mistake: mistake.name)
def test_it_is_told_where_it_is(mistake: Mistake, tmp_path: Path) -> None:
    _, problems = checked(mistake, tmp_path)
    file = tmp_path / mistake.file
    text = file.read_bytes().decode("utf-8", "replace") if mistake.at else ""
    end = text.index(mistake.at) + len(mistake.at.rstrip("\n"))
    line = text[:end].count("\n") + 1
    told = [problem for problem in problems if problem.code == mistake.code]
    assert (mistake.file, line) in {(p.file, p.mark.line) for p in told}, problems
    assert all(problem.advice and not _english(problem) for problem in told)


@pytest.mark.parametrize("mistake", HARMLESS, ids=lambda mistake: mistake.name)
def test_it_is_harmless(mistake: Mistake, tmp_path: Path) -> None:
    portal, problems = checked(mistake, tmp_path)
    assert problems == []
    assert facts(portal) == facts(read_and_check(CLEAN, PRESS, HouseRules())[0])


def test_there_are_many(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        sys.stdout.write(f" {len(TOLD)} mistakes are told, {len(HARMLESS)} are harmless ")
    assert len({mistake.name for mistake in MISTAKES}) == len(MISTAKES)
    assert len(MISTAKES) >= 150
    assert (CLEAN / REPORT).exists()


def _english(problem: Problem) -> bool:
    """Whether a message has the words of a parser."""
    return any(f" {word} " in problem.message for word in ("found", "expected", "not", "did"))
