"""The catalogue of problems: every code with its severity, its meaning and its remedy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from ..own_data import read_own_data

__all__ = ["Rule", "RuleGroup", "Severity", "catalogue"]


class Severity(StrEnum):
    """How severe a problem is: an error stops the build, a warning and a notice do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def rank(self) -> int:
        """Errors first."""
        return list(Severity).index(self)


class RuleGroup(StrEnum):
    """What a rule is about; the value heads its part of the documentation."""

    WRITING = "文件和写法"
    ARITHMETIC = "表内勾稽关系"
    STRUCTURE = "报告的结构"
    PROSE = "正文与数字"
    PERSONAL = "个人信息"
    YEARS = "跨年度"
    ORGANS = "跨机关"
    PUBLICATION = "发布"
    ENTRIES = "数据说明和确认"
    CORRECTIONS = "更正"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of problem.

    ``fixed`` rules keep their severity whatever a site sets: what they find cannot be published.
    An ``optional`` rule is only for sites that give it a severity. ``example`` is what such a
    mistake looks like in a file, ``source`` the provision behind it.
    """

    code: str
    group: RuleGroup
    severity: Severity
    fixed: bool
    optional: bool
    title: str
    meaning: str
    example: str
    remedy: str
    source: str


@cache
def catalogue() -> Mapping[str, Rule]:
    """All rules by code, in the order of the documentation."""
    chapters = read_own_data(Path(__file__).with_suffix(".yml"))
    return {
        code: Rule(
            code=code,
            group=RuleGroup(group),
            severity=Severity(entry["severity"]),
            fixed=entry.get("fixed", False),
            optional=entry.get("optional", False),
            title=entry["title"],
            meaning=entry["meaning"],
            example=entry["example"],
            remedy=entry["remedy"],
            source=entry.get("source", chapter["source"]),
        )
        for group, chapter in chapters.items()
        for code, entry in chapter["rules"].items()
    }
