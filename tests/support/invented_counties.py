"""The words of over 2,000 invented reports: five counties, each with texts drawn anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import pytest
from nianbao.demonstration.county import InventedOrgan, read_county
from nianbao.demonstration.writing import write_demonstration
from nianbao.publish.search import ReportText, report_text
from nianbao.source import Organ, read_portal

__all__ = ["Words", "five_counties", "texts_in"]

Words: TypeAlias = tuple[dict[str, Organ], list[ReportText]]
"""The organs of a portal by slug, and the words of its reports."""

_FIRST = "示例县"
_OTHERS = ("清河县", "临川市", "云台区", "白杨县")


def texts_in(reports: Path) -> Words:
    """The organs and the words of all reports in a folder."""
    portal, _ = read_portal(reports)
    return dict(portal.organs), [report_text(report) for report in portal.reports]


def five_counties(first: Words, folder: Path) -> Words:
    """The first one's, the demonstration's, and four more, which are written to ``folder``."""
    organs, texts = dict(first[0]), list(first[1])
    for number, county in enumerate(_OTHERS, 2):
        with pytest.MonkeyPatch.context() as patch:
            # All chance of the demonstration begins with it.
            patch.setattr("nianbao.demonstration.data._SEED", county)
            write_demonstration(folder / county, corrections=False)
        others, their_texts = texts_in(folder / county / "reports")
        rename = _renaming(county, read_county())
        organs |= {o.slug: o for o in _renamed(others.values(), f"-{number}", rename)}
        texts += [_reworded(text, f"-{number}", rename) for text in their_texts]
    return organs, texts


def _renaming(county: str, organs: Iterable[InventedOrgan]) -> Callable[[str], str]:
    """Gives a county its own name; its townships and villages are the first one's, backwards."""
    townships = (organ.name.removeprefix(_FIRST)[:2] for organ in organs if organ.places)
    villages = (place[:2] for organ in organs for place in organ.places)
    names = sorted({*townships, *villages})

    def rename(text: str) -> str:
        text = text.replace(_FIRST, county).replace("县", county[-1])
        for name in names:
            if name in text:
                text = text.replace(name, name[::-1])
        return text

    return rename


def _renamed(organs: Iterable[Organ], suffix: str, rename: Callable[[str], str]) -> Iterator[Organ]:
    for organ in organs:
        yield replace(
            organ,
            slug=organ.slug + suffix,
            name=rename(organ.name),
            parent=organ.parent and organ.parent + suffix,
            predecessors=tuple(slug + suffix for slug in organ.predecessors),
            successors=tuple(slug + suffix for slug in organ.successors),
        )


def _reworded(text: ReportText, suffix: str, rename: Callable[[str], str]) -> ReportText:
    sections = (
        replace(section, heading=rename(section.heading), lines=tuple(map(rename, section.lines)))
        for section in text.sections
    )
    return replace(
        text, organ=text.organ + suffix, title=rename(text.title), sections=tuple(sections)
    )
