"""Sections, titles and sentences of a source."""

from __future__ import annotations

from datetime import date

import pytest
from nianbao.form import forms
from nianbao.intake.document import Block, Document, Paragraph, SourceTable
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


def test_a_title_is_told_by_its_number_before_its_words() -> None:
    found = sections_of(
        TITLES[0],
        "（一）主动公开政府信息情况",
        "甲。",
        "（二）收到和处理政府信息公开申请情况",
        "乙。",
        *TITLES[1:4],
        "五、存在的不足和整改措施",
        "（一）存在的主要问题",
        "丙。",
        "（二）改进措施",
        "丁。",
        TITLES[5],
    )
    assert [len(paragraphs) for _, paragraphs in contents(found)] == [4, 0, 0, 0, 4, 0]
    assert found.sections[4].printed == "五、存在的不足和整改措施"
    assert [heading for heading, _ in contents(found)] == TITLES


@pytest.mark.parametrize(
    "titles",
    [
        [f"（{title[0]}）{title[2:]}" for title in TITLES],
        [f"{number}. {title[2:]}" for number, title in enumerate(TITLES, 1)],
        [f"第{title[0]}部分  {title[2:]}" for title in TITLES],
        [f"{title[0]}.{title[2:]}" for title in TITLES],
        [title[2:] for title in TITLES],
        [f"一、{title[2:]}" for title in TITLES],
        [f"{title[:2]}2023年度{title[2:]}" for title in TITLES],
    ],
)
def test_titles_may_be_numbered_in_every_way(titles: list[str]) -> None:
    texts = [text for n, title in enumerate(titles) for text in (title, f"内容{n}，写在这里。")]
    assert contents(sections_of(*texts)) == [
        (title, [f"内容{n}，写在这里。"]) for n, title in enumerate(TITLES)
    ]


@pytest.mark.parametrize(
    "title",
    [
        *(
            "改进措施",
            "整改措施",
            "下一步打算",
            "存在不足",
            "存在问题及下步工作打算",
            "今后努力方向",
        ),
        *("存在的困难和2024年工作计划", "薄弱环节及改善办法"),
    ],
)
@pytest.mark.parametrize("number", ["五、", "六、", ""])
def test_section_five_has_many_names(title: str, number: str) -> None:
    blocks = paragraphs(*TITLES[:4], f"{number}{title}", "甲。", TITLES[5])
    tables: list[Block] = [SourceTable(f"表 {n}", ()) for n in (1, 2, 3)]
    laid = [blocks[0], blocks[1], tables[0], blocks[2], tables[1], blocks[3], tables[2]]
    document = Document((*laid, *blocks[4:]))
    keys = list(forms()["2021"].tables)
    holds = {number: frozenset({key}) for number, key in enumerate(keys)}
    found = find_sections(forms()["2021"], document, {0, 1, 2}, holds)
    assert found.sections[4].printed == f"{number}{title}"
    assert contents(found)[4] == (TITLES[4], ["甲。"])


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("一、总体情况：全年公开信息，共四十条。", "一、总体情况", "全年公开信息，共四十条。"),
        (f"{TITLES[4]}一是不够细，二是不够快。", TITLES[4], "一是不够细，二是不够快。"),
        ("六、其他需要报告的事项 没有收费，没有其他事项。", TITLES[5], "没有收费，没有其他事项。"),
    ],
)
def test_a_title_that_runs_on_is_parted_from_its_paragraph(
    text: str, title: str, rest: str
) -> None:
    found = sections_of(*(text if own == title else own for own in TITLES))
    assert dict(contents(found))[title] == [rest]


def test_a_sentence_that_begins_like_a_title_is_none() -> None:
    found = sections_of("一、总体情况良好，公开及时。", *TITLES)
    assert [b.element.text for b in found.lead if isinstance(b, Paragraph)] == [
        "一、总体情况良好，公开及时。"
    ]


def test_words_of_a_menu_are_no_text_but_a_subheading_is() -> None:
    found = sections_of("示例县政府网站", "政府信息公开", "（一）说明", "开头的话。", *TITLES)
    assert [block.element.text for block in found.aside] == ["示例县政府网站", "政府信息公开"]
    assert len(found.lead) == 2


@pytest.mark.parametrize("day", ["（2024年1月18日）", "2024年1月18日", "[2024-01-18]"])
def test_a_day_below_the_title_may_be_another_than_that_of_publication(day: str) -> None:
    title = ["示例县人民政府2023年", "政府信息公开工作", "年度报告"]
    found = sections_of(*title, day, *TITLES)
    assert found.title == "".join(title)
    assert [block.element.text for block in found.days] == [day]
    assert (found.published, found.lead) == (None, ())


def test_a_caption_above_a_table_goes_and_a_numbered_one_stays() -> None:
    caption = forms()["2021"].tables["主动公开"].caption
    blocks = [*paragraphs(*TITLES[:2], f"（一）{caption}", caption, "第二十条第（一）项")]
    document = Document((*blocks, SourceTable("表 1", ()), *paragraphs(*TITLES[2:])))
    found = find_sections(forms()["2021"], document, {0}, {0: frozenset({"主动公开"})})
    assert contents(found)[1] == (TITLES[1], [f"（一）{caption}"])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("全年工作按照《示例县政务公开工作要点》，以及《示例办法》", "要求，逐项落实，没有遗漏。"),
        ("2023年，主动公开信息12", "条，其中公告3条。"),
        ("为落实条例，示例局（以下简称“我局”）", "的工作由办公室承担，专人负责。"),
    ],
)
def test_a_sentence_goes_on_behind_a_quotation_or_a_digit(first: str, second: str) -> None:
    blocks, seams = rejoined_sentences(paragraphs(first, second))
    assert [b.element.text for b in blocks if isinstance(b, Paragraph)] == [first + second]
    assert len(seams) == 1


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
        ("五、政府信息公开工作存在的主要问题，以及下一步措施", "一是不够细，二是不够快。"),
        (
            "全年工作按照《示例县政务公开工作要点》，印发《示例办法》",
            "公开工作有专人负责，没有遗漏。",
        ),
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
