"""Who did what the sentences of a report tell: another organ, or the organ under a former name.

What stands for a subject and for what it did is data: ``subjects.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import cast

from ..form import OrganKind
from ..own_data import read_own_data
from ..problem import Problems
from ..source import Listing, Organ, Report, fold_name
from .folded import FoldedProse, fold_prose
from .speakers import one_and_the_same
from .titles import is_short_for, without_places

__all__ = ["check_subjects"]


def check_subjects(report: Report, listing: Listing, problems: Problems) -> None:
    """Sentences begin with the organ itself, not with a neighbour, under the name it has.

    A government tells of its organs, and an organ of those below it. A neighbour's name begins
    with the same place; whoever has another place is a superior, or far away.
    """
    prose = fold_prose(report)
    current = listing.organs.get(report.organ.slug, report.organ)
    own = {report.organ.name, current.name}
    own |= {organ.name for organ in one_and_the_same(report.organ, listing)}
    former = dict.fromkeys(_former_names(report, current, listing))
    _check_former(prose, former, problems)
    own |= former.keys()
    _check_self(prose, own, problems)
    _check_signature(prose, own, problems)
    if report.organ.kind is not OrganKind.GOVERNMENT and not report.organ.aggregate:
        below = {organ.name for organ in listing.children.get(report.organ.slug, ())}
        _check_neighbours(prose, own | below, problems)


def _former_names(report: Report, current: Organ, listing: Listing) -> Iterator[str]:
    """The names that the organ had before the year of the report, and has no more."""
    renamed = listing.lineage.ancestors(current).renamed
    yield from (name for name, last in current.former_names if last < report.year)
    yield from (o.name for o in renamed if o.last_year and o.last_year < report.year)


def _check_former(prose: FoldedProse, former: Mapping[str, None], problems: Problems) -> None:
    """The first sentence that begins with a former name of the organ."""
    patterns, own = _patterns(), prose.report.organ.name
    for name in former:
        if fold_name(own).startswith(fold_name(name)):
            continue
        subject = re.compile(rf"{patterns['time'].pattern}{re.escape(name)}")
        for match in subject.finditer(prose.text):
            begins = not match.start() or prose.text[match.start() - 1] in "。！？；\n"
            acts = any(patterns[key].match(prose.text, match.end()) for key in ("deed", "manner"))
            if not begins or not acts:
                continue
            if patterns["history"].search(prose.sentence_at(match.start())):
                continue
            problems.add(
                "former-name",
                prose.mark(match.end() - len(name)),
                f"{prose.report.year} 年度的报告，句子的主语是以前的名称“{name}”",
                found=name,
                expected=own,
                advice="请核对是不是从以前的报告复制来的；这一年还用它的，请改机关名录里的 to",
            )
            return


def _check_self(prose: FoldedProse, own: set[str], problems: Problems) -> None:
    """The first sentence in which the organ calls itself what it is not: a bureau, a town."""
    for match in _patterns()["own"].finditer(prose.text):
        if any(match["kind"] in name for name in own):
            continue
        words = match[0][match.start("kind") - match.start() - 1 :]
        problems.add(
            "other-subject",
            prose.mark(match.start("kind") - 1),
            f"正文自称“{words}”，这是“{prose.report.organ.name}”的报告",
            found=words,
            expected=prose.report.organ.name,
            advice="请核对是不是从别的机关的报告复制来的；确实这样自称的，请写入 acknowledged",
        )
        return


def _check_signature(prose: FoldedProse, own: set[str], problems: Problems) -> None:
    """The name above the day at the end is that of the organ, or of its office."""
    for match in _patterns()["signed"].finditer(prose.text):
        if not _is_own(match["name"], own):
            problems.add(
                "other-subject",
                prose.mark(match.start("name")),
                f"落款是“{match['name']}”，这是“{prose.report.organ.name}”的报告",
                found=match["name"],
                expected=prose.report.organ.name,
                advice="请核对是不是从别的机关的报告复制来的；落款可以删去，由程序放",
            )


def _check_neighbours(prose: FoldedProse, own: set[str], problems: Problems) -> None:
    """The first sentence that tells what another organ of the same place did."""
    organ = prose.report.organ.name
    place = organ.removesuffix(without_places(organ))
    if not place:
        return
    for match in _patterns()["neighbour"].finditer(prose.text):
        name = match["name"]
        if not name.startswith(place) or _is_own(name, own):
            continue
        if _patterns()["dealings"].search(prose.sentence_at(match.start("name"))):
            continue
        problems.add(
            "other-subject",
            prose.mark(match.start("name")),
            f"句子的主语是“{name}”，这是“{organ}”的报告",
            found=name,
            expected=organ,
            advice="请核对是不是从别的机关的报告复制来的；确实说那个机关的，写入 acknowledged",
        )
        return


def _is_own(name: str, own: set[str]) -> bool:
    """Whether a name is one of these, a beginning of one, one with more after it, or short."""
    folded = fold_name(name)
    return any(
        folded.startswith(each) or is_short_for(folded, each) for each in map(fold_name, own)
    )


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    data = cast("Mapping[str, str]", read_own_data(Path(__file__).with_suffix(".yml")))
    # A long list of words is written on several lines.
    words = {key: re.sub(r"\s", "", pattern) for key, pattern in data.items()}
    time, name = words["time"], f"(?P<name>{words['name']})"
    joined = {
        "neighbour": rf"(?<![^。！？；\n]){time}{name}{time}{words['deed']}",
        "own": rf"(?<![^。！？；，：\n]){time}{words['self']}",
    }
    return {key: re.compile(pattern) for key, pattern in chain(words.items(), joined.items())}
