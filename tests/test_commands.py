"""The commands webmasters type."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commands import nianbao, only_next_step, run_in, with_library
from nianbao.console import make_legible
from places import DATA, ROOT
from site_building import tree

pytestmark = pytest.mark.slow("every test starts the program")


def check(*arguments: str, encoding: str = "utf-8") -> subprocess.CompletedProcess[str]:
    if encoding == "utf-8":
        return run_in(ROOT, "check", *arguments)
    return subprocess.run(
        nianbao("check", *arguments),
        cwd=ROOT,
        env=with_library(PYTHONIOENCODING=encoding, PYTHONUTF8="0"),
        capture_output=True,
        encoding=encoding,
        check=False,
    )


def test_the_projects_own_reports_have_no_errors() -> None:
    done = check()
    assert done.returncode == 0
    assert done.stdout == "核对了 1 份报告：错误 0 处，警告 0 处，提示 0 处。\n"


def test_problems_are_printed_by_file_with_their_lines() -> None:
    done = check("--reports", str(DATA / "problems/sum-row/reports"))
    assert done.returncode == 1
    assert only_next_step(done.stderr)
    assert done.stdout == (DATA / "check-output/sum-row.txt").read_text("utf-8")


@pytest.mark.parametrize("command", ["check", "import"])
def test_a_wrong_setting_is_told_before_anything_is_done(project: Path, command: str) -> None:
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("severities: {}", "severities: {sum-row: 大}"), "utf-8")
    assert config.read_text("utf-8") != text
    before = tree(project / "reports")
    report = DATA / "intake/txt-pasted/source.txt"
    done = subprocess.run(
        nianbao(command, *([report] if command == "import" else [])),
        cwd=project,
        capture_output=True,
        encoding="utf-8",
        env=with_library(project),
        check=False,
    )
    assert done.returncode == 2
    assert re.search("mkdocs.yml:[0-9]+：extra.nianbao.severities.sum-row：", done.stderr)
    assert "sum-row" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(project / "reports") == before


@pytest.mark.parametrize("is_alone", [True, False])
def test_a_day_that_is_still_to_come_is_told(tmp_path: Path, is_alone: bool) -> None:  # noqa: FBT001
    reports = tmp_path / "reports"
    shutil.copytree(DATA / "problems/published-future/reports", reports)
    report = reports / "shili/2021.md"
    text = report.read_text("utf-8")
    report.write_text(text.replace("published: 2031-", "published: 2098-"), "utf-8")
    done = check(*([str(report)] if is_alone else []), "--reports", str(reports))
    assert "reports/shili/2021.md:3:12: error[published-future]" in done.stdout


def test_an_earlier_text_is_checked_by_itself() -> None:
    reports = DATA / "problems/correction-of-problems/reports"
    done = check("--reports", str(reports), str(reports / "shili/2021.v1.md"))
    assert done.returncode == 1
    assert "reports/shili/2021.v1.md:20:28: notice[sum-row]" in done.stdout
    assert "reports/shili/2021.md" not in done.stdout
    assert done.stdout.splitlines()[-1].startswith("核对了 1 份报告：错误 4 处")


def test_a_caret_stands_under_the_place() -> None:
    done = check("--reports", str(DATA / "problems/prose-figure/reports"))
    lines = done.stdout.splitlines()
    place = next(number for number, line in enumerate(lines) if ":39:28:" in line)
    quoted, caret = lines[place + 1 : place + 3]
    before = quoted[: quoted.index("办结")]
    width = sum(2 if ord(character) > 0x2E80 else 1 for character in before)
    assert caret.index("^") == width


def test_lines_too_long_for_a_terminal_are_cut_around_the_place(tmp_path: Path) -> None:
    shutil.copytree(DATA / "problems/personal-mobile/reports", tmp_path / "reports")
    report = tmp_path / "reports/shili/2021.md"
    text = report.read_text("utf-8")
    report.write_text(text.replace("联系人手机", "甲" * 500 + "联系人手机"), "utf-8")
    done = check("--reports", str(tmp_path / "reports"))
    quoted = next(line for line in done.stdout.splitlines() if "联系人手机" in line)
    assert "…" in quoted
    assert len(quoted) < 120


@pytest.mark.skipif(not shutil.which("script"), reason="no script(1), which makes a terminal")
def test_colours_only_on_a_terminal_that_wants_them() -> None:
    arguments = nianbao("check", "--reports", DATA / "problems/sum-row/reports")
    on_terminal = ["script", "-qec", shlex.join(arguments), "/dev/null"]
    for command, environment, is_coloured in (
        (arguments, {}, False),
        (on_terminal, {}, True),
        (on_terminal, {"NO_COLOR": "1"}, False),
    ):
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=with_library(TERM="xterm", **environment),
            capture_output=True,
            check=False,
        )
        assert (b"\x1b[31m" in done.stdout) is is_coloured


def test_json_has_nine_keys_for_every_problem() -> None:
    folder = DATA / "problems/sum-row/reports"
    done = check("--reports", str(folder), "--format", "json")
    problems = json.loads(done.stdout)
    assert done.returncode == 1
    keys = "file line column severity code address message found expected"
    assert {" ".join(problem) for problem in problems} == {keys}
    assert {
        "file": "reports/shili/2021.md",
        "line": 17,
        "column": 30,
        "severity": "error",
        "code": "sum-row",
        "address": "依申请公开 › 本年度办理结果 › 予以公开",
        "message": "六类申请人之和为 5，总计填 6",
        "found": "6",
        "expected": "5",
    } in problems


def test_github_annotations_are_escaped() -> None:
    done = check("--reports", str(DATA / "problems/leap/reports"), "--format", "github")
    first = next(line for line in done.stdout.splitlines() if "title=leap " in line)
    assert first.startswith("::warning file=reports/shili/2022.md,line=8,col=9,title=leap ")
    assert "%0A请核对" in first
    assert done.returncode == 0


@pytest.mark.parametrize("case", ["sum-row", "discrepancy", "no-problem", "organs"])
def test_sarif_has_every_problem_with_its_rule(case: str) -> None:
    folder = str(DATA / f"problems/{case}/reports")
    log = json.loads(check("--reports", folder, "--format", "sarif").stdout)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    found = []
    for result in run["results"]:
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        level = result["level"].replace("note", "notice")
        where = (place["artifactLocation"]["uri"], region["startLine"], region["startColumn"])
        found.append((*where, level, rule["id"]))
    keys = ("file", "line", "column", "severity", "code")
    told = json.loads(check("--reports", folder, "--format", "json").stdout)
    assert found == [tuple(problem[key] for key in keys) for problem in told]


def test_sarif_names_files_by_addresses(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    shutil.copytree(DATA / "problems/sum-row/reports", folder)
    (folder / "shili").rename(folder / "示例")
    done = check("--reports", str(folder), "--format", "sarif")
    *_, result = json.loads(done.stdout)["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "reports/%E7%A4%BA%E4%BE%8B/2021.md"


def test_suppressed_results_say_why() -> None:
    done = check("--reports", str(DATA / "problems/discrepancy/reports"), "--format", "sarif")
    results = json.loads(done.stdout)["runs"][0]["results"]
    reasons = [r["suppressions"][0]["justification"] for r in results if "suppressions" in r]
    assert reasons == ["公布时总计误填为 6，应为 5", "同上"]


def test_only_lists_one_code() -> None:
    folder = str(DATA / "problems/sum-row/reports")
    done = check("--reports", folder, "--only", "sum-results", "--format", "json")
    assert [problem["code"] for problem in json.loads(done.stdout)] == ["sum-results"]
    assert done.returncode == 1
    done = check("--reports", folder, "--only", "leap")
    assert done.returncode == 0
    assert "错误 0 处" in done.stdout


@pytest.mark.parametrize("option", ["--only", "--explain"])
def test_an_unknown_code_is_wrong_usage(option: str) -> None:
    done = check(option, "sum-rwo")
    assert done.returncode == 2
    assert "没有 sum-rwo 这个代码，是不是 sum-row？" in done.stderr


def test_explain_tells_the_rule_and_its_source() -> None:
    done = check("--explain", "balance")
    assert done.returncode == 0
    assert done.stdout.startswith("### 第一项加第二项之和，不等于第三项加第四项之和\n\n`balance`，")
    assert "国办公开办函〔2021〕30号所附格式，印在表的左上角" in done.stdout


@pytest.mark.parametrize("case", ["carry-over", "sum-organs", "year-missing", "organ-acknowledged"])
def test_files_are_checked_alone_but_beside_their_neighbours(case: str, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    shutil.copytree(DATA / f"problems/{case}/reports", folder)
    told = []
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        done = check("--reports", str(folder), str(file), "--format", "json")
        told += json.loads(done.stdout)
    whole = json.loads(check("--reports", str(folder), "--format", "json").stdout)
    # That two reports are alike only all of them together show; of times one stands for all.
    together = ("repeated-elsewhere", "published-without-time")
    whole = [problem for problem in whole if problem["code"] not in together]
    assert sorted(map(str, told)) == sorted(map(str, whole))
    assert whole


def test_a_file_elsewhere_or_nowhere_is_wrong_usage() -> None:
    assert check("reports/minquan/1999.md").returncode == 2
    done = check(str(DATA / "problems/sum-row/reports/shili/2021.md"))
    assert done.returncode == 2
    assert "--reports" in done.stderr


def test_warnings_do_not_fail() -> None:
    done = check("--reports", str(DATA / "problems/published-missing/reports"))
    assert done.returncode == 0
    assert "warning[published-missing]" in done.stdout


def test_messages_print_on_a_gbk_console() -> None:
    done = check("--reports", str(DATA / "problems/missing-glyph/reports"), encoding="gbk")
    assert (done.returncode, only_next_step(done.stderr)) == (1, True)
    assert "字符“?”（U+1F600）没有字体可以显示" in done.stdout


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


def test_a_build_that_fails_says_so_in_chinese_only(project: Path) -> None:
    shutil.rmtree(project / "reports")
    shutil.copytree(DATA / "problems/sum-row/reports", project / "reports")
    done = subprocess.run(
        nianbao("site"),
        cwd=project,
        env=with_library(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    told = done.stderr.splitlines()
    assert re.match("核对了 .* 份报告：错误 2 处", told[-1])
    assert not [line for line in told if "Error" in line or "Abort" in line]


def test_who_has_read_enough_ends_it_quietly() -> None:
    """As head does after some lines: what is left to say goes nowhere, and no traceback comes."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        nianbao("check", "--explain", "sum-total"),
        env=with_library(),
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_wrong_usage_is_exit_code_2(tmp_path: Path) -> None:
    assert check("--reports", str(tmp_path / "nowhere")).returncode == 2
    assert check("--nonsense").returncode == 2


def test_a_folder_without_organs_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    done = check("--reports", str(tmp_path / "reports"))
    assert done.returncode == 1
    assert "reports/organs.yml:1:1: error[organs-missing]" in done.stdout
