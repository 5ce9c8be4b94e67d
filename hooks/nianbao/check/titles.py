"""Whether a report's title speaks in the name of another organ."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from ..problem import Problems
from ..source import Organ, Report, ancestors_of

__all__ = ["check_title"]

# What a title says besides a name.
_OTHER_WORDS = re.compile(
    r"关于|[0-9]{4}年?度?|[〇○零一二三四五六七八九]{4}年度?|政府信息公开|信息公开|政务公开|工作|年度|报告"
    r"|情况|公布|发布|印发|的|及|和|与|[^\w]+"
)
_ORGAN = re.compile(
    r"国务院|中共|人民政府|政府|人大|政协|法院|检察院|委员会|管委会|党委|[省市县区州盟旗]委"
    r"|\w{2,}(?:局|厅|委|办|部|院|署|镇|乡|街道|街道办|办公室|集团|公司|大学|学校|医院)$"
    r"|\w{2,}[省市县区州盟旗]$"
)


def check_title(report: Report, organs: Mapping[str, Organ], problems: Problems) -> None:
    """A title of its own names the organ, in full or shortened, or nobody.

    What an organ was before is its own, too: an old report keeps the name it was published under.
    """
    if "title" not in report.marks:
        return
    own = (report.organ, *ancestors_of(report.organ, organs).renamed)
    rest = _without(_folded(report.title), (organ.name for organ in own), organs.values())
    if any(_is_short_for(rest, _folded(organ.name)) for organ in own) or not _ORGAN.search(rest):
        return
    problems.add(
        "title-organ",
        report.marks["title"],
        f"题目用了“{rest}”的名义，这个文件夹里是“{report.organ.name}”的报告",
        found=rest,
        expected=report.organ.name,
        advice="请改正题目，或者不写 title，由程序照机关名称生成；报告放错了的，请移到它的文件夹",
    )


def _without(title: str, own: Iterable[str], organs: Iterable[Organ]) -> str:
    """What a title says besides the organ's own names and the usual words.

    A longer name that begins like its own is another's.
    """
    others = {_folded(organ.name) for organ in organs}
    for name in sorted(map(_folded, own), key=len, reverse=True):
        longer = (other for other in others if name in other and name != other and other in title)
        if not any(longer):
            title = title.replace(name, " ")
    return "".join(_OTHER_WORDS.sub(" ", title).split())


def _is_short_for(short: str, name: str) -> bool:
    """Whether a name is shortened: its characters in their order, the first one included."""
    if not short or not name.startswith(short[0]):
        return False
    characters: Iterator[str] = iter(name)
    return all(character in characters for character in short)


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
