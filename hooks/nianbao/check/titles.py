"""Whether a report's title speaks in the name of another organ."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from ..problem import Problems
from ..source import Listing, Organ, Report, fold_name

__all__ = ["check_title", "is_short_for", "names_nobody", "without_places"]

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
# Whoever speaks for these does not do so in an organ's own report.
_HIGHEST = re.compile(r"国务院|中共中央|中央|全国人民代表|全国人大|全国政协|中华人民共和国")
# What is named there speaks for nobody.
_WORK = re.compile("《[^》]*》")
_BRACKETS = re.compile(r"\([^)]*\)")
# A government's reports are written by its office, and its organs name it before themselves.
_OWN_GOVERNMENT = "人民政府"
_OFFICE = re.compile(r"(?:办公室|办公厅|办)$")
_GOVERNMENT = re.compile(r"(?:人民)?政府(?=\w)")
# The places above a county or an organ's own place, which may stand before its name.
_PLACE = re.compile(r"^\w{2,}?(?:特别行政区|自治区|自治州|自治县|自治旗|地区|省|市|州|盟|县|区|旗)")


def check_title(report: Report, listing: Listing, problems: Problems) -> None:
    """A title of its own names the organ, in full or shortened, or nobody.

    What an organ was before is its own, too: an old report keeps the name it was published under.
    """
    if "title" not in report.marks:
        return
    organ = listing.organs.get(report.organ.slug, report.organ)
    own = (report.organ, organ, *listing.lineage.ancestors(organ).renamed)
    title = _WORK.sub("", report.title)
    other = _other_organ(title, own, listing) or _stranger(
        _folded(title), [_folded(organ.name) for organ in own]
    )
    if not other:
        return
    problems.add(
        "title-organ",
        report.marks["title"],
        f"题目用了“{other}”的名义，这个文件夹里是“{report.organ.name}”的报告",
        found=other,
        expected=report.organ.name,
        advice="请改正题目，或者不写 title，由程序照机关名称生成；报告放错了的，请移到它的文件夹",
    )


def names_nobody(title: str) -> bool:
    """Whether a title says only what it is and of which year."""
    return not _without_other_words(title)


def _other_organ(title: str, own: Iterable[Organ], listing: Listing) -> str:
    """Another organ of organs.yml that the title names in full, wherever it does.

    It is none where its name is a part of an own one, nor where it is the government under which
    the own one stands: 示例县人民政府示例局 is 示例县示例局.
    """
    title = fold_name(title)
    names = {fold_name(organ.name) for organ in own}
    named = {name: slug for slug, name in listing.folded_names.items() if name and name in title}
    others = named.keys() - names
    for other in others:
        place = other.removesuffix(_OWN_GOVERNMENT)
        if place != other:
            names |= {
                other + written
                for name in names
                if name.startswith(place)
                for written in (name, name[len(place) :])
            }
    # The longer name is meant where another begins with the same characters.
    known = sorted(others | names, key=len, reverse=True)
    found = re.findall("|".join(map(re.escape, filter(None, known))), title) if others else []
    stranger = next((name for name in found if name not in names), "")
    return listing.organs[named[stranger]].name if stranger else ""


def _stranger(title: str, own: Iterable[str]) -> str:
    """The name in a title that is not the organ's, neither in full nor shortened."""
    rest = title
    for name in own:
        rest = rest.replace(name, " ")
    is_named = rest != title
    highest = _HIGHEST.search(fold_name(rest))
    outside = _without_other_words(_BRACKETS.sub("", rest))
    rest = _without_other_words(rest)
    if highest:
        return highest[0] if is_named else rest
    if is_named or not _ORGAN.search(rest):
        return ""
    # A second name that an organ has stands in brackets.
    rest = outside or rest
    shortened = (_OFFICE.sub("", rest), _GOVERNMENT.sub("", rest))
    places = (without_places(short) for short in shortened)
    is_own = any(is_short_for(short, name) for short in (*shortened, *places) for name in own)
    return "" if is_own else rest


def _without_other_words(title: str) -> str:
    return "".join(_OTHER_WORDS.sub(" ", title).split())


def without_places(name: str) -> str:
    """A name without the places above it, as far as something is left."""
    while (place := _PLACE.match(name)) and place[0] != name:
        name = name[place.end() :]
    return name


def is_short_for(short: str, name: str) -> bool:
    """Whether a name is shortened: its characters, in their order."""
    characters: Iterator[str] = iter(name)
    return bool(short) and all(character in characters for character in short)


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
