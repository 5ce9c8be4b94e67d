"""The commands webmasters type."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nianbao.console import make_legible
from places import DATA, ROOT


def check(
    *arguments: str, project: Path = ROOT, encoding: str = "utf-8"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, project / "scripts/check.py", *arguments],
        env={**os.environ, "PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"},
        capture_output=True,
        encoding=encoding,
        check=False,
    )


def test_the_projects_own_reports_have_no_errors() -> None:
    done = check()
    assert done.returncode == 0
    assert done.stdout == "核对了 1 份报告：错误 0 处，警告 0 处，提示 0 处。\n"


def test_errors_are_printed_and_counted() -> None:
    done = check("--reports", str(DATA / "problems/sum-row/reports"))
    assert done.returncode == 1
    expected = (DATA / "problems/sum-row/expected.txt").read_text("utf-8")
    assert done.stdout == f"{expected}核对了 1 份报告：错误 2 处，警告 0 处，提示 0 处。\n"
    assert done.stderr == ""


def test_warnings_do_not_fail() -> None:
    done = check("--reports", str(DATA / "problems/published-missing/reports"))
    assert done.returncode == 0
    assert "warning[published-missing]" in done.stdout


def test_messages_print_on_a_gbk_console() -> None:
    done = check("--reports", str(DATA / "problems/missing-glyph/reports"), encoding="gbk")
    assert (done.returncode, done.stderr) == (1, "")
    assert "字符“?”（U+1F600 GRINNING FACE）没有字体可以显示" in done.stdout


@pytest.mark.parametrize("case", sorted(p.name for p in (DATA / "problems").iterdir()))
def test_nothing_of_a_message_is_lost_in_gbk_but_what_it_lacks(case: str) -> None:
    expected = (DATA / "problems" / case / "expected.txt").read_text("utf-8")
    console = io.TextIOWrapper(io.BytesIO(), encoding="gbk", newline="")
    make_legible(console)
    console.write(expected)
    console.flush()
    printed = console.buffer.getvalue().decode("gbk")
    for shown, meant in zip(printed, expected, strict=True):
        assert shown == meant or shown == {"›": ">", "\xa0": " "}.get(meant, "?")


def test_a_build_prints_its_problems_on_a_gbk_console(project: Path) -> None:
    shutil.rmtree(project / "reports")
    shutil.copytree(DATA / "problems/sum-row/reports", project / "reports")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=project,
        env={**os.environ, "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"},
        capture_output=True,
        encoding="gbk",
        check=False,
    )
    assert done.returncode == 1
    assert "依申请公开 > 本年度办理结果 > 予以公开: 六类申请人之和为 5，总计填 6" in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_usage_is_exit_code_2(tmp_path: Path) -> None:
    assert check("--reports", str(tmp_path / "nowhere")).returncode == 2
    assert check("--nonsense").returncode == 2


def test_a_folder_without_organs_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    done = check("--reports", str(tmp_path / "reports"))
    assert done.returncode == 1
    assert "reports/organs.yml:1:1: error[organs-missing]" in done.stdout


def test_the_editors_task_understands_every_problem() -> None:
    (task,) = json.loads((ROOT / ".vscode/tasks.json").read_text("utf-8"))["tasks"]
    assert (ROOT / task["args"][0]).is_file()
    pattern = task["problemMatcher"]["pattern"]
    done = check("--reports", str(DATA / "problems/sum-row/reports"))
    matches = [re.match(pattern["regexp"], line) for line in done.stdout.splitlines()]
    found = [match[pattern["code"]] for match in matches if match]
    assert "sum-row" in found
    expected = (DATA / "problems/sum-row/expected.txt").read_text("utf-8").splitlines()
    assert len(found) == sum(not line.startswith("    ") for line in expected)
    for case in sorted((DATA / "problems").iterdir()):
        for line in (case / "expected.txt").read_text("utf-8").splitlines():
            match = re.match(pattern["regexp"], line)
            assert line.startswith("    ") or (match and match[pattern["line"]].isdecimal())
