"""Another report in the same file is noticed, a line that only names one is not."""

from __future__ import annotations

import pytest
from nianbao.intake.document import Block, Paragraph
from nianbao.intake.identity import Identity
from nianbao.intake.prose.second_report import second_titles
from nianbao.source import Element

OWN = "示例县教育局2023年政府信息公开工作年度报告"
REPORT = ("一、总体情况", "全年公开5条。", "二、主动公开政府信息情况", "见下表。")
IDENTITY = Identity("jy", "示例县教育局", 2023)


def found(*lines: str) -> list[str]:
    blocks: list[Block] = [Paragraph(Element("p", children=(line,)), "") for line in lines]
    return [block.element.text for block in second_titles(blocks, OWN, IDENTITY)]


@pytest.mark.parametrize(
    "other",
    ["示例县水务局2023年政府信息公开工作年度报告", "示例县教育局2022年政府信息公开年度报告"],
)
def test_a_title_with_sections_below_is_another_report(other: str) -> None:
    assert found(OWN, *REPORT, other, *REPORT) == [other]


@pytest.mark.parametrize(
    "lines",
    [
        (OWN, *REPORT),
        (OWN, *REPORT, "示例县水务局2023年政府信息公开工作年度报告"),
        (OWN, *REPORT, "上一篇：示例县水务局2023年政府信息公开工作年度报告", *REPORT),
        (OWN, "目录", *REPORT, "2023年示例县教育局政府信息公开年度报告", *REPORT),
        ("2022年示例县政府信息公开工作年度报告", OWN, *REPORT),
    ],
)
def test_other_lines_are_none(lines: tuple[str, ...]) -> None:
    assert found(*lines) == []
