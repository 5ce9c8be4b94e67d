"""What may become of a report, and the words for it."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["OWED", "Meaning", "Status", "legend"]


class Status(StrEnum):
    """What became of a report; the value is what the CSV says."""

    ON_TIME = "按期发布"
    LATE = "逾期发布"
    UNDATED = "发布日期不详"
    WITHDRAWN = "已撤回"
    DRAFT = "草稿"
    MISSING = "未发布"
    NOT_FOUNDED = "尚未设立"
    CLOSED = "已撤并"
    NOT_COUNTED = "不作统计"

    @property
    def word(self) -> str:
        """The short word that a cell of the board has room for."""
        return _WORDS[self]

    @property
    def css_class(self) -> str:
        """How it is drawn, as the stylesheet calls it."""
        return self.name.lower().replace("_", "-")


OWED = frozenset({Status.DRAFT, Status.MISSING})
"""The report should be published and is not."""

_WORDS = {
    Status.ON_TIME: "按期",
    Status.LATE: "逾期",
    Status.UNDATED: "不详",
    Status.WITHDRAWN: "撤回",
    Status.DRAFT: "草稿",
    Status.MISSING: "未发布",
    Status.NOT_FOUNDED: "未设",
    Status.CLOSED: "撤并",
    Status.NOT_COUNTED: "不计",
}
_MEANINGS = {
    Status.ON_TIME: "在期限以内发布，期限当天也算。",
    Status.LATE: "在期限以后发布，后面是晚了多少天。",
    Status.UNDATED: "已经发布，查不到发布日期，是不是按期不能判断。",
    Status.WITHDRAWN: "发布以后撤回了，原因写在那个网址上；不算已发布，也不算缺。",
    Status.DRAFT: "未发布，只供预览，正式网站里没有。",
    Status.MISSING: "应当发布，本站没有这份报告。最近一个年度的，期限过了没有，请对照今天的日期。",
    Status.NOT_FOUNDED: "这个机关当年还没有设立。",
    Status.CLOSED: "这个机关已经撤销、并入其他机关或者改组，后继写在机关名称下面。",
    Status.NOT_COUNTED: "没有写明这个机关从哪个年度开始，在它最早的报告以前不作统计。",
}
_RARE = (Status.WITHDRAWN, Status.DRAFT)
_CORRECTED = "发布以后更正过，后面是几次。改了什么、为什么，写在那份报告里。"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A word of the board, how it is drawn, and what it means."""

    word: str
    css_class: str
    text: str


def legend(there: Container[Status]) -> tuple[Meaning, ...]:
    """Every word that a cell may have; what is published comes first, with its corrections.

    What is rare concerns readers only where it is ``there``.
    """
    told = {
        status: text for status, text in _MEANINGS.items() if status in there or status not in _RARE
    }
    meanings = [Meaning(status.word, status.css_class, text) for status, text in told.items()]
    return (*meanings[:3], Meaning("更正", "corrected", _CORRECTED), *meanings[3:])
