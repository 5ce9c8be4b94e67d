"""Slips of writing are told from what only looks like one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from nianbao.check.folded import fold_prose
from nianbao.check.stale_law import check_stale_law
from nianbao.check.wording import check_wording
from nianbao.form import forms
from nianbao.problem import Problems
from nianbao.source import Report
from reading import invented_report


@cache
def blank_report() -> Report:
    return invented_report(Path(mkdtemp()), forms()["2021"])


def found(prose: str) -> list[tuple[str, str]]:
    report = replace(blank_report(), prose=prose, prose_line=1, sections=())
    problems = Problems("2021.md")
    check_wording(fold_prose(report), problems)
    check_stale_law(fold_prose(report), problems)
    return [(problem.code, problem.found) for problem in problems.found]


@pytest.mark.parametrize(
    ("prose", "words"),
    [
        ("公开的的信息", "的的"),
        ("完成了了任务", "了了"),
        ("公开和和回应", "和和"),
        ("认真进行进行整改", "进行进行"),
        ("我局我局认真落实", "我局我局"),
        ("公开信息。。", "。。"),
        ("公开，、回应", "，、"),
        ("公开，。", "，。"),
        ("公开的\n的信息", "的的"),
    ],
)
def test_doubled(prose: str, words: str) -> None:
    assert found(prose) == [("doubled-words", words)]


@pytest.mark.parametrize(
    "prose",
    [
        "渐渐形成、常常回访、天天更新、人人知晓、看看网站、层层落实、件件有回应、事事有着落",
        "为了了解需要，除了了解来信，不甚了了",
        "目的的实现，标的的价格，的的确确",
        "以及及时答复，参与与互动，给与与会者，由于于都县的，和和美美，公共和和谐，稳定和和平",
        "没有有效期限，存在在线咨询，行为为主，达到到位，各地地方，把把关的人找齐，个个到位",
        "政府信息公开工作工作机制，县政府政府网站，信息公开公开栏，研究研究，会议通过通过网站",
        "全年无事故……按月报送——按季通报。”“",
        "1.公开；2.回应。",
        "（一）公开。（二）回应。",
    ],
)
def test_not_doubled(prose: str) -> None:
    assert found(prose) == []


@pytest.mark.parametrize(
    ("prose", "sign"),
    [
        ("公开信息,比上年增加", ","),
        ("公开信息, 比上年增加", ","),
        ("如下:\n\n- 甲", ":"),
        ("联系人:“甲”", ":"),
        ("各县(市、区)", "("),
        ("《条例》(以下简称", "("),
        ("公开信息.回应来信", "."),
        ("公开**信息**;回应", ";"),
    ],
)
def test_half_width(prose: str, sign: str) -> None:
    assert found(prose) == [("half-width-punctuation", sign)]


@pytest.mark.parametrize(
    "prose",
    [
        "12,300件，10:30，1.5万元，3:1",
        "[附件](附件,二;三.pdf)，![图](图:一.png)",
        "https://www.example.gov.cn/甲,乙;丙?丁:戊",
        "<https://www.example.gov.cn/a,b>，example.gov.cn，示例县.政务，示例县.公益",
        "{{ 依申请公开.本年新收 }}",
        "一.公开\n\n二.回应",
        "(一) 加强管理\n\n(二)加强监督",
        "| 甲 | 乙 |\n|:---|---:|\n| 一 | 二 |",
        "QQ:12345，wx:甲",
        "- 甲\n- 乙",
    ],
)
def test_not_half_width(prose: str) -> None:
    assert found(prose) == []


def test_the_lines_of_half_width_punctuation_are_named() -> None:
    problems = Problems("2021.md")
    prose = "甲,乙\n\n丙\n\n丁:戊"
    report = replace(blank_report(), prose=prose, prose_line=1, sections=())
    check_wording(fold_prose(report), problems)
    (problem,) = problems.found
    assert (problem.mark, problem.advice) == ((1, 2), "请改为全角的“，”等：第 1、5 行")


def test_traditional_characters() -> None:
    assert found("財政預算已經公開") == [("traditional-characters", "財預經開")]
    assert found("王璟、李珮瑄、赵昇、钱堃、孙喆、周玥，《國史》，“國際”，瞭望，乾坤，著作") == []


@pytest.mark.parametrize(
    ("prose", "number"),
    [
        ("根据《中华人民共和国政府信息公开条例》（国务院令第492号）编制本报告。", 1),
        ("按照国办公开办函[2019]60号的要求，结合实际撰写。", 1),
        ("按照国务院令492号和国办公开办函〔2019〕60 号编制。", 2),
        ("根据国务院令第711号、国办公开办函〔2021〕30号编制。", 0),
        ("按照国办公开办函〔2019〕61号设置专栏。", 0),
        ("按照示例政办〔2019〕60号的要求，报送信息。", 0),
        ("2007年的条例（国务院令第492号）修订以后，按照新的要求办理。", 0),
        ("国办公开办函〔2019〕60号已经废止，按照新格式编制。", 0),
        ("公开文件60号，展出第492号档案。", 0),
    ],
)
def test_stale_law(prose: str, number: int) -> None:
    assert [code for code, _ in found(prose)] == ["stale-law"] * number
