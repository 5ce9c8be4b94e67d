"""A title says who, which year and what, each once."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from nianbao.check.title_shape import check_title_shape
from nianbao.form import OrganKind, forms, local_frame
from nianbao.problem import TOP, Problems
from nianbao.source import Organ, Report
from reading import full_report, invented_report

END = "政府信息公开工作年度报告"


@cache
def blank_report(form: str) -> Report:
    folder = Path(mkdtemp())
    if form == local_frame().key:
        return full_report(folder, local_frame())
    return invented_report(folder, forms()[form])


def faults(title: str, form: str = "2021", organ: str = "示例县财政局") -> list[str]:
    report = blank_report(form)
    named = replace(
        report,
        organ=Organ("ju", organ, OrganKind.DEPARTMENT),
        title=title,
        marks={**report.marks, "title": TOP},
    )
    problems = Problems("2021.md")
    check_title_shape(named, problems)
    return [problem.message for problem in problems.found]


@pytest.mark.parametrize(
    "title",
    [
        f"示例县财政局2021年{END}",
        f"示例县财政局2021年度{END}",
        f"示例县财政局２０２１年{END}",
        f"2021年度示例县财政局{END}",
        f"示例县财政局关于2021年{END}",
        f"示例县财政局关于公布示例县财政局2021年{END}的公告",
        f"示例县财政局关于印发《示例县财政局2021年{END}》的通知",
        f"示例县财政局2021年{END}（2021年1月1日至12月31日）",
        f"县财政局二〇二一年{END}",
        "示例县财政局2021年年度报告",
        "示例县财政局2021年政府信息公开年报（2022年1月公布）",
    ],
)
def test_in_shape(title: str) -> None:
    assert faults(title) == []


@pytest.mark.parametrize(
    ("title", "fault"),
    [
        (f"示例县示例县财政局2021年{END}", "“示例县”写了两遍"),
        (f"示例县财政局示例县财政局2021年{END}", "“示例县财政局”写了两遍"),
        (f"示例县财政局2021年示例县财政局{END}", "“示例县财政局”写了两遍"),
        (f"示例县财政局2021年2021年{END}", "“2021年”写了两遍"),
        (f"2021年示例县财政局2021年度{END}", "年度写了两遍"),
        (f"示例县财政局{END}", "没有写年度"),
        (f"2021年{END}", "没有写机关"),
        (f"2020年示例县财政局{END}", "写的是 2020 年，这份报告是 2021 年度的"),
        (f"二〇二〇年示例县财政局{END}", "写的是 2020 年，这份报告是 2021 年度的"),
    ],
)
def test_out_of_shape(title: str, fault: str) -> None:
    assert faults(title) == [f"题目里{fault}"]


def test_what_names_the_report_by_another_year_is_said_once() -> None:
    """That is what other-year and stale-year say."""
    assert faults(f"示例县财政局2020年{END}") == []


def test_before_2019_a_title_might_leave_out_anything() -> None:
    local = local_frame().key
    assert faults("2009年政府信息公开工作报告", local) == []
    assert faults("政府信息公开工作总结", local) == []
    assert faults("2009年2009年政府信息公开工作报告", local) == ["题目里“2009年”写了两遍"]


def test_a_title_that_is_made_is_in_shape() -> None:
    problems = Problems("2021.md")
    check_title_shape(blank_report("2021"), problems)
    assert problems.found == []
