"""How much of a report repeats the one of the year before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problem import Problems
from ..source import Element, Figure, Number, Report, ReportSection
from .folded import FoldedProse, fold_text

__all__ = ["LONG", "check_paragraphs_twice", "check_repeats", "paragraphs", "worded"]

_YEAR = re.compile(r"20\d\d")
_TELLING = 20
"""Shorter paragraphs are alike by nature."""
_TELLING_FIGURES = 3
"""One or two figures are alike by chance."""
LONG = 40
"""A shorter paragraph may be written twice with good reason."""
_SHOWN = 12


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
    totals = report.form.totals
    telling = [a for a, f in report.figures.items() if f.value and a not in totals]
    if same and len(telling) >= _TELLING_FIGURES:
        problems.add(
            "same-figures",
            next(figure.mark for figure in report.figures.values() if figure.value),
            f"全部 {len(values)} 格都与 {before.year} 年度相同",
            found=len(values),
            advice="请核对是不是忘了改数字，或者存错了年度",
        )
    elif report.form is before.form and not same:
        _check_tables(report, before, problems)


def _check_tables(report: Report, before: Report, problems: Problems) -> None:
    """Notes tables that are as they were the year before, while others are not."""
    for key, table in report.form.tables.items():
        figures = {address: report.figures.get(address) for address in table.measures}
        if any(_value(f) != _value(before.figures.get(a)) for a, f in figures.items()):
            continue
        telling = [f for a, f in figures.items() if f and f.value and a not in report.form.totals]
        if len({figure.value for figure in telling}) >= _TELLING_FIGURES:
            problems.add(
                "same-table",
                telling[0].mark,
                f"整张表 {len(figures)} 格都与 {before.year} 年度相同，别的表不同",
                address=(key,),
                found=len(figures),
                advice="请核对是不是忘了改这张表；确实相同的，请写入 acknowledged 说明",
            )


def check_paragraphs_twice(prose: FoldedProse, problems: Problems) -> None:
    """A long paragraph that stands in the report more than once."""
    seen: set[str] = set()
    told: set[str] = set()
    for section in prose.report.sections:
        for text in paragraphs(section.blocks):
            if len(text) < LONG or text in told:
                continue
            if text not in seen:
                seen.add(text)
                continue
            told.add(text)
            first = prose.text.find(text)
            place = prose.text.find(text, first + 1) if first >= 0 else -1
            problems.add(
                "paragraph-twice",
                prose.mark(place) if place >= 0 else section.mark,
                f"“{text[:_SHOWN]}…”这一段（{len(text)} 字）写了两遍"
                + (f"，第一遍在第 {prose.mark(first).line} 行" if place >= 0 else ""),
                address=(section.official.title,),
                found=text[:_SHOWN],
                advice="请删去多写的一段，或者换成本来要写的内容",
            )


def _value(figure: Figure | None) -> Number | None:
    return figure.value if figure else None


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
