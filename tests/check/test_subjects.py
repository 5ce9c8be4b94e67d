"""Who did what the sentences of a report tell."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from nianbao.check.subjects import check_subjects
from nianbao.form import OrganKind, forms
from nianbao.problem import Problems
from nianbao.source import Listing, Organ, Report
from reading import invented_report

DEPARTMENT = OrganKind.DEPARTMENT
ORGANS = {
    organ.slug: organ
    for organ in (
        Organ("xian", "示例县人民政府", OrganKind.GOVERNMENT),
        Organ("shuili", "示例县水利局", DEPARTMENT, parent="xian"),
        Organ("lincao", "示例县林业和草原局", DEPARTMENT, parent="xian"),
        Organ("fagai", "示例县发展和改革委员会", DEPARTMENT, parent="xian"),
        Organ("zhen", "示例县甲镇人民政府", OrganKind.TOWNSHIP, parent="xian"),
        Organ("wujia", "示例县物价局", DEPARTMENT, parent="fagai"),
        Organ("guotu", "示例县国土资源局", DEPARTMENT, successors=("ziran",), last_year=2018),
        Organ("ziran", "示例县自然资源局", DEPARTMENT, first_year=2019),
        Organ("qu", "示例市示例区水利局", DEPARTMENT),
        Organ("tuiyi", "示例县退役军人事务局", DEPARTMENT, former_names=(("示例县优抚局", 2019),)),
    )
}
LISTING = Listing(ORGANS, "organs.yml", "", (), {})


@cache
def blank_report() -> Report:
    return invented_report(Path(mkdtemp()), forms()["2021"])


def found(slug: str, prose: str) -> list[tuple[str, str]]:
    """What is said of a report of 2021 with this prose, by code."""
    organ = ORGANS[slug]
    report = replace(blank_report(), prose=prose, prose_line=1, sections=(), organ=organ, year=2021)
    problems = Problems(report.file)
    check_subjects(report, LISTING, problems)
    return [(problem.code, problem.found) for problem in problems.found]


@pytest.mark.parametrize(
    ("slug", "prose", "name"),
    [
        ("shuili", "示例县林业局全年收到政府信息公开申请3件。", "示例县林业局"),
        ("shuili", "2021年，示例县教育局共主动公开政府信息40条。", "示例县教育局"),
        ("shuili", "按时答复。示例县乙镇人民政府2021年未收到申请。", "示例县乙镇人民政府"),
        ("zhen", "示例县林业局制定规范性文件1件。", "示例县林业局"),
        ("shuili", "我镇认真落实条例。", "我镇"),
        ("shuili", "2021年，我乡公开信息四十条。", "我乡"),
        ("zhen", "在县委领导下，我局公开信息四十条。", "我局"),
        ("fagai", "2021年，本局公开信息四十条。", "本局"),
        ("zhen", "我街道公开信息四十条。", "我街道"),
    ],
)  # fmt: skip
def test_another_organ_did_it(slug: str, prose: str, name: str) -> None:
    assert found(slug, prose) == [("other-subject", name)]


@pytest.mark.parametrize(
    ("slug", "prose"),
    [
        ("shuili", "示例县水利局全年收到政府信息公开申请3件。"),
        ("lincao", "示例县林业局全年收到政府信息公开申请3件。"),
        ("shuili", "示例市林业局公开全市信息。国家林业局制定规范性文件。"),
        ("qu", "示例市林业局公开政府信息40条。"),
        ("shuili", "示例县人民法院受理因政府信息公开申请引起的诉讼。"),
        ("shuili", "示例县人民政府办公室收到政府信息公开申请3件。"),
        ("shuili", "会同示例县林业局公布规范性文件1件。"),
        ("shuili", "示例县林业局收到我局移送的政府信息公开申请3件。"),
        ("shuili", "示例县林业局会同水利部门制定规范性文件1件。"),
        ("shuili", "示例县林业局位于县城北部，方便群众申请。"),
        ("fagai", "示例县物价局公开政府信息40条。"),
        ("xian", "示例县林业局公开政府信息40条。"),
        ("shuili", "我县公开信息四十条，我局公开三条。"),
        ("shuili", "指导我镇以外的乡镇公开信息。本乡镇、本局域网都有。"),
        ("zhen", "我镇公开信息四十条。"),
        ("shuili", "“我镇的政务公开”征文收到稿件。"),
    ],
)
def test_ordinary_subjects_say_nothing_wrong(slug: str, prose: str) -> None:
    assert found(slug, prose) == []


@pytest.mark.parametrize(
    ("slug", "prose", "name"),
    [
        ("tuiyi", "2021年，示例县优抚局认真落实条例。", "示例县优抚局"),
        ("tuiyi", "示例县优抚局全年收到政府信息公开申请3件。", "示例县优抚局"),
        ("ziran", "示例县国土资源局收到政府信息公开申请3件。", "示例县国土资源局"),
    ],
)
def test_a_former_name_did_it(slug: str, prose: str, name: str) -> None:
    assert found(slug, prose) == [("former-name", name)]


@pytest.mark.parametrize(
    ("slug", "prose"),
    [
        ("tuiyi", "示例县优抚局于2020年更名为示例县退役军人事务局。"),
        ("tuiyi", "原示例县优抚局公开的信息仍然有效。示例县优抚局的文件已清理。"),
        ("tuiyi", "示例县退役军人事务局认真落实条例。"),
        ("ziran", "机构改革后，不再使用示例县国土资源局的印章。"),
    ],
)
def test_history_says_nothing_wrong(slug: str, prose: str) -> None:
    assert found(slug, prose) == []
