"""Lines that come out joined are told only where they were meant to stay apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from nianbao.check.lines import check_lines
from nianbao.check.shown_markup import check_shown_markup
from nianbao.problem import Problems
from places import DATA
from reading import ORGAN, read_report

CLEAN = (DATA / "problems/no-problem/reports/shili/2021.md").read_text("utf-8")
PROSE = "全年公开信息四十条。"
WRAPPED = (
    "本年没有通过政府公报、政务新媒体公开的信息共计四十条，其中网站三十条。\n"
    "微信十条、公报没有，与上年相比都有所增加，原因是新开通了政务新媒体，\n并且及时更新。"
)


def told(tmp_path: Path, prose: str) -> list[tuple[str, int]]:
    """The codes said of prose, with the lines that it has itself."""
    path = tmp_path / "2021.md"
    path.write_text(CLEAN.replace(PROSE, prose), "utf-8")
    report, _ = read_report(path, ORGAN, "2021.md")
    if report is None:
        raise ValueError(prose)
    problems = Problems("2021.md")
    check_lines(report, problems)
    check_shown_markup(report, problems)
    first = CLEAN[: CLEAN.index(PROSE)].count("\n")
    return [(problem.code, problem.mark.line - first) for problem in problems.found]


@pytest.mark.parametrize(
    "prose",
    [
        "全年通过政府网站、政务新媒体、政府公报等渠道公开各类信息四\n十条，比上年增加。",
        WRAPPED,
        "1. 健全制度。\n2. 加强督促。\n   按月通报。",
        "- 甲。\n- 乙。",
        "> 引用的话。\n> 又一句。",
        "### （一）主动公开\n全年公开四十条。",
        "| 渠道 | 条数 |\n|:--|--:|\n| 网站。 | 30 |\n| 微信 |",
        "渠道 | 条数\n--- | ---\n网站 | 30",
        "| 渠道 | 条数 |\n| --- | --- |\n| 甲\\|乙 | `a|b` |",
        "首页 | 公开 | 年报",
        "甲。  \n乙。",
        "示例县人民政府\n2022年1月20日",
        "公开条数：\t30",
        "1.\t健全制度\n2.\t加强督促",
    ],
)
def test_nothing_is_said(tmp_path: Path, prose: str) -> None:
    assert told(tmp_path, prose) == []


@pytest.mark.parametrize(
    "prose",
    [
        "面积为5*3*2平方米，*重点*和**重点**。",
        "`**`、`＃` 和 `[TOC]` 是记号。",
        "注：*为约数。",
        "【附件】（另行公布）",
        "[2022] （1号）文件",
        "〔2021〕30号（以下简称《通知》）",
        "公开3~5条，10～20件。",
        "获得 #1 号奖。",
        "#",
        "A_B_C 和 __重点__",
        "1 项",
        "42%",
    ],
)
def test_what_is_shown_was_meant(tmp_path: Path, prose: str) -> None:
    assert [code for code, _ in told(tmp_path, f"甲。\n\n{prose}\n\n乙。")] == []


def test_each_paragraph_is_told_once_at_its_first_line(tmp_path: Path) -> None:
    prose = "甲。\n乙。\n丙。\n\n丁。\n\n1、戊\n2、己\n3、庚"
    assert told(tmp_path, prose) == [("line-joined", 2), ("line-joined", 8)]


def test_what_is_shown_is_told_at_its_place(tmp_path: Path) -> None:
    prose = "甲＃乙，**丙。\n\n＃＃＃ 丁\n\n- [x] 戊\n\n。"
    lines = [("markup-shown", 1), ("markup-shown", 3), ("markup-shown", 5), ("paragraph-empty", 7)]
    assert told(tmp_path, prose) == lines
