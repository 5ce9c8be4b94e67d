"""Problems are printed with what they quote, which says nothing else and does nothing."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote_to_bytes

import click
import pytest
from commands import nianbao, only_next_step, with_library
from hypothesis import example, given
from hypothesis import strategies as st
from nianbao.problem import FORMATS, Mark, Problem, Problems, Severity, text_report
from nianbao.problem import formats as problem_formats
from places import ROOT
from plain_lines import NAMES, TEXTS, is_plain

PATHS = st.binary(min_size=1, max_size=9).filter(lambda name: not {0, 0x2F} & set(name))
PROBLEMS = st.lists(
    st.builds(
        Problem,
        file=PATHS.map(lambda name: f"reports/{os.fsdecode(name)}"),
        mark=st.builds(Mark, st.integers(1, 3), st.integers(1, 40)),
        code=st.sampled_from(["sum-row", "file-name", "unknown-organ"]),
        message=TEXTS,
        severity=st.sampled_from(Severity),
        address=st.lists(TEXTS, max_size=3).map(tuple),
        found=TEXTS,
        expected=TEXTS,
        advice=TEXTS,
        reason=TEXTS,
    ),
    max_size=3,
)


@given(PROBLEMS)
def test_a_problem_is_one_line_and_its_remark_another(problems: list[Problem]) -> None:
    for problem in problems:
        assert is_plain(str(problem))
        lines = problem.explained().split("\n")
        assert len(lines) == 1 + bool(problem.reason or problem.advice)
        assert all(map(is_plain, lines))


@given(PROBLEMS, TEXTS)
def test_text_has_only_lines_of_its_own(problems: list[Problem], quoted: str) -> None:
    with TemporaryDirectory() as place:
        root = Path(place)
        (root / "reports").mkdir()
        for problem in problems:
            if len(os.fsencode(problem.file)) < 200 and not problem.file.endswith(("/.", "/..")):
                (root / problem.file).write_text(quoted, "utf-8", "replace")
        plain = click.unstyle(text_report(problems, root))
    assert all(map(is_plain, plain.split("\n")))


@given(PROBLEMS)
def test_github_gets_one_command_a_problem(problems: list[Problem]) -> None:
    printed = FORMATS["github"](problems)
    lines = printed.split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(problems)
    for line, problem in zip(lines, problems, strict=True):
        # As the runner reads it: src/Runner.Common/ActionCommand.cs.
        command = re.fullmatch(r"::(\w+) ((?:(?!::).)*)::(.*)", line)
        assert command
        assert command[1] == problem.severity
        pairs = [pair.split("=", 1)[0] for pair in command[2].split(",")]
        assert pairs == ["file", "line", "col", "title"]
        assert is_plain(line.removeprefix("::"))


@given(PROBLEMS)
def test_json_is_json(problems: list[Problem]) -> None:
    printed = FORMATS["json"](problems)
    assert all(map(is_plain, printed.split("\n")))
    objects = json.loads(printed.encode())
    assert [o["line"] for o in objects] == [problem.mark.line for problem in problems]
    for told, problem in zip(objects, problems, strict=True):
        if not re.search("[\ud800-\udfff]", problem.message):
            assert told["message"] == problem.message


@given(PROBLEMS)
def test_sarif_is_json_and_names_the_file(problems: list[Problem]) -> None:
    printed = FORMATS["sarif"](problems)
    assert all(map(is_plain, printed.split("\n")))
    results = json.loads(printed.encode())["runs"][0]["results"]
    uris = [r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results]
    assert [unquote_to_bytes(uri) for uri in uris] == [os.fsencode(p.file) for p in problems]


def test_sarif_marks_what_is_off_by_default() -> None:
    found = Problems("2021.md")
    found.add("form-numbers-in-prose", Mark(1, 1), "示例", advice="示例")
    found.add("prose-figure", Mark(2, 1), "示例", advice="示例")
    (run,) = json.loads(FORMATS["sarif"](found.found))["runs"]
    rules = {rule["id"]: rule["defaultConfiguration"] for rule in run["tool"]["driver"]["rules"]}
    # Where nothing is said, the rule is enabled.
    assert rules["form-numbers-in-prose"]["enabled"] is False
    assert "enabled" not in rules["prose-figure"]


# --- lines that are quoted ---------------------------------------------------------------------


def slowly_quoted(line: str, mark: Mark) -> list[str]:
    """How a line is cut, said as simply as can be."""
    line = line.replace("\t", " ")
    column = min(mark.column - 1, len(line))
    columns = problem_formats._columns  # noqa: SLF001 -- the width of a character is not in question
    start = 0
    while columns(line[start:column]) > 66:
        start += 1
    shown = line[start:]
    while columns(shown) > 100:
        shown = shown[:-1]
    margin = f"    {mark.line} | "
    blank = " " * (len(margin) - 2) + "| "
    before = " " * (columns(line[start:column]) + (2 if start else 0))
    return [margin + ("…" if start else "") + shown, f"{blank}{before}^"]


LINES = st.text(st.sampled_from("ab 中，\t1é“－"), max_size=250)


@given(LINES, st.builds(Mark, st.integers(1, 99), st.integers(1, 300)))
@example("中" * 200, Mark(1, 34))
@example("a" * 66 + "中" * 60, Mark(1, 68))
def test_a_line_is_cut_around_the_place(line: str, mark: Mark) -> None:
    quoted = problem_formats._quoted(line, mark, "red")  # noqa: SLF001
    assert [click.unstyle(part) for part in quoted] == slowly_quoted(line, mark)


@pytest.mark.parametrize("column", [1, 500_000, 1_000_000, 2_000_000])
def test_of_a_long_line_little_is_looked_at(column: int, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = 0
    columns = problem_formats._columns  # noqa: SLF001

    def counted(text: str) -> int:
        nonlocal looked_at
        looked_at += len(text)
        return columns(text)

    monkeypatch.setattr(problem_formats, "_columns", counted)
    quoted = problem_formats._quoted("中a" * 500_000, Mark(1, column), "red")  # noqa: SLF001
    assert len(quoted[0]) < 120
    assert looked_at < 500


@pytest.mark.parametrize("kind", ["link", "beside", "circle", "pipe", "folder", "long"])
def test_only_a_file_of_the_reports_is_quoted(kind: str, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("机密\n", "utf-8")
    reports = tmp_path / "project/reports"
    reports.mkdir(parents=True)
    (reports.parent / ".env").write_text("机密\n", "utf-8")
    path = reports / "2021.md"
    make: dict[str, Callable[[], object]] = {
        "link": lambda: path.symlink_to(tmp_path / "secret.txt"),
        "beside": lambda: path.symlink_to("../.env"),
        "circle": lambda: path.symlink_to(path),
        "pipe": lambda: os.mkfifo(path),
        "folder": path.mkdir,
        "long": lambda: path.write_text("机密" * 2_000_000, "utf-8"),
    }
    make[kind]()
    problem = Problem("reports/2021.md", Mark(1, 1), "file-name", "不行")
    assert "机密" not in text_report([problem], reports.parent)
    path.rmdir() if kind == "folder" else path.unlink()
    path.write_text("公开\n", "utf-8")
    assert "    1 | 公开\n" in text_report([problem], reports.parent)
    (reports.parent / "more").symlink_to("reports")
    for file in ("more/2021.md", "reports/../reports/2021.md", "/etc/hostname"):
        assert " | " not in text_report([replace(problem, file=file)], reports.parent)


# --- the command -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["text", *FORMATS])
def test_names_of_files_reach_no_terminal_as_they_are(name: str, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    (reports / "shili").mkdir(parents=True)
    organs = "shili:\n  name: 示例县人民政府\n  kind: 政府\n  contact: 电话\n"
    (reports / "organs.yml").write_text(organs, "utf-8")
    for raw in NAMES:
        folder = reports / os.fsdecode(raw)
        folder.mkdir()
        for path in (folder / "2021.md", reports / f"shili/{folder.name}.md"):
            path.write_text("x\n", "utf-8")
    done = subprocess.run(
        nianbao("check", "--reports", reports, "--format", name),
        cwd=ROOT,
        env=with_library(PYTHONIOENCODING="utf-8"),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert only_next_step(done.stderr.decode()) is (name == "text")
    lines = done.stdout.decode("utf-8").split("\n")
    if name == "github":
        lines = [line.removeprefix("::") for line in lines]
    assert all(map(is_plain, lines))
    assert done.stdout.count(b"unknown-organ") >= len(NAMES)
