"""Which year a report's words say it is about, held against the year it stands under.

The words that tell of years past are data: ``stated_years.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import cast

from ..own_data import read_own_data
from ..problem import TOP, Mark, Problems
from .folded import FoldedProse

__all__ = ["check_stated_years", "states_a_year"]

_YEAR = re.compile(r"20\d\d[年.]")
_PERIOD = re.compile(
    r"(20\d\d)年1月1日(?:0时|零时)?起?(?:至|到|[-—~]+)(?:(20\d\d)年|同年)?12月31日"
    r"|(20\d\d)\.0?1\.0?1(?:至|到|[-—~]+)(20\d\d)\.12\.31(?!\d)"
)
# What a report says of itself: 现将2022年度政府信息公开工作情况报告如下, 数据截至2022年12月31日.
_OF_ITSELF = re.compile(
    r"现将[^，。；\d\n]{0,20}(20\d\d)年(?:度)?政[府务]信息公开(?:工作)?(?:年度)?(?:工作)?"
    r"(?:有关|相关)?情况[^，。；\d\n]{0,6}如下"
    r"|(?:数据|统计(?:时间|期限|日期|时限))[^，。；\d\n]{0,6}截[至止]到?(20\d\d)年12月31日"
)
_SIGNED = re.compile(
    r"(?:^|\n)(?P<organ>[\u4e00-\u9fff]{4,30})\n*"
    r"(?P<date>(?P<year>20\d\d)年\d{1,2}月\d{1,2}日)(?=\n|$)"
)
_TITLE = re.compile(r"(?<![《\[])(20\d\d)年(?:度)?政[府务]信息公开(?:工作)?年?(?:度)?(?:工作)?报告")
_QUOTED = 12
_SPEAKERS = "我|本|全[省市县区镇乡局委厅办系]"
_WHOLE_SENTENCE = re.compile(r"[^。！？\n]*[。！？]?")


def states_a_year(title: str) -> bool:
    """Whether a title names the report by a year, which is then held against the report's."""
    return bool(_TITLE.search(title))


def check_stated_years(prose: FoldedProse, problems: Problems) -> None:
    """The period, the report's name, and sentences that open with a year.

    When the words never speak of the report's year, it may be the report of another.
    """
    report = prose.report
    stated: list[tuple[Mark, int, str]] = []
    if "title" in report.marks and (match := _TITLE.search(report.title)):
        stated.append((report.marks.get("title", TOP), int(match[1]), match[0]))
    for place in _YEAR.finditer(prose.text):
        for match in (pattern.match(prose.text, place.start()) for pattern in (_PERIOD, _TITLE)):
            if match and not _is_published(prose, match):
                years = {int(year) for year in match.groups() if year}
                stated += [(prose.mark(match.start()), year, match[0]) for year in sorted(years)]
    for match in _OF_ITSELF.finditer(prose.text):
        stated.append((prose.mark(match.start()), int(match[1] or match[2]), match[0]))
    others = [statement for statement in stated if statement[1] != report.year]
    speaks_of_own = f"{report.year}年" in prose.text or any(y == report.year for _, y, _ in stated)
    if others and not speaks_of_own:
        mark, year, words = others[0]
        problems.add(
            "other-year",
            mark,
            f"“{words}”，全文没有提到 {report.year} 年，像是 {year} 年度的报告",
            found=year,
            expected=report.year,
            advice="请核对是哪一年的报告，改正文件名和 year，或者改正正文",
        )
        return
    _check_signed(prose, problems)
    speakers = rf"{_SPEAKERS}|{re.escape(report.organ.name[:2])}"
    opening = re.compile(rf"(?<![^。！？；\n])(20\d\d)年(?:度)?，?(?:{speakers})")
    for year_place in _YEAR.finditer(prose.text):
        opened = opening.match(prose.text, year_place.start())
        # Plans speak of years to come; only what is past is left over.
        if opened and _is_left_over(prose.sentence_at(opened.start()), int(opened[1]), report.year):
            words = prose.text[opened.start() : opened.start() + _QUOTED]
            others.append((prose.mark(opened.start()), int(opened[1]), words))
    others += _deeds_of_another_year(prose)
    _check_plans(prose, problems)
    for mark, year, words in sorted(set(others)):
        problems.add(
            "stale-year",
            mark,
            f"{report.year} 年度的报告里写着“{words}”",
            found=year,
            expected=report.year,
            advice=f"请核对是否应为 {report.year} 年；确实说的是往年的，请写入 acknowledged",
        )


def _deeds_of_another_year(prose: FoldedProse) -> Iterator[tuple[Mark, int, str]]:
    """Sentences that say what was received or done in another year, and compare it with nothing."""
    own, patterns = prose.report.year, _patterns()
    for match in patterns["deed"].finditer(prose.text):
        year = int(match["year"])
        if year == own or (year < own - 1 and not patterns["asked"].search(match["deed"])):
            continue
        start = max(prose.text.rfind(end, 0, match.start()) for end in "。！？\n") + 1
        sentence = _sentence_from(prose.text, start)
        following = _sentence_from(prose.text, start + len(sentence))
        if str(own) in sentence or patterns["past"].search(sentence):
            continue
        if following.startswith(str(own)) and patterns["deed"].match(following):
            continue
        yield prose.mark(match.start()), year, prose.text[match.start() :][:_QUOTED]


def _check_plans(prose: FoldedProse, problems: Problems) -> None:
    """Nobody plans in a report for the year that it is about, nor for one before."""
    own, patterns = prose.report.year, _patterns()
    for match in patterns["plan"].finditer(prose.text):
        if int(match["year"]) > own or patterns["planned"].search(prose.sentence_at(match.start())):
            continue
        problems.add(
            "stale-year",
            prose.mark(match.start()),
            f"{own} 年度的报告里打算“{match[0][:_QUOTED]}”，这一年已经过去了",
            found=match["year"],
            expected=own + 1,
            advice=f"请核对是否应为 {own + 1} 年",
        )


def _sentence_from(text: str, start: int) -> str:
    """The sentence that begins there, all that semicolons join in it."""
    match = _WHOLE_SENTENCE.match(text, start)
    return match[0] if match else ""


def _check_signed(prose: FoldedProse, problems: Problems) -> None:
    """The day below the organ's name: no report of a year is signed within it."""
    year = prose.report.year
    for match in _SIGNED.finditer(prose.text):
        if int(match["year"]) > year or prose.report.organ.name[-2:] not in match["organ"]:
            continue
        problems.add(
            "stale-year",
            prose.mark(match.start("date")),
            f"{year} 年度的报告，落款日期“{match['date']}”在这一年结束以前",
            found=match["date"],
            advice="请核对落款的年份，或者删去落款（机关名称和发布日期由程序放）",
        )


def _is_published(prose: FoldedProse, match: re.Match[str]) -> bool:
    """Whether a sentence tells that the report of the year before was published."""
    if match.re is not _TITLE or int(match[1]) != prose.report.year - 1:
        return False
    sentence = prose.sentence_at(match.start())
    patterns = _patterns()
    return bool(patterns["published"].search(sentence)) and not patterns["opening"].search(sentence)


def _is_left_over(sentence: str, year: int, own: int) -> bool:
    """Whether what a sentence says of a year past was meant to be said of the report's.

    History goes further back than a year; a comparison names both years.
    """
    return year == own - 1 and str(own) not in sentence and not _patterns()["past"].search(sentence)


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    data = cast("Mapping[str, str]", read_own_data(Path(__file__).with_suffix(".yml")))
    # A long list of words is written on several lines.
    return {name: re.compile(re.sub(r"\s", "", pattern)) for name, pattern in data.items()}
