"""Headings within a section: each has something below it, and no number is given twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..problem import Mark, Problems
from ..source import Report, ReportSection
from .folded import FoldedProse

__all__ = ["check_headings_alone", "check_numbers_twice"]

_HEADING = re.compile("h[3-6]")
_HASHES = re.compile(r"[^\S\n]{0,3}(#{1,6})(?!#)")
_NO_HEADING = 7
_NUMBERED = re.compile("^[-+]?（([一二三四五六七八九十]{1,2})）", re.MULTILINE)
_OTHER_NUMBER = re.compile(
    "(?:[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]|[0-9]{1,2}[.、])"
)
_SENTENCE_END = re.compile("[。！？；]")
_SHOWN = 16


def check_headings_alone(report: Report, problems: Problems) -> None:
    """A heading is followed by text, a list, a picture, or a heading of a lower level."""
    for section in report.sections:
        tags = [block.tag for block in section.blocks]
        headings = [n for n, tag in enumerate(tags) if _HEADING.fullmatch(tag)]
        marks = list(_heading_marks(report, section))
        for place, number in enumerate(headings):
            following = tags[number + 1] if number + 1 < len(tags) else ""
            if following and (not _HEADING.fullmatch(following) or following > tags[number]):
                continue
            words = section.blocks[number].text.strip()
            problems.add(
                "heading-alone",
                marks[place] if len(marks) == len(headings) else section.mark,
                f"小标题“{words[:_SHOWN]}”下面没有内容",
                address=(section.official.title,),
                found=words,
                advice="请写上内容，或者删去；本来是正文的，去掉行首的井号",
            )


def _heading_marks(report: Report, section: ReportSection) -> Iterator[Mark]:
    """The lines of a section that are headings, in order."""
    lines = report.text.split("\n")
    for number in range(section.mark.line, len(lines)):
        match = _HASHES.match(lines[number])
        if match and len(match[1]) <= 2:
            return
        if match:
            yield Mark(number + 1, 1)


def check_numbers_twice(prose: FoldedProse, problems: Problems) -> None:
    """（二）is not followed by another（二）in its section.

    A list may begin anew below another heading, number or name: only of a first one is that said.
    """
    sections: dict[int, list[re.Match[str]]] = {}
    for match in _NUMBERED.finditer(prose.text):
        section = prose.section_at(match.start())
        sections.setdefault(section.mark.line if section else 0, []).append(match)
    for numbers in sections.values():
        for before, after in pairwise(numbers):
            if before[1] != after[1] or (after[1] == "一" and _begins_anew(prose, before, after)):
                continue
            line = prose.mark(before.start()).line
            problems.add(
                "numbering-twice",
                prose.mark(after.start()),
                f"“（{after[1]}）”编了两次，第一次在第 {line} 行",
                found=f"（{after[1]}）",
                advice="请改正编号",
            )


def _begins_anew(prose: FoldedProse, before: re.Match[str], after: re.Match[str]) -> bool:
    """Whether something between two lines numbered（一）may open another list."""
    lines = prose.text[before.start() : after.start()].strip("\n").split("\n")[1:]
    if any(_OTHER_NUMBER.match(line) or not _SENTENCE_END.search(line) for line in lines if line):
        return True
    first, second = prose.mark(before.start()).line, prose.mark(after.start()).line
    levels = [_level(line) for line in prose.report.text.split("\n")[first - 1 : second]]
    return levels[0] != levels[-1] or any(level < levels[0] for level in levels)


def _level(line: str) -> int:
    match = _HASHES.match(line)
    return len(match[1]) if match else _NO_HEADING
