"""Whether a report names as its basis what no longer held when it was written."""

from __future__ import annotations

import re

from ..problem import Problems
from .folded import FoldedProse

__all__ = ["check_stale_law"]

_SINCE = 2021
"""Reports about that year and later ones follow the form of 国办公开办函〔2021〕30号."""
_KEYWORDS = re.compile("492号|60号")
_STALE = (
    (
        re.compile("国务院令?(?:第)?492号"),
        "2007 年的《政府信息公开条例》",
        "2019 年修订的条例是国务院令第711号",
    ),
    (
        re.compile(r"国办公开办函[〔\[(（【［]2019[〕\])）】］]第?60号"),
        "2019、2020 年度的报告格式",
        "2021 年度起的格式是国办公开办函〔2021〕30号",
    ),
)
_AS_BASIS = re.compile("根据|依据|依照|按照|按|遵照|遵循|贯彻|落实|执行|要求|规定|编制|撰写")
_HISTORY = re.compile(
    "修订|修改|废止|原|旧|曾|历史|以前|此前|之前|过去|取代|代替|替代|不再|失效|2007年|2008年"
)


def check_stale_law(prose: FoldedProse, problems: Problems) -> None:
    """The old regulation and the old form, each once, where they are named as what holds."""
    if prose.report.year < _SINCE:
        return
    known: set[str] = set()
    for start, sentence in prose.sentences_with(_KEYWORDS):
        if _HISTORY.search(sentence) or not _AS_BASIS.search(sentence):
            continue
        for pattern, what, advice in _STALE:
            match = pattern.search(sentence)
            if match and what not in known:
                known.add(what)
                problems.add(
                    "stale-law",
                    prose.mark(start + match.start()),
                    f"{prose.report.year} 年度的报告以“{match[0]}”为依据，那是{what}",
                    found=match[0],
                    advice=f"{advice}；请核对后改正",
                )
