"""Whose report a file is, and of which year: what people call files, folders and titles."""

from __future__ import annotations

from copy import copy

import pytest
from nianbao.intake.identity import Doubt, Register, identify

REGISTER = Register(
    {
        "shili": "示例县人民政府",
        "jiaoyu": "示例县教育局",
        "fagai": "示例县发展和改革委员会",
        "zhenfu": "示例县示例镇人民政府",
        "caizheng": "示例县财政局",
    },
    {"示例县教育体育局": "jiaoyu"},
)


@pytest.mark.parametrize(
    ("title", "path", "slug", "year"),
    [
        ("示例县教育局2021年政府信息公开工作年度报告", "P020220120.docx", "jiaoyu", 2021),
        ("示例县教育局 2021 年度政府信息公开年报", "2022/jiaoyu.docx", "jiaoyu", 2021),
        ("示例县教育局二〇一〇年政府信息公开年度报告", "a.doc", "jiaoyu", 2010),
        ("示例县教育体育局2018年政府信息公开年度报告", "a.doc", "jiaoyu", 2018),
        ("示例县2021年政府信息公开工作年度报告", "a.pdf", "shili", 2021),
        ("示例县人民政府2021年政府信息公开工作年度报告", "a.pdf", "shili", 2021),
        ("示例县示例镇2021年政府信息公开工作年度报告", "a.pdf", "zhenfu", 2021),
        ("2021年政府信息公开工作年度报告", "教育局2021年年报.docx", "jiaoyu", 2021),
        ("政府信息公开工作年度报告", "历年/2021年/示例县财政局.docx", "caizheng", 2021),
        ("", "年报.zip/2019/财政局/年报.docx", "caizheng", 2019),
        ("", "reports/caizheng/2019.html", "caizheng", 2019),
        ("", "示例镇2019.doc", "zhenfu", 2019),
        ("示例县财政局2021年年度报告", "示例县财政局2022.docx", "caizheng", 2021),
        ("关于印发《示例县财政局2021年政府信息公开年度报告》的通知", "a.doc", "caizheng", 2021),
    ],
)
def test_what_is_recognised(title: str, path: str, slug: str, year: int) -> None:
    found = identify(title, path, REGISTER)
    assert (found.slug, found.year) == (slug, year)
    assert found.organ == REGISTER.names[slug]


@pytest.mark.parametrize(
    ("title", "path", "slug", "year"),
    [
        # Another organ, whose name begins with that of one in the register.
        ("示例县人民政府办公室2021年政府信息公开工作年度报告", "a.docx", "", 2021),
        ("示例县示例镇2021年", "教育局2021.docx", "", 2021),
        ("示例县教育局2021年政府信息公开工作年度报告", "教育局2019年.docx", "jiaoyu", 0),
        ("示例县教育局政府信息公开工作年度报告", "a.docx", "jiaoyu", 0),
        ("政府信息公开年度报告（2021年）", "P0202.docx", "", 2021),
        ("", "P020220120.docx", "", 0),
    ],
)
def test_what_is_asked(title: str, path: str, slug: str, year: int) -> None:
    with pytest.raises(Doubt) as raised:
        identify(title, path, REGISTER)
    assert (raised.value.slug, raised.value.year) == (slug, year)
    # It comes out of a process of its own, by pickle.
    assert str(copy(raised.value)) == str(raised.value)


def test_what_a_list_calls_the_file_stands_before_its_name() -> None:
    link = "示例县财政局2020年政府信息公开工作年度报告"
    found = identify("政府信息公开年度报告", "附件/P02021.docx", REGISTER, link=link)
    assert (found.slug, found.year) == ("caizheng", 2020)


def test_what_is_given_decides() -> None:
    found = identify("示例县教育局2021年", "财政局2019.docx", REGISTER, "fagai", 2015)
    assert (found.slug, found.year) == ("fagai", 2015)


def test_short_names_that_two_have_say_nothing() -> None:
    register = Register(
        {
            "shi": "示例市人民政府",
            "xian": "示例县人民政府",
            "a": "示例市财政局",
            "b": "示例县财政局",
        }
    )
    with pytest.raises(Doubt):
        identify("", "财政局2021.docx", register)
