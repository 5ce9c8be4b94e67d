"""Numbers within a section, told from those of the sections."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from invented import body
from nianbao.check.folded import fold_prose
from nianbao.check.numbering import check_numbering
from nianbao.form import Form, forms, local_frame
from nianbao.problem import Problems
from reading import FRONT_LOCAL, FRONTS, read


@cache
def folder() -> Path:
    return Path(mkdtemp())


def found(overview: str, problem: str = "报送不及时。", form: Form | None = None) -> list[str]:
    form = form or forms()["2021"]
    front = FRONT_LOCAL if form.key == local_frame().key else FRONTS[form.key]
    year = int(front.split("year: ")[1][:4])
    report = read(folder(), front + body(form, {1: overview, 5: problem}), year)
    problems = Problems(report.file)
    check_numbering(fold_prose(report), problems)
    return ["".join(each.address) for each in problems.found]


@pytest.mark.parametrize(
    "overview",
    [
        "一、主动公开\n\n全年四十条。\n\n二、依申请公开",
        "### 一、主动公开\n\n全年四十条。\n\n### 二、依申请公开",
        "**一、主动公开**\n\n全年四十条。\n\n**二、依申请公开**",
        "一、主动公开四十条。\n\n二、办理申请七件。\n\n一、又一次。\n\n二、又一次。",
        "（一）管理\n\n一、完善制度\n\n二、加强分类",
    ],
)
def test_numbered_again(overview: str) -> None:
    assert found(overview) == ["一、总体情况"]


@pytest.mark.parametrize(
    "overview",
    [
        "（一）主动公开\n\n（二）依申请公开",
        "一是主动公开。二是依申请公开。",
        "第一、二、三季度各公布一次。",
        "一、二季度各公布一次。\n\n三、四季度各公布两次。",
        "一、主动公开四十条。",
        "1. 主动公开\n2. 依申请公开",
    ],
)
def test_numbered_as_is_customary(overview: str) -> None:
    assert found(overview) == []


def test_once_a_section() -> None:
    assert found("一、甲\n\n二、乙", "一、问题\n\n二、改进") == [
        "一、总体情况",
        "五、存在的主要问题及改进情况",
    ]


def test_numbers_of_one_section_are_not_those_of_another() -> None:
    assert found("一、主动公开四十条。", "二、改进") == []


def test_sections_that_are_free_may_be_numbered_in_any_way() -> None:
    assert found("一、甲\n\n二、乙", form=local_frame()) == []
