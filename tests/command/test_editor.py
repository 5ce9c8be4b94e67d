"""What a site brings for Visual Studio Code: tasks whose output it reads, snippets that hold."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from new_sites import NewSite
from nianbao.check import HouseRules, Press, read_and_check
from nianbao.command import COMMANDS
from nianbao.problem import Problem, Severity
from nianbao.publish.paper.images import image_fault
from nianbao.publish.paper.typefaces import load_typefaces
from nianbao.settings import Settings
from places import DATA, ROOT
from previewing import Preview, small_project

OWN = ROOT / ".vscode"
OF_SITES = ROOT / "hooks/nianbao/command/new_site/dot-vscode"
TASKS = json.loads((OF_SITES / "tasks.json").read_text("utf-8"))
BY_LABEL: Mapping[str, Any] = {task["label"]: task for task in TASKS["tasks"]}
SNIPPETS: Mapping[str, Any] = json.loads((OF_SITES / "nianbao.code-snippets").read_text("utf-8"))
PRESS = Press(load_typefaces(Settings(), ROOT / ".cache").drawable, image_fault)
TODAY = date(2022, 4, 1)


def severity_in_editor(matcher: Mapping[str, Any], said: str) -> str:
    """The severity that the editor takes (microsoft/vscode, problemMatcher.ts, getSeverity).

    What it does not know itself has that of the matcher.
    """
    known = {"error": "error", "warning": "warning", "warn": "warning", "info": "info"}
    known |= {"hint": "info", "note": "info"}
    return known.get(said.lower()) or matcher["severity"]


def found_by(matcher: Mapping[str, Any], output: str) -> list[dict[str, str]]:
    """The problems that the editor finds in the output of a task."""
    pattern = matcher["pattern"]
    parts = ("file", "line", "column", "severity", "code", "message")
    matches = (re.match(pattern["regexp"], line) for line in output.splitlines())
    return [{part: match[pattern[part]] for part in parts} for match in matches if match]


# ---- tasks -----------------------------------------------------------------------------------


def test_the_repository_has_the_same_as_a_new_site() -> None:
    names = {path.name for path in OF_SITES.iterdir()}
    assert {path.name for path in OWN.iterdir()} == names
    for name in names:
        text = (OF_SITES / name).read_text("utf-8")
        text = text.replace('"run.py"', '"scripts/run.py"').replace("./program/", "./docs/")
        assert (OWN / name).read_text("utf-8") == text


@pytest.mark.parametrize("label", BY_LABEL)
def test_a_task_is_a_command_that_is_there_before_anything_is_installed(label: str) -> None:
    task = BY_LABEL[label]
    script, word, *rest = task["args"]
    assert script == "run.py"
    assert word in COMMANDS
    # Without a shell: what somebody types at a question is data.
    assert task["type"] == "process"
    asked = {f"${{input:{each['id']}}}" for each in TASKS["inputs"]}
    assert set(rest) <= asked
    assert (task["command"], task["windows"]["command"]) == ("python3", "py")


@pytest.mark.slow("makes a site")
def test_problems_are_found_in_what_the_task_prints_in_a_new_site(
    new_site: Callable[[], NewSite],
) -> None:
    site = new_site()
    reports = site.folder / "reports"
    matcher = BY_LABEL["核对报告"]["problemMatcher"]
    kinds: set[str] = set()
    for case in ("sum-row", "published-late"):
        shutil.rmtree(reports)
        shutil.copytree(DATA / f"problems/{case}/reports", reports)
        told = json.loads(site.run("check", "--format", "json").stdout)
        found = found_by(matcher, site.run(*BY_LABEL["核对报告"]["args"][1:]).stdout)
        assert [(each["file"], each["line"], each["column"], each["code"]) for each in found] == [
            (each["file"], str(each["line"]), str(each["column"]), each["code"]) for each in told
        ]
        kinds |= {f"{e['severity']}: {severity_in_editor(matcher, e['severity'])}" for e in found}
        assert all((site.folder / each["file"]).is_file() for each in found)
    assert kinds >= {"error: error", "warning: warning", "notice: info"}


def test_every_line_that_the_corpus_has_is_understood() -> None:
    pattern = BY_LABEL["核对报告"]["problemMatcher"]["pattern"]
    for case in sorted((DATA / "problems").iterdir()):
        for line in (case / "expected.txt").read_text("utf-8").splitlines():
            match = re.match(pattern["regexp"], line)
            assert line.startswith("    ") or (match and match[pattern["line"]].isdecimal())


@pytest.mark.parametrize(
    "file", ["reports/a b/2021.md", r"C:\年报 网站\reports\shili\2021.md", r"\\fuwuqi\nb\2021.md"]
)
def test_paths_of_every_system_are_understood(file: str) -> None:
    line = f"{file}:12:3: notice[leap] 主动公开 › 行政许可: 2020 年为 1:2:3，本年填 9"
    (found,) = found_by(BY_LABEL["核对报告"]["problemMatcher"], line)
    assert found["file"] == file
    assert (found["line"], found["column"], found["code"]) == ("12", "3", "leap")


@pytest.mark.slow("a whole site, in a process of its own")
def test_the_editor_sees_when_the_preview_is_there(tmp_path: Path) -> None:
    background = BY_LABEL["预览"]["problemMatcher"]["background"]
    assert BY_LABEL["预览"]["isBackground"]
    with Preview(small_project(tmp_path / "project")) as preview:
        lines = list(preview.told)
    begins = [n for n, line in enumerate(lines) if re.search(background["beginsPattern"], line)]
    ends = [n for n, line in enumerate(lines) if re.search(background["endsPattern"], line)]
    assert len(begins) == len(ends) == 1
    assert begins < ends


@pytest.mark.slow("makes a site")
def test_the_task_for_a_new_report_asks_for_organ_and_year(
    new_site: Callable[[], NewSite],
) -> None:
    site = new_site()
    organs = site.folder / "reports/organs.yml"
    organs.write_text(
        f"{organs.read_text('utf-8')}\nshili:\n  name: 示例县人民政府\n  kind: 政府\n", "utf-8"
    )
    typed = {"${input:organ}": "shili", "${input:year}": "2022"}
    assert {f"${{input:{each['id']}}}" for each in TASKS["inputs"]} == set(typed)
    _, word, *rest = BY_LABEL["新建报告"]["args"]
    assert site.run(word, *(typed[each] for each in rest)).returncode == 0
    assert (site.folder / "reports/shili/2022.md").is_file()


@pytest.mark.slow("makes a site")
def test_schemas_that_the_settings_name_are_there(new_site: Callable[[], NewSite]) -> None:
    site = new_site()
    for folder in (site.folder, ROOT):
        settings = json.loads((folder / ".vscode/settings.json").read_text("utf-8"))
        named = settings["yaml.schemas"]
        assert named
        assert all((folder / schema).is_file() for schema in named)


# ---- snippets --------------------------------------------------------------------------------


def expanded(name: str) -> str:
    """A snippet as it stands when nobody has typed anything into it."""
    body = SNIPPETS[name]["body"]
    text = "\n".join(body) if isinstance(body, list) else body
    for variable, value in (("YEAR", "2022"), ("MONTH", "03"), ("DATE", "30")):
        text = text.replace(f"$CURRENT_{variable}", value)
    text = re.sub(r"\$\{\d+:([^{}]*)\}", r"\1", text)
    return text.replace("$0", "")


def base() -> str:
    return (DATA / "problems/no-problem/reports/shili/2021.md").read_text("utf-8")


def in_front(text: str, lines: str) -> str:
    """A report with lines below its year."""
    assert text.count("\nyear: 2021\n") == 1
    return text.replace("\nyear: 2021\n", f"\nyear: 2021\n{lines}\n")


def changed(text: str, part: str, other: str) -> str:
    assert text.count(part) >= 1, part
    return text.replace(part, other, 1)


def with_note(folder: Path, snippet: str) -> None:
    report(folder, changed(base(), "行政许可: 120", f"行政许可: {snippet}"))


def with_reference(folder: Path, snippet: str) -> None:
    report(folder, changed(base(), "部分乡镇", f"新收申请{snippet}件。部分乡镇"))


def with_file(folder: Path, snippet: str) -> None:
    shutil.copy(DATA / "problems/link-addresses/reports/shili/v1/a.pdf", folder / "shili/附件.pdf")
    report(folder, changed(base(), "部分乡镇", f"见{snippet}。部分乡镇"))


def approved(folder: Path, snippet: str) -> None:
    report(folder, in_front(changed(base(), "2022-01-20", "2022-03-30"), snippet))


def explained(folder: Path, snippet: str) -> None:
    wrong = changed(base(), "本年新收: [5, 2, 0, 0, 0, 0, 7]", "本年新收: [5, 2, 0, 0, 0, 0, 8]")
    # The column of totals is wrong by it, too.
    both = f"{snippet}\n  - {{code: balance, address: 依申请公开.总计, reason: 公布时漏加一件}}"
    report(folder, in_front(wrong, both))


def acknowledged(folder: Path, snippet: str) -> None:
    report(folder, in_front(changed(base(), "2022-01-20", "2022-04-01"), snippet))


def corrected(folder: Path, snippet: str) -> None:
    (folder / "shili/2021.v1.md").write_text(base(), "utf-8")
    report(folder, in_front(changed(base(), "行政许可: 120", "行政许可: 121"), snippet))


def withdrawn(folder: Path, snippet: str) -> None:
    report(folder, in_front(base(), snippet))


def with_local_table(folder: Path, snippet: str) -> None:
    text = (DATA / "problems/no-problem-local/reports/shili/2009.md").read_text("utf-8")
    front = f"---\nyear: 2009\npublished: 2010-03-20\n{snippet}---\n"
    _, _, prose = text.partition("\n---\n")
    (folder / "shili/2009.md").write_text(front + prose, "utf-8")


def report(folder: Path, text: str) -> None:
    (folder / "shili/2021.md").write_text(text, "utf-8")


USES: Mapping[str, Callable[[Path, str], None]] = {
    "带注的一格": with_note,
    "正文引用表中的数": with_reference,
    "附件链接": with_file,
    "批准发布": approved,
    "数据说明": explained,
    "确认": acknowledged,
    "更正": corrected,
    "撤回": withdrawn,
    "自定的表": with_local_table,
}


def checked(folder: Path, rules: HouseRules) -> Sequence[Problem]:
    return read_and_check(folder, PRESS, rules, today=TODAY)[1]


def test_every_snippet_is_used_here() -> None:
    assert USES.keys() == SNIPPETS.keys()
    prefixes = [prefix for each in SNIPPETS.values() for prefix in each["prefix"]]
    assert len(prefixes) == len(set(prefixes))


def test_the_handbook_names_every_task_and_snippet() -> None:
    chapter = (ROOT / "docs/help/writing.md").read_text("utf-8").partition("{#editor}")[2]
    assert set(re.findall(r"`(nb-\w+)`", chapter)) == {
        prefix for each in SNIPPETS.values() for prefix in each["prefix"] if prefix.isascii()
    }
    assert [label for label in BY_LABEL if f"| {label} |" not in chapter] == []


@pytest.mark.parametrize("name", USES)
def test_a_snippet_as_it_comes_is_accepted(name: str, tmp_path: Path) -> None:
    """Nothing is said of it: neither is it wrong, nor does it answer what is not there."""
    folder = tmp_path / "reports"
    (folder / "shili").mkdir(parents=True)
    shutil.copy(DATA / "problems/no-problem/reports/organs.yml", folder)
    rules = HouseRules(
        severities={"published-without-time": None},
        approved_from=TODAY.replace(year=2000) if name == "批准发布" else None,
    )
    snippet = expanded(name)
    assert "$" not in snippet
    USES[name](folder, snippet)
    problems = checked(folder, rules)
    assert [str(each) for each in problems if each.severity is not Severity.NOTICE] == []
    # What the front matter answers is still told, with the answer.
    answers = {"数据说明": "公布时如此，照原样发布", "确认": "核对过，确实如此"}
    if name in answers:
        assert answers[name] in [each.reason for each in problems]


@pytest.mark.parametrize("name", ["批准发布", "数据说明", "确认", "更正"])
def test_without_the_snippet_something_is_said(name: str, tmp_path: Path) -> None:
    """So that the test above is about the snippet."""
    folder = tmp_path / "reports"
    (folder / "shili").mkdir(parents=True)
    shutil.copy(DATA / "problems/no-problem/reports/organs.yml", folder)
    rules = HouseRules(
        severities={"published-without-time": None},
        approved_from=TODAY.replace(year=2000) if name == "批准发布" else None,
    )
    USES[name](folder, expanded(name))
    path = folder / "shili/2021.md"
    text = path.read_text("utf-8")
    start = text.index("year: 2021\n") + len("year: 2021\n")
    end = text.index("published:")
    path.write_text(text[:start] + text[end:], "utf-8")
    assert [each for each in checked(folder, rules) if each.severity is not Severity.NOTICE] != []
