"""Whether a title of its own says each thing once: who, which year, what."""

from __future__ import annotations

import re
import unicodedata

from ..problem import Problems
from ..source import Report
from .stated_years import states_a_year
from .titles import names_nobody

__all__ = ["check_title_shape"]

_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
_CHINESE_YEAR = re.compile("二[〇○零]([〇○零一二三四五六七八九]{2})")
_CHINESE_DIGITS = {character: str(digit) for digit, character in enumerate("〇一二三四五六七八九")}
_CHINESE_DIGITS |= {"○": "0", "零": "0"}
# 2021年年度报告 is written by many: only longer words written twice are a slip.
_DOUBLED = re.compile(r"(\w{3,})\1")
_WORK = re.compile("《[^》]*》")
_LEFT_OVER = re.compile(r"^附件\d*:?|\.(?:docx?|pdf|wps|ofd|md|html?)$", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^)]*\)")


def check_title_shape(report: Report, problems: Problems) -> None:
    """What a title says twice, or not at all, or of another year.

    Before 2019 reports were given any title; of those only what is said twice is looked at.
    """
    if "title" not in report.marks:
        return
    for fault in _faults(report):
        problems.add(
            "title-shape",
            report.marks["title"],
            f"题目里{fault}",
            found=report.title,
            expected=f"{report.organ.name}{report.year}年政府信息公开工作年度报告",
            advice="请改正题目，或者不写 title，由程序按机关名称和年度生成",
        )


def _faults(report: Report) -> list[str]:
    """What is wrong with the title."""
    title = "".join(unicodedata.normalize("NFKC", report.title).split())
    plain = _BRACKETS.sub("", _WORK.sub("", title))
    years = [int(year) for year in _YEAR.findall(plain)]
    years += [
        2000 + int("".join(_CHINESE_DIGITS[c] for c in y)) for y in _CHINESE_YEAR.findall(plain)
    ]
    faults: list[str] = []
    if doubled := _DOUBLED.search(plain):
        faults.append(f"“{doubled[1]}”写了两遍")
    elif len(years) > len(set(years)):
        faults.append("年度写了两遍")
    elif plain.count(report.organ.name) > 1 and not _announces(plain):
        faults.append(f"“{report.organ.name}”写了两遍")
    if leftover := _LEFT_OVER.search(title):
        faults.append(f"还有“{leftover[0]}”")
    if years and report.year not in years and not states_a_year(report.title):
        faults.append(f"写的是 {years[0]} 年，这份报告是 {report.year} 年度的")
    if not report.form.free_sections:
        if not years and not _YEAR.search(title):
            faults.append("没有写年度")
        if names_nobody(title):
            faults.append("没有写机关")
    return faults


def _announces(title: str) -> bool:
    """Whether a title is that of a notice about the report, which names the organ twice."""
    return "关于" in title
