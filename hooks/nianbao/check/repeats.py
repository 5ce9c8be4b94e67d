"""How much of a report repeats the one of the year before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problem import Problems
from ..source import Element, Report, ReportSection
from .folded import FoldedProse, fold_text

__all__ = ["check_repeats", "paragraphs", "worded"]

_YEAR = re.compile(r"20\d\d")
_TELLING = 20
"""Shorter paragraphs are alike by nature."""


def check_repeats(prose: FoldedProse, before: Report, problems: Problems) -> None:
    """The share of repeated text of each section, and figures that are all the same."""
    report = prose.report
    earlier = {s.official.title: s for s in before.sections}
    for section in report.sections:
        last_year = earlier.get(section.official.title)
        if section.official.own_words and last_year is not None:
            _check_section(prose, section, last_year, before.year, problems)
    values = [figure.value for figure in report.figures.values()]
    same = report.form is before.form and values == [f.value for f in before.figures.values()]
    if same and any(values):
        problems.add(
            "same-figures",
            next(figure.mark for figure in report.figures.values() if figure.value),
            f"全部 {len(values)} 格都与 {before.year} 年度相同",
            found=len(values),
            advice="请核对是不是忘了改数字，或者存错了年度",
        )


def _check_section(
    prose: FoldedProse,
    section: ReportSection,
    last_year: ReportSection,
    year: int,
    problems: Problems,
) -> None:
    known = {worded(text) for text in paragraphs(last_year.blocks) if len(text) >= _TELLING}
    texts = list(paragraphs(section.blocks))
    repeated = [t for t in texts if len(t) >= _TELLING and worded(t) in known]
    share = sum(map(len, repeated)) / (sum(map(len, texts)) or 1)
    if share < 0.5:
        return
    place = prose.text.find(repeated[0])
    title = section.official.title
    problems.add(
        "repeated-text",
        prose.mark(place) if place >= 0 else section.mark,
        f"“{title}”有 {share:.0%} 的文字（{len(repeated)} 段）与 {year} 年度相同",
        address=(title,),
        found=f"{share:.0%}",
        advice="请按当年的情况改写；确实没有变化的，请写入 acknowledged",
    )


def paragraphs(blocks: tuple[Element, ...]) -> Iterator[str]:
    """The text of every paragraph and list item, folded as the prose is."""
    for block in blocks:
        inner = tuple(child for child in block.children if isinstance(child, Element))
        if block.tag in ("ul", "ol", "blockquote", "li") and any(
            child.tag in ("p", "li", "ul", "ol") for child in inner
        ):
            yield from paragraphs(inner)
        elif block.tag in ("p", "li"):
            yield fold_text(block.text)


def worded(text: str) -> str:
    """The paragraph with its years left out: to change only those is to copy."""
    return _YEAR.sub("", text)
