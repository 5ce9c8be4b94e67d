"""Which texts need an approval: what nothing has released yet, from the day that the site sets."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from made_portal import equipment_for, publish, tools_for
from nianbao.build.workers import LocalWorkers
from nianbao.check import HouseRules, Press, check_files, read_and_check
from nianbao.problem import Problem
from nianbao.publish import NotPublishedError, Published, check
from nianbao.publish.paper.images import image_fault
from nianbao.publish.paper.typefaces import load_typefaces
from nianbao.publish.released import ledger_after
from nianbao.settings import Settings, SettingsError, read_settings
from places import ROOT
from small_portal import write_small_portal

PRESS = Press(load_typefaces(Settings(), ROOT / ".cache").drawable, image_fault)
REQUIRED = HouseRules(approved_from=date.min)
BUREAU = "reports/minzheng/2022.md"
APPROVED = "approved: {by: 甲乙丙丁局长, date: 2023-02-09}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_small_portal(tmp_path / "reports")
    return tmp_path


def change(project: Path, file: str, pattern: str, replacement: str) -> None:
    path = project / file
    text, count = re.subn(pattern, replacement, path.read_text("utf-8"), count=1)
    assert count == 1
    path.write_text(text, "utf-8")


def approve(project: Path, file: str, day: str) -> None:
    change(
        project, file, r"(?<=\n)published: ", f"approved: {{by: 局长, date: {day}}}\npublished: "
    )


def missing(project: Path, rules: HouseRules) -> list[str]:
    """The files that an approval is missing from, as both ways of checking say."""

    def files(problems: list[Problem]) -> list[str]:
        return [problem.file for problem in problems if problem.code == "approval-missing"]

    folder = project / "reports"
    found = files(read_and_check(folder, PRESS, rules)[1])
    _, one_by_one = check_files(folder, sorted(folder.glob("*/*.md")), PRESS, rules)
    assert files(one_by_one) == found
    return found


def made(project: Path, rules: HouseRules) -> Published:
    equipment = replace(equipment_for(project, rules), is_release=True)
    return publish(equipment, tools_for(equipment, LocalWorkers(1)))


def release(project: Path, rules: HouseRules) -> None:
    entries = made(project, rules).entries
    equipment = equipment_for(project, rules)
    checked = check(equipment, tools_for(equipment, LocalWorkers(1)))
    after = ledger_after(checked.ledger, checked.texts, checked.facts, entries)
    after.write(project / "reports")


def test_only_a_site_that_asks_for_it_requires_any(project: Path) -> None:
    assert missing(project, HouseRules()) == []
    assert len(missing(project, REQUIRED)) == 3


def test_from_a_day_on_it_is_required_of_what_readers_get_then(project: Path) -> None:
    county = "reports/shili/2022.md"
    assert missing(project, HouseRules(approved_from=date(2023, 3, 2))) == []
    assert missing(project, HouseRules(approved_from=date(2023, 3, 1))) == [county]
    assert missing(project, HouseRules(approved_from=date(2023, 2, 10))) == [BUREAU, county]
    # Of an unknown day only the year after the report's can be taken.
    change(project, BUREAU, "published: .*", "published: ~")
    assert missing(project, HouseRules(approved_from=date(2023, 12, 31))) == [BUREAU]
    assert missing(project, HouseRules(approved_from=date(2024, 1, 1))) == []


def test_a_release_without_approval_is_refused_with_file_and_line(project: Path) -> None:
    with pytest.raises(NotPublishedError) as caught:
        made(project, REQUIRED)
    assert f"{BUREAU}:3:12: error[approval-missing]" in str(caught.value)
    assert "approved: {by: 职务, date: 2023-01-15}" in str(caught.value)


def test_what_was_released_before_needs_none_and_its_correction_one_of_its_own(
    project: Path,
) -> None:
    release(project, HouseRules())
    made(project, REQUIRED)
    kept = project / BUREAU.replace(".md", ".v1.md")
    shutil.copy(project / BUREAU, kept)
    entry = "corrections: [{date: 2023-05-04, what: 主动公开.行政许可, why: 漏计}]\n"
    change(project, BUREAU, "year: 2022\n", f"year: 2022\n{entry}")
    change(project, BUREAU, "行政许可: 50", "行政许可: 51")
    assert missing(project, REQUIRED) == [BUREAU]
    # That of the text before is none of this text.
    approve(project, BUREAU, "2023-02-10")
    with pytest.raises(NotPublishedError, match="批准的是更正以前的文本"):
        made(project, REQUIRED)
    change(project, BUREAU, "date: 2023-02-10", "date: 2023-05-03")
    release(project, REQUIRED)
    # The second correction again, although the first was approved.
    shutil.copy(project / BUREAU, project / BUREAU.replace(".md", ".v2.md"))
    again = "corrections: [{date: 2023-06-01, what: 主动公开.行政许可, why: 又漏计}, "
    change(project, BUREAU, r"corrections: \[", again.replace("[", "[", 1))
    change(project, BUREAU, r"\{date: 2023-06-01(.*?)\}, (\{.*?\})\]", r"\2, {date: 2023-06-01\1}]")
    change(project, BUREAU, "行政许可: 51", "行政许可: 52")
    with pytest.raises(NotPublishedError, match="早于最近一次更正的日期 2023-06-01"):
        made(project, REQUIRED)
    change(project, BUREAU, "date: 2023-05-03", "date: 2023-06-02")
    made(project, REQUIRED)


def test_approving_what_was_released_is_no_change(project: Path) -> None:
    release(project, HouseRules())
    approve(project, BUREAU, "2023-02-09")
    made(project, REQUIRED)


def test_a_draft_needs_none_and_is_in_nobodys_way(project: Path) -> None:
    for file in sorted((project / "reports").glob("*/*.md")):
        change(project, file.relative_to(project).as_posix(), "published: .*\n", "")
    change(project, BUREAU, "year: 2022\n", "year: 2022\napproved: {by: 局长, date: 2099-01-01}\n")
    equipment = replace(equipment_for(project, REQUIRED), is_release=True, today=date(2023, 1, 1))
    publish(equipment, tools_for(equipment, LocalWorkers(1)))


@pytest.mark.parametrize(
    ("written", "start"),
    [
        ("{}", None),
        ("approval: ~", None),
        ("approval: required", date.min),
        ("approval: 2026-01-01", date(2026, 1, 1)),
    ],
)
def test_the_setting(written: str, start: date | None) -> None:
    assert read_settings(yaml.safe_load(written), ROOT).rules.approved_from == start


@pytest.mark.parametrize(
    "written", ["yes", "true", "'2026-01-01'", "2026-01-01 10:30:00", "[required]", "2026", "必须"]
)
def test_another_setting_is_refused(written: str) -> None:
    with pytest.raises(SettingsError, match=r"^extra\.nianbao\.approval：应为 required，或者"):
        read_settings(yaml.safe_load(f"approval: {written}"), ROOT)


def test_nothing_that_is_published_has_it(project: Path) -> None:
    """With it and without it, every file of a site is the same, to the byte."""
    change(project, BUREAU, "year: 2022\n", f"year: 2022\n{APPROVED}")
    with_it = made(project, HouseRules()).entries
    files = [equipment_for(project).store.path(entry.sha256).read_bytes() for entry in with_it]
    assert len(files) > 20
    assert [each for each in files if "甲乙丙丁".encode() in each] == []
    change(project, BUREAU, APPROVED, "")
    assert made(project, HouseRules()).entries == with_it


@pytest.mark.parametrize("by", ["待填", "待写", "' '"])
def test_what_a_new_report_says_in_its_place_is_no_approval(project: Path, by: str) -> None:
    """The words that stand for what is still to be filled in."""
    entry = f"approved: {{by: {by}, date: 2023-02-09}}\npublished: "
    change(project, BUREAU, r"(?<=\n)published: ", entry)
    found = read_and_check(project / "reports", PRESS, REQUIRED)[1]
    assert "unfilled" in {problem.code for problem in found if problem.file == BUREAU}
