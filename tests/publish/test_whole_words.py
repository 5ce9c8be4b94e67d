"""Headings are divided into the words of the list, and say the same as before."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown import Markdown
from nianbao.form import forms
from nianbao.own_data import read_own_data
from nianbao.publish import whole_words as module
from nianbao.publish.web.html import Targets, prose_html
from nianbao.publish.whole_words import in_words, whole_words
from nianbao.source.prose import parse_markdown

LISTS: dict[str, str] = read_own_data(Path(module.__file__).with_suffix(".yml"))
TARGETS = Targets(link=str, size=lambda _: None, copy=lambda _: "")


def words_of(heading: str) -> str:
    """A heading with its words in brackets."""
    return "".join(p if isinstance(p, str) else f"[{p.text}]" for p in in_words(heading))


@pytest.mark.parametrize(
    ("heading", "divided"),
    [
        (
            "示例县人民政府2021年政府信息公开工作年度报告",
            "[示例县][人民政府][2021年][政府信息公开][工作][年度报告]",
        ),
        ("示例县人民政府信息公开年报", "[示例县][人民政府][信息公开][年报]"),
        ("示例县城东街道办事处的年报", "[示例县城东街道][办事处的][年报]"),
        ("示例县交通运输局年报", "[示例县][交通运输局][年报]"),
        ("三、收到和处理政府信息公开申请情况", "三、[收到]和[处理][政府信息公开][申请][情况]"),
        ("五、存在的主要问题及改进情况", "五、[存在的][主要问题]及[改进][情况]"),
        ("2021年度报告发布情况", "[2021年度报告][发布][情况]"),
        ("这一年没有的机关名录里", "这一年没有的[机关][名录里]"),
        ("甲乙丙丁戊己庚辛壬癸", "甲乙丙丁戊己[庚辛壬癸]"),
        ("Visual Studio Code", "Visual Studio Code"),
        # What fits into every window.
        ("一、总体情况", "一、总体情况"),
    ],
)
def test_words(heading: str, divided: str) -> None:
    assert words_of(heading) == divided


def test_every_word_fits_and_is_plain_chinese() -> None:
    words = [word for words in LISTS.values() for word in words.split()]
    assert len(words) > 100
    assert [word for word in words if not re.fullmatch("[\u4e00-\u9fff]{1,6}", word)] == []


def test_most_of_every_official_heading_is_known() -> None:
    for form in forms().values():
        for section in form.sections:
            rest = "".join(piece for piece in in_words(section.title) if isinstance(piece, str))
            assert len(section.title) < 8 or len(rest) <= 4, section.title


def test_html_says_the_same_and_is_escaped() -> None:
    assert whole_words("<b>年度报告</b>&'政府信息") == (
        '&lt;b&gt;<span class="word">年度报告</span>&lt;/b&gt;&amp;&#39;'
        '<span class="word">政府信息</span>'
    )
    assert whole_words("一、<b>") == "一、&lt;b&gt;"


def test_headings_of_reports_are_divided_and_paragraphs_are_not() -> None:
    text = "### （一）主动**公开政府信息**\n\n政府信息公开工作年度报告\n\n#### 政府信息"
    assert prose_html(parse_markdown(text), TARGETS) == (
        '<h3>（一）主动<strong><span class="word">公开</span><span class="word">政府信息</span>'
        "</strong></h3><p>政府信息公开工作年度报告</p><h4>政府信息</h4>"
    )


def test_headings_of_hand_written_pages_are_divided_and_keep_their_names() -> None:
    extensions = ["toc", "attr_list", "nianbao.publish.web.written_headings:WrittenHeadings"]
    markdown = Markdown(extensions=extensions)
    text = "## 怎样获取`a`主动公开的**信息** {#how}\n\n政府信息公开工作年度报告"
    assert markdown.convert(text) == (
        '<h2 id="how">怎样获取<code>a</code>主动公开的<strong>信息</strong></h2>\n'
        "<p>政府信息公开工作年度报告</p>"
    )
    text = "## [政府](a.md)的政府信息公开工作机构"
    assert '<a href="a.md">政府</a>的<span class="word">政府信息公开</span>' in markdown.convert(
        text
    )
