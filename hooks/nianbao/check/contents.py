"""What a report must say in words: the aspects of its overview, and what the regulation asks for.

The words by which a report says something are data: ``contents.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TypedDict, cast

from ..form import OrganKind
from ..own_data import read_own_data
from ..problem import Problems
from ..settings import HouseRules
from ..source import Organ, Report, ReportSection
from .folded import FoldedProse, narrow_text

__all__ = ["check_contents", "is_government"]

_SINCE = 2019
"""The regulation of 2019 holds for the reports about that year and later ones."""
_TELLING = 100
"""An overview of fewer Chinese characters is no account that could leave something out."""
_LONG = 1000
_CHINESE = re.compile("[\u4e00-\u9fa5]")
_SPACES = re.compile(r"\s")
_SENTENCE = re.compile(r"[^。！？；\n]+")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_GOVERNMENT = re.compile(r"(?:人民政府|[省市县区州盟旗乡镇]|苏木)$")


class _Data(TypedDict):
    aspects: Mapping[str, str]
    assessments: Mapping[str, str]
    about_itself: str
    period: str
    contact: str
    generic: str
    no_number: str
    number: str


@dataclass(frozen=True, slots=True)
class _Words:
    """The data, its patterns ready to be searched for."""

    aspects: Mapping[str, re.Pattern[str]]
    assessments: Mapping[str, re.Pattern[str]]
    about_itself: re.Pattern[str]
    period: re.Pattern[str]
    contact: re.Pattern[str]
    generic: re.Pattern[str]
    no_number: re.Pattern[str]
    number: re.Pattern[str]


def check_contents(prose: FoldedProse, rules: HouseRules, problems: Problems) -> None:
    """What is left out, or said in words that fit any organ.

    Sources: 《政府信息公开条例》第五十条, 国办公开办函〔2021〕30号.
    """
    report = prose.report
    overview = _overview(report)
    if overview is None:
        return
    text = _SPACES.sub("", narrow_text(overview.shown).replace(overview.heading, "", 1))
    if len(list(islice(_CHINESE.finditer(text), _TELLING))) == _TELLING:
        _check_assessments(report, overview, problems)
        _check_aspects(report, overview, problems)
    if rules.asks_for("preamble-missing"):
        _check_preamble(report, overview, problems)
    if rules.asks_for("overview-long"):
        _check_length(text, overview, problems)
    _check_generic(prose, text, problems)


def is_government(organ: Organ) -> bool:
    """Whether an organ is a people's government: no department, and no agency of a government.

    A sub-district office (街道办事处) is an agency (派出机关) by 《地方各级人民代表大会和
    地方各级人民政府组织法》.
    """
    name = _BRACKETS.sub("", organ.name).strip()
    return organ.kind is not OrganKind.DEPARTMENT and bool(_GOVERNMENT.search(name))


def _overview(report: Report) -> ReportSection | None:
    """The section 总体情况; reports whose sections are free have none that must say anything."""
    if report.form.free_sections:
        return None
    official = report.form.sections[0]
    return next((section for section in report.sections if section.official == official), None)


def _check_assessments(report: Report, overview: ReportSection, problems: Problems) -> None:
    """A government tells how the work was assessed: one word about any of the three will do."""
    if report.year < _SINCE or not is_government(report.organ):
        return
    kinds = _words().assessments
    text = "\n".join(narrow_text(section.shown) for section in report.sections)
    if any(says.search(text) for says in kinds.values()):
        return
    names = "、".join(kinds)
    problems.add(
        "assessment-missing",
        overview.mark,
        f"全文没有提到{names}",
        address=(overview.official.title,),
        expected=names,
        advice="请在这一部分写明三项的结果；没有开展、没有发生的，也请如实写明",
    )


def _check_aspects(report: Report, overview: ReportSection, problems: Problems) -> None:
    """The overview of the form of 2021 goes through five aspects."""
    if report.form.family != "2021":
        return
    aspects, about_itself = _words().aspects, _words().about_itself
    sentences = _SENTENCE.findall(narrow_text(overview.shown))
    text = "\n".join(sentence for sentence in sentences if not about_itself.search(sentence))
    missing = [name for name, says in aspects.items() if not says.search(text)]
    if missing:
        problems.add(
            "aspect-missing",
            overview.mark,
            f"五个方面写了 {len(aspects) - len(missing)} 个，没有提到{'、'.join(missing)}",
            address=(overview.official.title,),
            found=len(aspects) - len(missing),
            expected=len(aspects),
            advice="请补上；确实没有情况可写的，也请写一句",
        )


def _check_preamble(report: Report, overview: ReportSection, problems: Problems) -> None:
    """The report says which time its numbers are about, and whom to ask."""
    words = _words()
    text = "\n".join([report.notice, *(narrow_text(s.shown) for s in report.sections)])
    missing = []
    if not words.period.search(text):
        missing.append("统计期限")
    if not report.organ.contact and not words.contact.search(text):
        missing.append("联系方式")
    if missing:
        problems.add(
            "preamble-missing",
            overview.mark,
            f"没有写{'和'.join(missing)}",
            address=(overview.official.title,),
            expected="、".join(missing),
            advice="请写在这一部分的开头；联系方式也可以写在机关名录的 contact 里",
        )


def _check_length(text: str, overview: ReportSection, problems: Problems) -> None:
    if len(text) > _LONG:
        problems.add(
            "overview-long",
            overview.mark,
            f"这一部分有 {len(text)} 个字，超过 {_LONG} 个字",
            address=(overview.official.title,),
            found=len(text),
            expected=_LONG,
            advice="请压缩；清单、明细可以做成附件",
        )


def _check_generic(prose: FoldedProse, overview: str, problems: Problems) -> None:
    """Vague words about others, while the overview has neither a number nor the organ's name."""
    words = _words()
    found = list(words.generic.finditer(prose.text))
    if not found or prose.report.organ.name[:2] in overview:
        return
    if words.number.search(words.no_number.sub("", overview)):
        return
    for match in found:
        section = prose.section_at(match.start())
        if section is not None and section.official.own_words:
            problems.add(
                "generic-text",
                prose.mark(match.start()),
                f"“{match[0]}”没有说是谁，第一部分里也没有一个数、没有机关的名称",
                address=(section.official.title,),
                found=match[0],
                advice="请写出本机关的具体情况和数字",
            )
            return


@cache
def _words() -> _Words:
    data = cast("_Data", read_own_data(Path(__file__).with_suffix(".yml")))
    return _Words(
        aspects={name: _pattern(says) for name, says in data["aspects"].items()},
        assessments={name: _pattern(says) for name, says in data["assessments"].items()},
        about_itself=_pattern(data["about_itself"]),
        period=_pattern(data["period"]),
        contact=_pattern(data["contact"]),
        generic=_pattern(data["generic"]),
        no_number=_pattern(data["no_number"]),
        number=_pattern(data["number"]),
    )


def _pattern(text: str) -> re.Pattern[str]:
    """A pattern that the data may break into several lines."""
    return re.compile(_SPACES.sub("", text))
