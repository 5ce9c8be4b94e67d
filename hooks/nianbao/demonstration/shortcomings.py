"""Tells what is still wanting, how it will be mended, and what became of last year's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypedDict, cast

from .data import read_data, seeded
from .narrator import Deck, Narrator, Occasion

__all__ = ["Shortcomings"]

_ORDINALS = "一二三四"


class _Plans(TypedDict):
    problems: list[tuple[str, str]]
    followed: list[str]


class Shortcomings:
    """The shortcomings of one organ, no two years the same."""

    def __init__(self, narrator: Narrator) -> None:
        self._narrator = narrator
        self._plans = cast("_Plans", read_data("wording/plans.yml"))
        known = cast("Mapping[str, list[list[str]]]", read_data("wording/problems.yml"))
        entries = [*known["共有"], *known[narrator.organ.kind]]
        self._entries = {problem: (remedy, effect) for problem, remedy, effect in entries}
        self._deck = Deck(self._entries, seeded(narrator.organ.slug, "problems"))
        self._last: str = ""

    def told(self, occasion: Occasion) -> Iterator[str]:
        """The paragraphs about this year's."""
        random = occasion.random
        if self._last and random.random() < 0.5:
            problem = self._narrator.filled(self._last, occasion)
            words = {"旧问题": problem, "成效": self._entries[self._last][1]}
            retold = replace(occasion, words=words)
            yield self._narrator.filled(random.choice(self._plans["followed"]), retold)
        count = random.randint(2, 3)
        drawn = [self._deck.draw(lambda c: self._narrator.fits(c, occasion)) for _ in range(count)]
        self._last = drawn[0]
        problems = [self._narrator.filled(problem, occasion) for problem in drawn]
        remedies = [self._entries[problem][0] for problem in drawn]
        one, two = random.choice(self._plans["problems"])
        is_listed = random.random() < 0.45
        for opening, clauses in ((one, problems), (two, remedies)):
            if is_listed:
                yield self._narrator.filled(opening, occasion)
                yield "\n".join(
                    f"{place}. {clause}{'。' if place == len(clauses) else '；'}"
                    for place, clause in enumerate(clauses, 1)
                )
            else:
                numbered = [f"{_ORDINALS[place]}是{text}" for place, text in enumerate(clauses)]
                yield self._narrator.filled(opening, occasion) + "；".join(numbered) + "。"
