"""Whose report the prose says it is."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from invented import body
from nianbao.check.speakers import check_speaker
from nianbao.form import OrganKind, forms
from nianbao.problem import Problems
from nianbao.source import Listing, Organ
from reading import FRONTS, read

DEPARTMENT = OrganKind.DEPARTMENT
ORGANS = {
    organ.slug: organ
    for organ in (
        Organ("xian", "示例县人民政府", OrganKind.GOVERNMENT),
        Organ("ban", "示例县人民政府办公室", DEPARTMENT, parent="xian"),
        Organ("jiaoyu", "示例县教育局", DEPARTMENT, parent="xian"),
        Organ("caizheng", "示例县财政局", DEPARTMENT, parent="xian"),
        Organ("zhen", "示例县甲镇人民政府", OrganKind.TOWNSHIP, parent="xian"),
        Organ("guotu", "示例县国土资源局", DEPARTMENT, successors=("ziran",), last_year=2018),
        Organ("ziran", "示例县自然资源局", DEPARTMENT, first_year=2019),
    )
}
LISTING = Listing(ORGANS, "organs.yml", "", (), {})


@cache
def folder() -> Path:
    return Path(mkdtemp())


def found(slug: str, overview: str) -> list[str]:
    front = FRONTS["2021"]
    report = read(folder(), front + body(forms()["2021"], {1: overview}), 2021)
    problems = Problems(report.file)
    check_speaker(replace(report, organ=ORGANS[slug]), LISTING, problems)
    return [problem.found for problem in problems.found]


@pytest.mark.parametrize(
    ("slug", "overview", "name"),
    [
        ("jiaoyu", "示例县财政局严格按照条例的要求公开信息。", "示例县财政局"),
        ("jiaoyu", "2021年，示例县财政局在县委的领导下推进公开。", "示例县财政局"),
        ("jiaoyu", "本报告按照条例编制。\n\n示例县财政局认真落实条例。", "示例县财政局"),
        ("jiaoyu", "现公布示例县财政局2021年政府信息公开工作年度报告。", "示例县财政局"),
        ("jiaoyu", "特编制《示例县财政局2021年度政府信息公开年报》。", "示例县财政局"),
        ("jiaoyu", "本报告由示例县财政局按照条例编制。", "示例县财政局"),
        ("zhen", "2021年以来，示例县教育局坚持以公开为常态。", "示例县教育局"),
    ],
)
def test_another_speaks(slug: str, overview: str, name: str) -> None:
    assert found(slug, overview) == [name]


@pytest.mark.parametrize(
    ("slug", "overview"),
    [
        ("jiaoyu", "示例县教育局严格按照条例的要求公开信息。"),
        ("jiaoyu", "示例县教育局会同示例县财政局公布收费。示例县财政局按照规定审核。"),
        ("jiaoyu", "现公布示例县教育局2021年政府信息公开工作年度报告。"),
        ("jiaoyu", "按照示例县人民政府2021年政府信息公开工作的安排推进公开。"),
        ("jiaoyu", "示例县人民政府高度重视政府信息公开。"),
        ("jiaoyu", "县教育局认真落实条例。"),
        ("jiaoyu", "示例县财政局等部门根据职责公布专项资金。"),
        ("xian", "示例县人民政府办公室认真落实条例。"),
        ("ban", "示例县人民政府高度重视政府信息公开。"),
        ("ziran", "示例县国土资源局在机构改革以前积极公开信息。"),
        ("jiaoyu", "邻县财政局严格按照条例的要求公开信息。"),
    ],
)
def test_it_speaks_itself(slug: str, overview: str) -> None:
    assert found(slug, overview) == []
