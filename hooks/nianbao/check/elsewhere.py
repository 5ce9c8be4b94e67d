"""Whether a report says what the report of another organ says, or an older one of its own.

Reports are read share by share, and what is wrong with a share is kept as long as its own files
stay as they are. So each report leaves a gist, which is small, and the gists of all are compared
at the end: a change of one report makes nobody read another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import TypeAlias

from ..problem import Mark, Problem, Problems
from ..settings import HouseRules
from ..source import Answers, Listing, Portal, Report, ReportSection, digits
from .repeats import paragraphs, worded
from .settling import answers_elsewhere, settle

__all__ = ["Gist", "Gists", "check_elsewhere", "gists_of"]

Gists: TypeAlias = "Mapping[tuple[str, int], Gist]"
"""Gists by organ and year."""

_TELLING = 40
"""Shorter paragraphs may be alike by chance."""
_SHARE = 0.5
_SMALL = 10
_TELLING_DIGITS = 10
"""Different numbers with fewer digits together two organs may have by chance: a single request
stands in six cells, and numbers below ten are common."""
_MOST_KNOWN = 20
"""A paragraph that more reports have is a template, which tells no two of them from others."""


# Without slots, here and below: with them it takes four times as long to take one from what is
# kept.
@dataclass(frozen=True)
class _Section:
    """A section in the organ's own words: the digests of its long paragraphs, and their lengths.

    ``length`` is that of all paragraphs.
    """

    title: str
    mark: Mark
    length: int
    paragraphs: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Gist:
    """What is remembered of a report to be held against others.

    ``figures`` is the digest of its figures, or 0 where they tell nothing. ``answers`` are those
    that speak of what is found here.
    """

    file: str
    sections: tuple[_Section, ...]
    figures: int
    figures_mark: Mark
    answers: Answers


def gists_of(portal: Portal) -> Gists:
    """The gists of the current reports of a portal."""
    return {(report.organ.slug, report.year): _gist(report) for report in portal.reports}


def check_elsewhere(gists: Gists, listing: Listing, rules: HouseRules) -> list[Problem]:
    """Text and figures that another organ's report of the year has, or an older one of its own.

    What is the same as in the year before is found where that report is read. Problems are
    settled by the answers that the gists have.
    """
    places = _Places(gists, listing)
    found: list[Problem] = []
    for place, gist in gists.items():
        problems = Problems(gist.file)
        for section in gist.sections:
            _check_section(place, section, places, problems)
        _check_figures(place, gist, places, problems)
        found += problems.found
    return settle(found, (gist.answers for gist in gists.values()), rules.severities)


class _Places:
    """Where each digest was seen: reports of one organ under all its names have one family."""

    def __init__(self, gists: Gists, listing: Listing) -> None:
        self.listing = listing
        self._families = {
            slug: (organ, *listing.lineage.ancestors(organ).renamed)[-1].slug
            for slug, organ in listing.organs.items()
        }
        self._of_year: dict[tuple[int, int], list[tuple[str, int]]] = {}
        self._of_family: dict[tuple[int, str], list[tuple[str, int]]] = {}
        for place, gist in gists.items():
            slug, year = place
            digests = {digest for section in gist.sections for digest, _ in section.paragraphs}
            for digest in digests | ({gist.figures} - {0}):
                of_year = self._of_year.setdefault((digest, year), [])
                if len(of_year) < _MOST_KNOWN:
                    of_year.append(place)
                self._of_family.setdefault((digest, self._families[slug]), []).append(place)

    def others(self, place: tuple[str, int], digest: int) -> Iterator[tuple[str, int]]:
        """The reports that a report is held against and that have the digest, too."""
        slug, year = place
        family = self._families[slug]
        for other in self._of_year.get((digest, year), ()):
            if self._families[other[0]] != family:
                yield other
        for other in self._of_family.get((digest, family), ()):
            if other[1] < year:
                yield other

    def name(self, place: tuple[str, int]) -> str:
        """What messages call the report."""
        slug, year = place
        return f"“{self.listing.organs[slug].name}”{year} 年度"


def _check_section(
    place: tuple[str, int], section: _Section, places: _Places, problems: Problems
) -> None:
    lengths: Counter[tuple[str, int]] = Counter()
    numbers: Counter[tuple[str, int]] = Counter()
    for digest, length in section.paragraphs:
        for known in places.others(place, digest):
            lengths[known] += length
            numbers[known] += 1
    other = _most_alike(place, lengths)
    if other is None or lengths[other] < _SHARE * section.length:
        return
    share = f"{lengths[other] / section.length:.0%}"
    problems.add(
        "repeated-elsewhere",
        section.mark,
        f"“{section.title}”有 {share} 的文字（{numbers[other]} 段）与"
        f"{places.name(other)}的报告相同",
        address=(section.title,),
        found=share,
        advice="请按本机关当年的情况改写；两份报告都请核对，存错了文件夹的移过去",
    )


def _check_figures(place: tuple[str, int], gist: Gist, places: _Places, problems: Problems) -> None:
    other = _most_alike(place, Counter(places.others(place, gist.figures) if gist.figures else ()))
    if other is not None:
        problems.add(
            "repeated-elsewhere",
            gist.figures_mark,
            f"全部数字都与{places.name(other)}的报告相同",
            found=places.name(other),
            advice="请核对是不是复制来的，或者存错了文件夹；两份报告都请核对",
        )


def _most_alike(
    place: tuple[str, int], lengths: Counter[tuple[str, int]]
) -> tuple[str, int] | None:
    """The report with most in common, if it is not that of the year before."""
    if not lengths:
        return None
    most = max(lengths.values())
    alike = [other for other, length in lengths.items() if length == most]
    is_last_year = any(year == place[1] - 1 for _, year in alike)
    return None if is_last_year else max(alike, key=lambda other: (other[1], other[0]))


def _gist(report: Report) -> Gist:
    values = [figure.value for figure in report.figures.values()]
    marks = (figure.mark for figure in report.figures.values() if figure.value)
    numbers = {value for value in values if value is not None and value >= _SMALL}
    telling = sum(len(digits(number)) for number in numbers) >= _TELLING_DIGITS
    sections = (s for s in report.sections if s.official.own_words)
    return Gist(
        file=report.file,
        sections=tuple(_section(section, report.organ.name) for section in sections),
        figures=_digest(f"{report.form.key} {values}") if telling else 0,
        figures_mark=next(marks, Mark(1, 1)),
        answers=answers_elsewhere(report.answers),
    )


def _section(section: ReportSection, organ: str) -> _Section:
    texts = [worded(text) for text in paragraphs(section.blocks)]
    return _Section(
        title=section.official.title,
        mark=section.mark,
        length=sum(map(len, texts)),
        # To change only the name is to copy.
        paragraphs=tuple(
            (_digest(text.replace(organ, "")), len(text)) for text in texts if len(text) >= _TELLING
        ),
    )


def _digest(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
