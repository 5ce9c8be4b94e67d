"""Whether a report's sections have content of their own, and nothing of a template is left."""

from __future__ import annotations

import re

from ..problem import Mark, Problems
from ..source import Report, ReportSection, mark_at
from .folded import FoldedProse

__all__ = ["check_instructions", "check_sections"]

_NONE = re.compile(
    r"(?:本年度|今年|目前|本单位|本机关|我单位)?(?:暂|尚)?(?:无|没有|不存在|未发现)"
    r"(?:存在)?(?:的)?(?:主要)?(?:问题|情况|内容|其他|需要报告的)*(?:事项)?"
)
# A number that was to be put in: 公开信息   条，参训   人次。 Words spread by spaces are none.
_GAP = re.compile(
    r"[\u4e00-\u9fff]{2}(?<![文条案信邮附事证要层届首多市广现立省身月年一])(?:[ ]{2,}|\u3000+)"
    r"(?:条|件|次|人次|篇|期|场|份|起|万元)(?=[，。；、])"
)
_NOT_WORDS = re.compile(r"[\s，。、；：,.;:!！（）()]")
_MAY_BE_PLACEHOLDER = re.compile("[×✕Xx_○]|填写|待补|待填|数[据字][尚还待需]|批注")
# What people put where something is to be filled in.
_PLACEHOLDER = re.compile(
    r"(?:[×✕]{2,}|(?<![A-Za-z])[Xx]{2,}(?![A-Za-z])|(?<![一二三四五六七八九〇○])○{2,})"
    r"(?=年|月|日|县|市|区|省|局|镇|乡|街道|村|部门|委员会|办公室|单位|机关|政府|同志"
    r"|件|条|次|个|人|项|篇|期|场|份|起|万|元|%)"
    # One alone is a gap only where a number is missing: ×年×月, 公开 X 条.
    r"|(?<![A-Za-z0-9×✕%.])[×✕Xx](?=年|月|日|件|条|次|篇|期|份|起|万元)"
    r"|_{3,}|[【\[(（][^】\])）\n]{0,12}(?:此处填写|请填写|填写说明|待补充|待填)[^】\])）\n]{0,12}[】\])）]"
    r"|[【\[(（](?:此处?|以上|该)?(?:数据|数字)[尚还]?[待需](?:再|进一步)?核[实对查定]?[】\])）]"
    # A comment of a word processor, pasted with the text.
    r"|批注[【\[［][^】\]］\n]{1,12}\d[】\]］][:：]"
)


def check_sections(report: Report, problems: Problems) -> None:
    """Every section has a table or prose; those in the organ's own words say more than none."""
    for section in report.sections:
        title = section.official.title
        if not section.blocks and not section.official.table:
            problems.add(
                "section-empty",
                section.mark,
                f"“{title}”没有内容",
                address=(title,),
                advice="请写上内容；确实没有的写“无”",
            )
        elif section.official.own_words and (text := _only_none(section)):
            problems.add(
                "section-only-none",
                _first_line(report, section),
                f"“{title}”只写了“{text}”",
                address=(title,),
                found=text,
                advice="请如实写出情况、存在的问题和改进措施",
            )


def _only_none(section: ReportSection) -> str:
    """The words by which a section says that there is nothing, if it says no more."""
    if len(section.blocks) > 1 or any(block.tag == "table" for block in section.blocks):
        return ""
    text = _NOT_WORDS.sub("", "".join(block.text for block in section.blocks))
    return text if _NONE.fullmatch(text) else ""


def check_instructions(report: Report, prose: FoldedProse, problems: Problems) -> None:
    """Nothing of the official template's instructions, and no gap to be filled in, is left."""
    found = [
        (match.start(), match[0])
        for words in report.form.instructions
        if words in prose.text
        for match in re.finditer(re.escape(words), prose.text)
    ]
    if _MAY_BE_PLACEHOLDER.search(prose.text):
        found += [(match.start(), match[0]) for match in _PLACEHOLDER.finditer(prose.text)]
    has_gaps = "  " in report.prose or "\u3000" in report.prose
    for match in _GAP.finditer(report.prose) if has_gaps else ():
        problems.add(
            "template-text",
            mark_at(report.prose, match.start(), report.prose_line),
            f"“{' '.join(match[0].split())}”中间空着，像是没有填数",
            found=match[0],
            advice="请填上数，或者删去这一句",
        )
    last_line = 0
    for index, words in sorted(found):
        mark = prose.mark(index)
        if mark.line == last_line:
            continue  # one instruction often holds another
        last_line = mark.line
        problems.add(
            "template-text",
            mark,
            f"留着{_what(words)}“{words}”",
            found=words,
            advice="请换成实际内容，或者删去",
        )


def _what(words: str) -> str:
    """What a thing left over is: a comment, a reminder to verify, or of the template."""
    if words.startswith("批注"):
        return "文字处理软件里的批注"
    return "待核的记号" if "核" in words else "模板里的提示"


def _first_line(report: Report, section: ReportSection) -> Mark:
    """Where the prose of a section begins."""
    lines = report.text.split("\n")
    for number in range(section.mark.line, len(lines)):
        if lines[number].strip():
            return Mark(number + 1, 1)
    return section.mark
