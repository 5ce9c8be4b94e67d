"""Whatever a file holds, reading it ends in a report or in problems with a place."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest
from campaigns import LONG
from made_portal import read_folder
from nianbao.check import HouseRules, Press, check_files, check_report, read_and_check
from nianbao.check.settling import settle
from nianbao.problem import Problem, Problems
from nianbao.source import Report
from nianbao.source.organs import read_organs
from places import DATA, ROOT
from reading import FRONT_2014, FRONT_2019, FRONT_2021, FRONT_LOCAL, ORGAN, read_report

ROUNDS = 100_000 if LONG else 800
PRESS = Press(frozenset(map(chr, range(0x110000))), lambda _file: "")
REAL = (ROOT / "reports/minquan/2021.md").read_text("utf-8")
FRONTS = (FRONT_2021, FRONT_2019, FRONT_2014, FRONT_LOCAL)
ENTRIES = """discrepancies:
  - {code: sum-row, address: 依申请公开.本年新收, reason: 公布时误填}
  - {code: section-empty, reason: 公布时遗漏}
acknowledged:
  - {code: leap, address: 主动公开, reason: 简政放权}
主动公开:
"""
PROSE = """
全年新收政府信息公开申请{{ 依申请公开.本年新收.总计 }}件，结转下年度继续办理2件，答复５件。

- 统计期限2021年1月1日至12月31日，手机１３８００１３８０００，号11010519491231002X。

> 未发生行政复议。{{ 主动公开 › 行政许可 }} 6222 0212 0000 0000 005 （文字描述）
"""
SEEDS = [
    REAL,
    *(front + REAL.split("---\n")[2] for front in FRONTS),
    REAL.replace("主动公开:\n", ENTRIES) + PROSE,
]
ORGANS = [
    (ROOT / "reports/organs.yml").read_text("utf-8"),
    "a:\n  name: 示例县人民政府\n  kind: 政府\nb:\n  name: 示例局\n  kind: 部门\n  parent: a\n",
]
PIECES = [
    *(
        "---\n",
        "&a ",
        "*a",
        "!!int ",
        "<<: ",
        "? ",
        "| ",
        "> ",
        "[",
        "]",
        "{",
        "}",
        ": ",
        "：",
        ",",
    ),
    *("{{ ", " }}", "{{", "{{ 主动公开.行政许可 }}", "2020年", "《", "【", "×× ", "１３８"),
    *("0", "012", "1_000", "1,234", "-", "~", "null", "１", "9" * 30, "0x1f", ".inf", "1e9"),
    *("\t", "\r", "\x00", "\x0b", "\u2028", "\ufeff", "\ud7ff", "😀", "\ue000", " " * 40),
    *("# ", "## ", "####### ", "```\n", "> " * 30, "- " * 20, "| a |\n|---|\n", "![](", "](x.md)"),
    *(
        "<script>",
        "<!--",
        "&nbsp;",
        "&#0;",
        "[a]: http://[",
        "](http://[::1)",
        "](../../x)",
        "](%00)",
    ),
]


def mutated(random: Random, seeds: list[str]) -> bytes:
    """A text with a few things done to it: pieces put in, lines moved, bytes changed."""
    text = random.choice(seeds)
    for _ in range(random.randint(1, 4)):
        place = random.randrange(len(text) or 1)
        match random.randrange(5):
            case 0:
                text = text[:place] + random.choice(PIECES) + text[place:]
            case 1:
                text = text[:place] + text[place + random.randint(1, 60) :]
            case 2:
                lines = text.split("\n")
                lines.insert(random.randrange(len(lines)), random.choice(lines))
                text = "\n".join(lines)
            case 3:
                lines = text.split("\n")
                line = random.randrange(len(lines))
                lines[line] = " " * random.randint(0, 5) + lines[line].lstrip()
                text = "\n".join(lines)
            case _:
                text = text[:place] + chr(random.randrange(0x20, 0xD800)) + text[place + 1 :]
    content = bytearray(text.encode())
    if random.random() < 0.1:
        content[random.randrange(len(content))] = random.randrange(256)
    return bytes(content)


def assert_placed(problems: list[Problem], content: bytes) -> None:
    """Every problem says where it is, inside the file, and what to do."""
    text = content.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    for problem in problems:
        assert problem.message
        assert problem.advice, problem
        assert 1 <= problem.mark.line <= text.count("\n") + 2, problem
        assert problem.mark.column >= 1


@pytest.mark.slow("a campaign")
@pytest.mark.parametrize("seed", range(4))
def test_no_report_is_a_traceback(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    path = tmp_path / "reports/shili/2021.md"
    path.parent.mkdir(parents=True)
    rejected = 0
    before: Report | None = None
    for _ in range(ROUNDS // 4):
        content = mutated(random, SEEDS)
        path.write_bytes(content)
        try:
            report, problems = read_report(path, ORGAN, path.name)
            if report is not None:
                problems += check_report(report, PRESS, HouseRules(), before)
                problems = settle(problems, [report.answers], {})
                before = report
        except Exception as error:
            raise AssertionError(content.decode("utf-8", "replace")) from error
        assert report is not None or problems
        assert_placed(problems, content)
        rejected += bool(problems)
    assert rejected > ROUNDS // 8, "most mutations should be noticed"


@pytest.mark.slow("a campaign")
def test_no_organs_file_is_a_traceback(tmp_path: Path) -> None:
    random = Random(0)
    path = tmp_path / "organs.yml"
    for _ in range(ROUNDS // 4):
        content = mutated(random, ORGANS)
        path.write_bytes(content)
        problems = Problems(path.name)
        try:
            read_organs(path, problems)
        except Exception as error:
            raise AssertionError(content.decode("utf-8", "replace")) from error
        assert_placed(problems.found, content)


def test_what_is_no_file_is_a_problem(tmp_path: Path) -> None:
    folder = tmp_path / "2021.md"
    folder.mkdir()
    report, (problem,) = read_report(folder, ORGAN, folder.name)
    assert report is None
    assert problem.code == "file-unreadable"


FOLDERS = (
    *("sum-organs", "carry-over", "no-problem-reform", "no-problem-absorbed", "last-year-items"),
    *("acknowledged", "organ-acknowledged", "no-problem-2020-to-2021", "repeated-text"),
)


@pytest.mark.slow("a campaign")
def test_no_folder_is_a_traceback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nianbao.publish.reading.press_for", lambda *_: PRESS)
    random = Random(5)
    folder = tmp_path / "reports"
    for _ in range(ROUNDS // 20):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(DATA / "problems" / random.choice(FOLDERS) / "reports", folder)
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        for path in random.sample(files, random.randint(1, 2)):
            path.write_bytes(mutated(random, [path.read_text("utf-8")]))
        told = list(read_folder(folder, tmp_path).problems)
        assert told == read_and_check(folder, PRESS, HouseRules())[1]
        chosen = random.choice(files)
        _, alone = check_files(folder, [chosen], PRESS, HouseRules())
        name = chosen.relative_to(tmp_path).as_posix()
        # Where a report could not be looked for, the list of organs says why.
        files_told = {problem.file for problem in alone} - {f"{folder.name}/organs.yml"}
        assert files_told <= {name}
        # What only all reports together show, nobody can say of one.
        together = ("repeated-elsewhere", "published-without-time")
        own = [p for p in told if p.file == name and p.code not in together]
        assert [p for p in alone if p.file == name] == own
