"""Slips of writing: words written twice, punctuation of another script, traditional characters.

What is surely a slip is data: ``wording.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TypedDict, cast

from ..own_data import read_own_data
from ..problem import Problems
from .folded import FoldedProse

__all__ = ["check_wording"]

_CHINESE = "\u4e00-\u9fa5"
# References, web addresses, and the targets of links and images are no prose.
_NO_PROSE = re.compile(
    r"[{｛][^{}｛｝\n]*[}｝]|\]\([^()\n]*\)|(?:https?://|www\.)[^\s，。；、（）《》“”]+|<[^<>\n]*>"
)
# A point after a number begins a paragraph; one before these is part of a web address. What stands
# before is looked at last: that is how the pattern is fast.
_NARROW = re.compile(
    rf"[,;:?!](?<=[{_CHINESE}”》）】].)(?=[{_CHINESE}“《（【\n]|$)"
    rf"|\((?<=[{_CHINESE}”》）】].)(?=[{_CHINESE}“《])"
    rf"|\.(?<=[{_CHINESE}”》）].)(?<![一二三四五六七八九十].)(?=[{_CHINESE}“《\n]|$)"
    r"(?!政务|公益|中国|公司|网络|网址)"
)
_WIDE: Mapping[str, str] = {
    ",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ".": "。",
}  # fmt: skip
_DOUBLED_MARKS = re.compile("([，。、；：])\\1+|[，、；：]。|。[，、；：]|，、|、，")
# A title and words in quotation marks stand as their author wrote them.
_QUOTED = re.compile("《[^》\n]*》|“[^”\n]*”")
_FIRST_LEVEL = range(0xA440, 0xC67F)
"""The characters in common use of Big5, which is for traditional Chinese."""
_MOST_NAMED = 10


class _Data(TypedDict):
    doubled: dict[str, str]
    words: list[str]
    modern: str


def check_wording(prose: FoldedProse, problems: Problems) -> None:
    """Slips that a spelling checker would show."""
    _check_doubled(prose, problems)
    _check_narrow(prose, problems)
    _check_traditional(prose, problems)


def _check_doubled(prose: FoldedProse, problems: Problems) -> None:
    for words, pattern in _doubled().items():
        # One pattern for all of them takes five times as long.
        for match in pattern.finditer(prose.text) if words in prose.text else ():
            problems.add(
                "doubled-words",
                prose.mark(match.start()),
                f"“{words}”写了两遍",
                found=words,
                expected=words[: len(words) // 2],
                advice="请删去多写的",
            )
    for match in _DOUBLED_MARKS.finditer(prose.text):
        problems.add(
            "doubled-words",
            prose.mark(match.start()),
            f"标点“{match[0]}”连在一起",
            found=match[0],
            advice="请只留一个标点",
        )


def _check_narrow(prose: FoldedProse, problems: Problems) -> None:
    """Punctuation of half width between Chinese characters: one problem a report."""
    if not _NARROW.search(prose.text):
        return
    text = _NO_PROSE.sub(lambda match: " " * len(match[0]), prose.text)
    found = list(_NARROW.finditer(text))
    if not found:
        return
    first = found[0]
    wide = _WIDE[first[0]]
    beside = prose.text[max(first.start() - 4, 0) : first.end() + 4].replace("\n", "")
    problems.add(
        "half-width-punctuation",
        prose.mark(first.start()),
        f"汉字中间有 {len(found)} 处半角标点，第一处是“{beside}”里的“{first[0]}”",
        found=first[0],
        expected=wide,
        advice=f"请改为全角的“{wide}”等{_lines(prose, (match.start() for match in found))}",
    )


def _check_traditional(prose: FoldedProse, problems: Problems) -> None:
    """Traditional characters: one problem a report, for names and old titles may have them."""
    characters = {character for character in set(prose.text) if _is_traditional(character)}
    if not characters:
        return
    text = _QUOTED.sub(lambda match: " " * len(match[0]), prose.text)
    places = [index for index, character in enumerate(text) if character in characters]
    if not places:
        return
    named = "".join(dict.fromkeys(text[index] for index in places))
    more = f"等 {len(named)} 个" if len(named) > _MOST_NAMED else ""
    problems.add(
        "traditional-characters",
        prose.mark(places[0]),
        f"有繁体字“{named[:_MOST_NAMED]}”{more}，共 {len(places)} 处",
        found=named,
        advice=f"请改为规范汉字；人名、地名等本来如此的不用改{_lines(prose, places)}",
    )


def _lines(prose: FoldedProse, places: Iterable[int]) -> str:
    """The lines of several places, for an advice."""
    lines = list(dict.fromkeys(prose.mark(index).line for index in places))
    if len(lines) == 1:
        return ""
    more = f"等 {len(lines)} 行" if len(lines) > _MOST_NAMED else "行"
    return f"：第 {'、'.join(map(str, lines[:_MOST_NAMED]))} {more}"


@cache
def _is_traditional(character: str) -> bool:
    """Whether a character is in common use in traditional Chinese and not in simplified.

    The two character sets tell them apart without a dictionary: Big5 (1984) and GB 2312 (1980).
    """
    if not "\u4e00" <= character <= "\u9fa5" or character in _data()["modern"]:
        return False
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        code = character.encode("big5", "ignore")
        return bool(code) and int.from_bytes(code, "big") in _FIRST_LEVEL
    return False


@cache
def _doubled() -> Mapping[str, re.Pattern[str]]:
    """What is a slip of each doubled word."""
    data = _data()
    words = {2 * word: re.escape(2 * word) for word in data["words"]}
    return {word: re.compile(pattern) for word, pattern in (data["doubled"] | words).items()}


@cache
def _data() -> _Data:
    return cast("_Data", read_own_data(Path(__file__).with_suffix(".yml")))
