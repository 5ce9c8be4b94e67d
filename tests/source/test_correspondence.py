"""``indicators``: which row of its own table a report says to be an indicator."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import body
from nianbao.facts import facts_of
from nianbao.form import Address, local_frame
from nianbao.problem import Problem
from nianbao.source import Report
from reading import FRONT_2021, FRONT_LOCAL, ORGAN, read_report

CODE = "zidingshenqing"
NAME = "收到申请（自定表）"
# A table with a row of requests, in two columns, and another below a heading.
FRONT = FRONT_LOCAL.replace("单位: 条", "单位: 件")


def read(folder: Path, said: str, front: str = FRONT) -> tuple[Report | None, list[Problem]]:
    path = folder / f"{2021 if front == FRONT_2021 else 2009}.md"
    path.write_text(front.replace("\n---\n", f"\n{said}\n---\n") + body(local_frame()), "utf-8")
    return read_report(path, ORGAN, path.name)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("自定表.主动公开信息数", Address("自定表", ("主动公开信息数",), "2009年度")),
        ("自定表 › 主动公开信息数", Address("自定表", ("主动公开信息数",), "2009年度")),
        ("自定表.主动公开信息数.历年累计", Address("自定表", ("主动公开信息数",), "历年累计")),
        ("自定表.其中：.政府网站", Address("自定表", ("其中：", "政府网站"), "2009年度")),
    ],
)
def test_the_row_is_the_indicator(tmp_path: Path, address: str, found: Address) -> None:
    report, problems = read(tmp_path, f"indicators: {{{CODE}: {address}}}")
    assert problems == []
    assert report is not None
    figure = report.form.indicators[NAME]
    assert (figure.unit, figure.addresses) == ("件", (found,))
    observed = facts_of(report, (), {}).observations
    assert {name: each.value for name, each in observed.items()} == {
        NAME: report.figures[found].value
    }


@pytest.mark.parametrize("said", ["", "indicators: ~", "indicators: {}"])
def test_nothing_is_guessed(tmp_path: Path, said: str) -> None:
    report, problems = read(tmp_path, said)
    assert problems == []
    assert report is not None
    assert dict(report.form.indicators) == {}


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            "indicators: {xinshou: 自定表.主动公开信息数}",
            "没有代码是“xinshou”、可以由报告写明的指标",
        ),
        (f"indicators: {{{CODE}: 自定表.没有}}", "表中没有“自定表.没有”这一行"),
        (f"indicators: {{{CODE}: 自定表.其中：}}", "表中没有“自定表.其中：”这一行"),
        (f"indicators: {{{CODE}: [自定表.没有]}}", "表中没有“”这一行"),
        (f"indicators: {{{CODE}: 自定表.收费金额}}", f"“{NAME}”的单位是件，这一行的是“元”"),
        ("indicators: 自定表.主动公开信息数", "这里应当是“代码: 地址”"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, said: str, sentence: str) -> None:
    report, problems = read(tmp_path, said)
    assert [(p.code, p.message) for p in problems] == [("metadata-format", sentence)]
    assert all(problem.advice for problem in problems)
    assert report is None or dict(report.form.indicators) == {}


def test_a_national_form_has_its_own(tmp_path: Path) -> None:
    _, problems = read(tmp_path, f"indicators: {{{CODE}: 依申请公开.本年新收}}", FRONT_2021)
    told = [p.message for p in problems if p.code == "metadata-format"]
    assert told == ["只有自定表要写明对应的指标，全国统一的格式已经定好"]
