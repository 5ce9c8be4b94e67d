"""Sections, titles and sentences of a source."""

from __future__ import annotations

from datetime import date

import pytest
from nianbao.form import forms
from nianbao.intake.document import Block, Document, Paragraph
from nianbao.intake.prose.broken_sentences import rejoined_sentences
from nianbao.intake.prose.section_text import section_text
from nianbao.intake.prose.sections import Sections, find_sections
from nianbao.source import Element

TITLES = [section.title for section in forms()["2021"].sections]


def paragraphs(*texts: str) -> tuple[Block, ...]:
    return tuple(
        Paragraph(Element("p", children=(text,)), f"第 {n} 行") for n, text in enumerate(texts, 1)
    )


def sections_of(*texts: str, form: str = "2021", title: str = "") -> Sections:
    return find_sections(forms()[form], Document(paragraphs(*texts), title), set())


def contents(sections: Sections) -> list[tuple[str, list[str]]]:
    return [
        (s.heading, [b.element.text for b in s.blocks if isinstance(b, Paragraph)])
        for s in sections.sections
    ]


def test_a_table_of_contents_is_not_the_sections() -> None:
    listed = [f"{title}……{page}" for page, title in enumerate(TITLES, 1)]
    found = sections_of("目  录", *listed, *(x for t in TITLES for x in (t, f"{t[0]}的内容")))
    assert contents(found) == [(title, [f"{title[0]}的内容"]) for title in TITLES]
    assert found.lead == ()


def test_numbers_may_be_wrong_and_titles_variants() -> None:
    wrong = [
        "一、总体情况",
        "一、重点领域",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "三、因政府信息公开被申请行政复议、提起行政诉讼情况",
        "四、存在的主要问题和改进情况",
        "五、其他需要报告事项：",
    ]
    found = sections_of(*wrong)
    assert [heading for heading, _ in contents(found)] == [
        *TITLES[:3],
        "四、因政府信息公开被申请行政复议、提起行政诉讼情况",
        "五、存在的主要问题和改进情况",
        "六、其他需要报告事项",
    ]
    assert contents(found)[0][1] == ["一、重点领域"]


def test_a_missing_section_is_there_without_a_place() -> None:
    found = sections_of(*TITLES[:2], *TITLES[3:])
    assert [s.heading for s in found.sections if not s.place] == [TITLES[2]]
    assert [s.heading for s in found.sections] == TITLES


@pytest.mark.parametrize(
    "lines",
    [
        ["示例县人民政府2021年政府信息公开工作年度报告"],
        ["示例县人民政府", "2021年政府信息公开工作年度报告"],
        ["2021年示例县人民政府 政府信息公开年度报告", "2021年示例县人民政府政府信息公开年度报告"],
    ],
)
def test_the_title_is_no_paragraph(lines: list[str]) -> None:
    found = sections_of(*lines, "开头的话。", *TITLES)
    assert "示例县人民政府" in found.title
    assert "2021年" in found.title
    assert [b.element.text for b in found.lead if isinstance(b, Paragraph)] == ["开头的话。"]


def test_the_day_of_publication_is_metadata_but_a_signature_is_not() -> None:
    found = sections_of("（发布日期：2022年1月20日）", *TITLES, "2022年1月5日")
    assert found.published == date(2022, 1, 20)
    assert found.lead == ()
    assert contents(found)[-1][1] == ["2022年1月5日"]
    assert sections_of(*TITLES, "2022年1月5日").published is None


def test_old_reports_have_the_sections_they_have() -> None:
    found = sections_of(
        "开头的话。",
        "一、概述",
        "甲。",
        "二、公开情况",
        "乙。",
        "四、政府信息公开情况统计表",
        form="2014",
    )
    assert contents(found) == [
        ("一、概述", ["甲。"]),
        ("二、公开情况", ["乙。"]),
        ("四、政府信息公开情况统计表", []),
    ]
    assert len(found.lead) == 1


def test_a_sentence_parted_by_a_page_is_rejoined() -> None:
    cut = "持续加强“双随机、一公开”监管，及时通过网站和新媒体通报监"
    blocks, seams = rejoined_sentences(paragraphs(cut, "督结果。", "下一段话。"))
    texts = [b.element.text for b in blocks if isinstance(b, Paragraph)]
    assert texts == [f"{cut}督结果。", "下一段话。"]
    assert seams == [("第 2 行", "新媒体通报监／督结果。")]


@pytest.mark.parametrize(
    "texts",
    [
        ("五、政府信息公开工作存在的主要问题及改进情况", "回头看，还有不足。"),
        ("改进情况：", "一是加强培训，二是健全制度。"),
        ("全年共公开信息一百二十条，回应群众关切三十次", "（二）平台建设。"),
        ("全年共公开信息一百二十条，回应群众关切三十次", "平台建设"),
    ],
)
def test_headings_and_lists_are_not_joined(texts: tuple[str, str]) -> None:
    blocks, seams = rejoined_sentences(paragraphs(*texts))
    assert len(blocks) == 2
    assert seams == []


def test_short_numbered_lines_are_headings_and_numbered_paragraphs_a_list() -> None:
    text = section_text(
        "一、总体情况",
        paragraphs(
            "一、重点领域",
            "（一）公开。全年公开四十条。",
            "（二）解读",
            "1. 甲；",
            "2. 乙。",
            "3.丙",
            "7. 单独的",
        ),
    )
    assert text == (
        "## 一、总体情况\n\n### 一、重点领域\n\n（一）公开。全年公开四十条。\n\n#### （二）解读\n\n"
        "1. 甲；\n2. 乙。\n\n3.丙\n\n7\\. 单独的"
    )
