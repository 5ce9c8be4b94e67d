"""Composes the body of a report: its sections, and what stands in each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from random import Random
from typing import TypedDict, cast

from ..form import Form, OrganKind, local_frame
from .data import read_data, seeded
from .narrator import Narrator, Occasion
from .shortcomings import Shortcomings

__all__ = ["Composer"]

_NUMERALS = "一二三四五六七八九十"
_MORE = {OrganKind.GOVERNMENT: (3, 5), OrganKind.DEPARTMENT: (1, 3), OrganKind.TOWNSHIP: (1, 2)}
_IN_FIELD = {OrganKind.GOVERNMENT: (4, 6), OrganKind.DEPARTMENT: (2, 4), OrganKind.TOWNSHIP: (2, 3)}
_PROBLEMS = "问题"
_INTRODUCTION = "引言"
_OPEN = "主动公开"
_ON_REQUEST = "依申请公开"
_FIELD = "领域"
_INTERPRETING = "解读回应"
_OTHER = "其他事项"
_SAFEGUARDS = "监督保障"
_ASSESSMENT = "考核评议"

# How an organ sets a small heading before a paragraph.
_STYLES: tuple[Callable[[str, str], tuple[str, ...]], ...] = (
    lambda heading, text: (f"### {heading}", text),
    lambda heading, text: (f"**{heading}。**{text}",),
    lambda heading, text: (f"{heading}。{text}",),
    lambda _, text: (text,),
)


class _SectionPlans(TypedDict):
    years: list[str]
    plans: list[list[tuple[str, list[str]]]]


class _Plans(TypedDict):
    overview: list[Mapping[str, str]]
    sections: list[_SectionPlans]
    reformed: list[str]
    notes: Mapping[str, list[str]]
    lists: Mapping[str, list[str]]
    links: Mapping[str, list[str]]
    chart: str
    table_note: list[str]


class Composer:
    """Writes an organ's reports, one year after the other."""

    def __init__(self, narrator: Narrator) -> None:
        self._narrator = narrator
        self._organ = narrator.organ
        self._plans = cast("_Plans", read_data("wording/plans.yml"))
        self._shortcomings = Shortcomings(narrator)

    def body(
        self, occasion: Occasion, *, has_earlier: bool, chart: str = "", added: str = ""
    ) -> str:
        """The body of the report of a year.

        ``has_earlier`` says that there is a report of the year before to link to, ``chart`` is
        an image to show, ``added`` a paragraph that the report must have.
        """
        form = occasion.sheet.form
        if form is not None and not form.free_sections:
            blocks = self._official(form, occasion, chart)
        else:
            blocks = self._free(form or local_frame(), occasion)
        text = list(blocks)
        closing = [*self._links(occasion, has_earlier=has_earlier), *filter(None, [added])]
        # Before the heading of the second section: links belong to what is told in general.
        headings = [place for place, block in enumerate(text) if block.startswith("## ")]
        place = headings[1] if len(headings) > 1 else len(text)
        return "\n\n".join([*text[:place], *closing, *text[place:]]) + "\n"

    def _official(self, form: Form, occasion: Occasion, chart: str) -> Iterator[str]:
        """The sections that the form prescribes; the first and the last two hold prose."""
        first, *middle, problems, other = form.sections
        yield f"## {first.title}"
        yield from self._overview(occasion, chart)
        for section in middle:
            yield f"## {section.title}"
            if occasion.random.random() < 0.12:
                note = occasion.random.choice(self._plans["notes"][section.table])
                yield self._narrator.filled(note, occasion)
        yield f"## {problems.title}"
        yield from self._shortcomings.told(occasion)
        yield f"## {other.title}"
        yield self._narrator.paragraph(_OTHER, occasion.random.randint(0, 2), occasion)

    def _overview(self, occasion: Occasion, chart: str) -> Iterator[str]:
        """The account of the year; an organ keeps to one manner for three years."""
        slug, random = self._organ.slug, occasion.random
        era = (occasion.year + seeded(slug, "era").randrange(3)) // 3
        manner = seeded(slug, era, "manner")
        names, style = manner.choice(self._plans["overview"]), manner.choice(_STYLES)
        if random.random() < 0.8:
            yield self._narrator.paragraph(_INTRODUCTION, random.randint(0, 1), occasion)
        if self._organ.formerly and occasion.year == self._organ.first_year:
            words = {"前身": self._organ.formerly}
            reformed = random.choice(self._plans["reformed"])
            yield self._narrator.filled(reformed, replace(occasion, words=words))
        for place, (topic, name) in enumerate(names.items()):
            heading = f"（{_NUMERALS[place]}）{name}"
            first, *others = self._part(topic, occasion)
            yield from style(heading, first)
            yield from others
            if topic == _ON_REQUEST and chart:
                yield self._plans["chart"]
                yield chart

    def _part(self, topic: str, occasion: Occasion) -> Iterator[str]:
        """The paragraphs of one part of the account."""
        yield from self._topic(topic, occasion)
        if topic == _OPEN:
            yield from self._topic(_FIELD, occasion)
            if self._organ.kind is not OrganKind.TOWNSHIP:
                yield from self._topic(_INTERPRETING, occasion)
            yield from self._listing(occasion)
        if topic == _SAFEGUARDS and self._organ.kind is not OrganKind.DEPARTMENT:
            yield self._narrator.paragraph(_ASSESSMENT, 0, occasion)

    def _free(self, form: Form, occasion: Occasion) -> Iterator[str]:
        """Sections as each organ thought best, and the table that all must have."""
        period = next(
            entry
            for entry in self._plans["sections"]
            if int(entry["years"][0]) <= occasion.year <= int(entry["years"][1])
        )
        manner = seeded(self._organ.slug, period["years"][0], "sections")
        number = 0
        for heading, topics in manner.choice(period["plans"]):
            paragraphs = [p for topic in topics for p in self._topic(topic, occasion)]
            if topics == [_INTRODUCTION] and manner.random() < 0.5:
                yield from paragraphs
                continue
            yield f"## {_NUMERALS[number]}、{heading}"
            number += 1
            yield from paragraphs
            if topics[-1] == _FIELD:
                yield from self._listing(occasion)
        (table,) = form.sections
        local = occasion.sheet.local
        yield f"## {'附表：' + local.caption if local else table.title}"
        note = self._narrator.filled(manner.choice(self._plans["table_note"]), occasion)
        yield from filter(None, [note])

    def _topic(self, topic: str, occasion: Occasion) -> Iterator[str]:
        """The paragraphs about one topic."""
        random, kind = occasion.random, self._organ.kind
        if topic == _PROBLEMS:
            yield from self._shortcomings.told(occasion)
        elif topic == _FIELD:
            sentences = self._narrator.own_field(random.randint(*_IN_FIELD[kind]), occasion)
            if random.random() < 0.3:
                yield "\n".join(f"{place}. {text}" for place, text in enumerate(sentences, 1))
            else:
                yield "".join(sentences)
        else:
            yield from filter(
                None, [self._narrator.paragraph(topic, _more(kind, random), occasion)]
            )

    def _listing(self, occasion: Occasion) -> Iterator[str]:
        """Now and then a list or a small table of what was published."""
        random, words = occasion.random, self._plans["lists"]
        chance = random.random()
        if chance >= 0.35:
            return
        matters = [self._narrator.filled("{事项}", occasion) for _ in range(random.randint(3, 5))]
        most = max(occasion.published // (len(matters) + 1), 3)
        counts = [str(random.randint(most // 3, most)) for _ in matters]
        if chance < 0.2:
            yield random.choice(words["list"])
            item = random.choice(words["item"])
            lines = [
                item.replace("{内容}", matter).replace("{条数}", count)
                for matter, count in zip(matters, counts, strict=True)
            ]
            yield "\n".join(f"- {line}" for line in [*lines[:-1], lines[-1].replace("；", "。")])
        else:
            yield random.choice(words["table"])
            rows = [
                f"| {matter} | {count} | {random.choice(words['periods'])} |"
                for matter, count in zip(matters, counts, strict=True)
            ]
            yield "\n".join([f"| {' | '.join(words['columns'])} |", "|---|---:|---|", *rows])

    def _links(self, occasion: Occasion, *, has_earlier: bool) -> Iterator[str]:
        random, words = occasion.random, self._plans["links"]
        if random.random() < 0.2 and has_earlier:
            yield self._narrator.filled(random.choice(words["earlier"]), occasion)
        if random.random() < 0.15:
            yield self._narrator.filled(random.choice(words["outgoing"]), occasion)


def _more(kind: OrganKind, random: Random) -> int:
    return random.randint(*_MORE[kind])
