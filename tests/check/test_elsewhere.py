"""Reports that say what another says: which two are held against each other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from invented import body
from nianbao.check import HouseRules, Press, check_files, read_and_check
from nianbao.form import forms
from nianbao.problem import Problem, Severity
from reading import FRONT_2021

PRESS = Press(frozenset(map(chr, range(0x20, 0xFFFF))), lambda _: "")
CODE = "repeated-elsewhere"
LONG = (
    "群众办事需要的条件、标准、材料和结果写得不够细，更新也不够及时，已经逐项列出，按月补充并公布。"
)

OTHER = (
    "依托公开栏公布收费项目、收费标准和投诉电话，家长可以当场查询，有疑问的由负责人三日内书面答复。"
)
STALE = ("stale-acknowledgement", "stale-discrepancy")

ORGANS = """
jia: {name: 示例县甲局, kind: 部门}
yi: {name: 示例县乙局, kind: 部门}
jiu: {name: 示例县旧局, kind: 部门, to: 2021, successor: xin}
xin: {name: 示例县新局, kind: 部门, from: 2022}
"""


def write(root: Path, place: str, prose: str, more: str = "", licences: int = 0) -> None:
    """A report whose figures are its own if it is given no number of licences."""
    year = place.partition("/")[2]
    path = root / f"reports/{place}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    number = licences or sum(map(ord, place))
    front = FRONT_2021.replace("year: 2021", f"year: {year}\n{more}").replace("13323", str(number))
    front = front.replace("published: 2022", f"published: {int(year) + 1}")
    path.write_text(front + body(forms()["2021"], {1: prose, 5: f"{place}报送不及时。"}), "utf-8")
    (root / "reports/organs.yml").write_text(ORGANS, "utf-8")


def found(root: Path, rules: HouseRules | None = None) -> list[Problem]:
    _, problems = read_and_check(root / "reports", PRESS, rules or HouseRules())
    return [p for p in problems if p.code in (CODE, *STALE)]


def said(root: Path) -> list[tuple[str, str]]:
    """The files, and whose report is named."""
    return [(p.file[8:-3], p.message.partition("与")[2][:12]) for p in found(root)]


def test_another_organ_of_the_year(tmp_path: Path) -> None:
    write(tmp_path, "jia/2021", LONG)
    write(tmp_path, "yi/2021", LONG)
    assert said(tmp_path) == [("jia/2021", "“示例县乙局”2021 "), ("yi/2021", "“示例县甲局”2021 ")]
    write(tmp_path, "yi/2021", OTHER)
    assert said(tmp_path) == []


def test_another_organ_of_another_year_is_not_looked_at(tmp_path: Path) -> None:
    write(tmp_path, "jia/2021", LONG)
    write(tmp_path, "yi/2022", LONG)
    assert said(tmp_path) == []


def test_to_change_the_name_and_the_year_is_to_copy(tmp_path: Path) -> None:
    write(tmp_path, "jia/2021", f"2021年，示例县甲局{LONG}")
    write(tmp_path, "yi/2021", f"2020年，示例县乙局{LONG}")
    assert len(said(tmp_path)) == 2


@pytest.mark.parametrize(("own", "is_same"), [(OTHER[:-6], True), (OTHER * 2, False)])
def test_half_of_a_section(own: str, *, is_same: bool, tmp_path: Path) -> None:
    write(tmp_path, "jia/2021", f"{LONG}\n\n{own}")
    write(tmp_path, "yi/2021", f"{LONG}\n\n{'乙局的内容由自己写成，与别的机关都不一样。' * 6}")
    assert [file for file, _ in said(tmp_path)] == ["jia/2021"] * is_same


def test_short_paragraphs_are_alike_by_nature(tmp_path: Path) -> None:
    for slug in ("jia", "yi"):
        write(tmp_path, f"{slug}/2021", "全年按照要求公开信息。\n\n没有收到政府信息公开申请。")
    assert said(tmp_path) == []


def test_an_older_year_than_the_last(tmp_path: Path) -> None:
    write(tmp_path, "jia/2021", LONG)
    write(tmp_path, "jia/2022", OTHER)
    write(tmp_path, "jia/2023", LONG)
    assert said(tmp_path) == [("jia/2023", "“示例县甲局”2021 ")]
    # What is the same every year is what repeated-text says.
    write(tmp_path, "jia/2022", LONG)
    assert said(tmp_path) == []


def test_an_older_year_under_a_former_name(tmp_path: Path) -> None:
    write(tmp_path, "jiu/2021", LONG)
    write(tmp_path, "xin/2022", OTHER)
    write(tmp_path, "xin/2023", LONG)
    assert said(tmp_path) == [("xin/2023", "“示例县旧局”2021 ")]


def test_figures(tmp_path: Path) -> None:
    write(tmp_path, "jia/2021", "甲局的内容。", licences=13323)
    write(tmp_path, "yi/2021", "乙局的内容。", licences=13323)
    assert [p.message[:8] for p in found(tmp_path)] == ["全部数字都与“示"] * 2
    write(tmp_path, "yi/2021", "乙局的内容。", licences=13324)
    assert said(tmp_path) == []


def test_what_is_acknowledged(tmp_path: Path) -> None:
    entry = f"acknowledged: [{{code: {CODE}, reason: 两局合署办公}}]"
    write(tmp_path, "jia/2021", LONG, entry)
    write(tmp_path, "yi/2021", LONG)
    severities = {p.file[8:-3]: (p.severity, p.reason) for p in found(tmp_path)}
    assert severities == {
        "jia/2021": (Severity.NOTICE, "两局合署办公"),
        "yi/2021": (Severity.WARNING, ""),
    }
    # A check of the one file knows nothing of the other: it says neither that nor stale.
    path = tmp_path / "reports/jia/2021.md"
    _, problems = check_files(tmp_path / "reports", [path], PRESS, HouseRules())
    assert not [p for p in problems if p.code in (CODE, *STALE)]
    write(tmp_path, "yi/2021", OTHER)
    assert [p.code for p in found(tmp_path)] == ["stale-acknowledgement"]


def test_what_cannot_be_explained_yet(tmp_path: Path) -> None:
    entry = f"discrepancies: [{{code: {CODE}, reason: 原文如此}}]"
    write(tmp_path, "jia/2021", LONG, entry)
    write(tmp_path, "yi/2021", LONG)
    assert [p.reason for p in found(tmp_path)] == ["原文如此", ""]
    path = tmp_path / "reports/jia/2021.md"
    path.write_text(path.read_text("utf-8").replace("published: 2022-01-20\n", ""), "utf-8")
    _, problems = read_and_check(tmp_path / "reports", PRESS, HouseRules())
    codes = [p.code for p in problems if p.file.startswith("reports/jia")]
    assert codes.count("discrepancy-unpublished") == 1


def test_a_site_may_leave_it_out(tmp_path: Path) -> None:
    write(tmp_path, "jia/2021", LONG)
    write(tmp_path, "yi/2021", LONG)
    assert found(tmp_path, replace(HouseRules(), severities={CODE: None})) == []
