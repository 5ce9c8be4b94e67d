"""Whether paragraphs within a section are numbered as the sections themselves are."""

from __future__ import annotations

import re

from ..problem import Problems
from .folded import FoldedProse

__all__ = ["check_numbering"]

_FIRST = re.compile("^[-+]?一、", re.MULTILINE)
_SECOND = re.compile("^[-+]?二、", re.MULTILINE)
_QUOTED = 12


def check_numbering(prose: FoldedProse, problems: Problems) -> None:
    """The sections are 一、二、三、; below them it goes on with （一）（二）（三）.

    Once a section, where both a first and a second number begin a paragraph. Source: the order
    of numbers in 《党政机关公文处理工作条例》 and GB/T 9704—2012, 7.3.3.
    """
    report = prose.report
    if report.form.free_sections or "一、" not in prose.text:
        return
    headings = {section.mark.line for section in report.sections}
    known: set[int] = set()
    for first in _FIRST.finditer(prose.text):
        mark = prose.mark(first.start())
        section = prose.section_at(first.start())
        if section is None or mark.line in headings or section.mark.line in known:
            continue
        # The second number must stand in the same section.
        seconds = (m for m in _SECOND.finditer(prose.text, first.end()))
        if not any(
            prose.section_at(second.start()) is section
            and prose.mark(second.start()).line not in headings
            for second in seconds
        ):
            continue
        known.add(section.mark.line)
        words = prose.text[first.start() : first.start() + _QUOTED].partition("\n")[0]
        problems.add(
            "numbering-again",
            mark,
            f"“{section.official.title}”里面又从“{words}”编起",
            address=(section.official.title,),
            found="一、",
            expected="（一）",
            advice="部分之内的小标题用“（一）（二）（三）”，再往下用“1.”“（1）”",
        )
