"""Whether the prose speaks in the name of another organ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problem import Problems
from ..source import Listing, Organ, Report, fold_name, mark_beside
from .folded import narrow_text

__all__ = ["check_speaker", "one_and_the_same"]

_NAME = r"[\w（）()]{4,40}?"
# Who does what a report begins with is the one who reports.
_OPENING = re.compile(
    rf"(?:20\d\d年(?:度)?(?:以来|来)?，?)?(?P<name>{_NAME})"
    r"(?:，|在|认真|严格|坚持|深入|全面|积极|高度重视|始终|不断|切实|紧紧围绕|围绕|按照|根据|持续|扎实|进一步|以习近平)"
)
# Whose report is made known, or who made it.
_MAKER = re.compile(
    rf"(?:公布|发布|编制|撰写|公开|反映)了?《?(?P<name>{_NAME})20\d\d年(?:度)?政[府务]信息公开"
    rf"|本(?:年度)?报告(?:是)?由(?P<maker>{_NAME})(?:根据|按照|依据|依照|负责|编制|编写|撰写|组织)"
)
_MAY_BE_MADE = re.compile("20[0-9]{2}年(?:度)?政[府务]信息公开|报告是?由")
# A paragraph about the report itself: who it is about is said in the next one.
_ABOUT_ITSELF = re.compile("报告|统计期")
_LINE = re.compile("[^\n]+")


def check_speaker(report: Report, listing: Listing, problems: Problems) -> None:
    """The overview begins with the organ itself, and the report made known is its own.

    Only names of organs.yml count. An organ's former names and what it became are its own; so
    are the government to which an office belongs, and the office of a government. Nor is
    it strange to begin with the government that an organ stands under.
    """
    if report.form.free_sections or not report.sections or len(listing.organs) < 2:
        return
    overview = report.sections[0]
    shown = narrow_text(overview.shown)
    own = {fold_name(organ.name) for organ in one_and_the_same(report.organ, listing)}
    for index, name in _speakers(shown):
        folded = fold_name(name)
        if any(folded.startswith(each) or each.startswith(folded) for each in own):
            continue
        if folded not in listing.folded_names.values():
            continue
        problems.add(
            "other-speaker",
            mark_beside(shown, index, overview.mark, report.prose, report.prose_line),
            f"正文用了“{name}”的名义，这是“{report.organ.name}”的报告",
            found=name,
            expected=report.organ.name,
            advice="请核对是不是从别的机关的报告复制来的；报告放错了文件夹的，请移过去",
        )
        return


def _speakers(shown: str) -> Iterator[tuple[int, str]]:
    """The names of those who may speak, with the index of each."""
    lines = [line for line in _LINE.finditer(shown) if line[0].strip()][1:]
    first = next((line for line in lines if not _ABOUT_ITSELF.search(line[0])), None)
    opened = _OPENING.match(first[0].lstrip()) if first else None
    if first and opened:
        yield shown.index(opened["name"], first.start()), opened["name"]
    if _MAY_BE_MADE.search(shown):
        for match in _MAKER.finditer(shown):
            group = "name" if match["name"] else "maker"
            yield match.start(group), match[group]


def one_and_the_same(organ: Organ, listing: Listing) -> Iterator[Organ]:
    """The organ, what it was and became, and the governments above it."""
    yield organ
    yield from listing.lineage.ancestors(organ).renamed
    known = {*organ.predecessors, *organ.successors}
    while organ.parent and organ.parent not in known and organ.parent in listing.organs:
        known.add(organ.parent)
        organ = listing.organs[organ.parent]
    yield from (listing.organs[slug] for slug in known if slug in listing.organs)
