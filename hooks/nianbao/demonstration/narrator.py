"""Says things: draws sentences that fit an organ, its year and its figures, and fills them in.

What was said comes back only after half of what else could be said: no year repeats the last.
What is eligible, and what stands between braces, is told in wording/fields.yml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from random import Random
from typing import cast

from ..form import OrganKind
from ..source import Number
from .counting import Sheet
from .county import InventedOrgan
from .data import read_data, seeded

__all__ = ["Deck", "Narrator", "Occasion"]

_PERIOD = re.compile(r"(\d{4})?-(\d{4})?：")
_SLOT = re.compile(r"\{([^{}]+)\}")
_RANGE = re.compile(r"(\d+)-(\d+)")
_NONE, _SOME = "无", "有"
_PUBLISHED = "发布数"

Topics = Mapping[str, Mapping[str, Mapping[str, list[str]]]]
"""Sentences by topic, by whether they open or go on, by kind of organ."""


class Deck:
    """Cards in an order of chance; a drawn card goes to the bottom."""

    def __init__(self, cards: Iterable[str], random: Random) -> None:
        self._cards = list(cards)
        self._random = random
        random.shuffle(self._cards)

    def draw(self, fits: Callable[[str], bool] = lambda _: True) -> str:
        """A card of the upper half of those that fit, or nothing when none does.

        Always the topmost would make all organs say at once what a new year lets them say.
        """
        fitting = [place for place, card in enumerate(self._cards) if fits(card)]
        if not fitting:
            return ""
        card = self._cards.pop(self._random.choice(fitting[: (len(fitting) + 1) // 2]))
        self._cards.append(card)
        return card


@dataclass(frozen=True)
class Occasion:
    """What is spoken about: a year, its figures, and words for this once.

    ``blank`` holds the figures left blank, ``published`` how many pieces of information there
    were where no table says so, ``told`` the figures already spoken of, ``drawn`` the sentences
    already said: no report says one twice.
    """

    year: int
    sheet: Sheet
    blank: frozenset[str]
    published: int
    random: Random
    words: Mapping[str, str] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    drawn: set[str] = field(default_factory=set)

    def value(self, name: str) -> Number | None:
        """The number of a figure by what prose calls it; None when there is none to speak of."""
        return self._values.get(name)

    @cached_property
    def _values(self) -> Mapping[str, Number]:
        by_address: dict[str, Number] = {}
        for cell, number in self.sheet.numbers.items():
            if cell not in self.blank:
                by_address[cell] = number
                # A row with one column does without the column.
                by_address.setdefault(cell.rpartition(".")[0], number)
        said = {name: by_address.get(address) for name, address in self.sheet.said.items()}
        known = {name: number for name, number in said.items() if number is not None}
        return {_PUBLISHED: self.published, **known}


class Narrator:
    """Speaks for one organ, and remembers from year to year what has been said."""

    def __init__(self, organ: InventedOrgan) -> None:
        self.organ = organ
        self._topics = cast("Topics", read_data("wording/topics.yml"))
        fields = cast("Mapping[str, Mapping[str, list[str]]]", read_data("wording/fields.yml"))
        self._field = fields[organ.field]
        self._decks: dict[str, Deck] = {}

    def paragraph(self, topic: str, more: int, occasion: Occasion) -> str:
        """An opening sentence about a topic, and so many more."""
        return "".join(
            self.sentence(f"{topic}/{part}", self._bank(topic, part), occasion)
            for part in ("起", *("述",) * more)
        )

    def own_field(self, count: int, occasion: Occasion) -> list[str]:
        """So many sentences about the organ's own field."""
        said = (self.sentence("领域", self._field["sentences"], occasion) for _ in range(count))
        return [sentence for sentence in said if sentence]

    def sentence(self, name: str, cards: Iterable[str], occasion: Occasion) -> str:
        """A sentence from the deck of that name, filled in.

        Nothing if none fits, or if it has been said in the report: so few are left.
        """
        drawn = self._deck(name, cards).draw(lambda card: self.fits(card, occasion))
        if drawn in occasion.drawn:
            return ""
        occasion.drawn.add(drawn)
        return self.filled(drawn, occasion)

    def filled(self, text: str, occasion: Occasion) -> str:
        """A sentence with what stands between braces put in."""
        return _SLOT.sub(lambda slot: self._word(slot[1], occasion), _PERIOD.sub("", text, count=1))

    def _bank(self, topic: str, part: str) -> list[str]:
        banks = self._topics[topic].get(part, {})
        kinds = ["共有", self.organ.kind]
        if self.organ.kind is not OrganKind.GOVERNMENT:
            kinds.append("下级")
        return [sentence for kind in kinds for sentence in banks.get(kind, [])]

    def _deck(self, name: str, cards: Iterable[str]) -> Deck:
        if name not in self._decks:
            self._decks[name] = Deck(cards, seeded(self.organ.slug, "deck", name))
        return self._decks[name]

    def fits(self, card: str, occasion: Occasion) -> bool:
        """Whether a sentence is for such a year, and all it speaks of is there."""
        period = _PERIOD.match(card)
        if period:
            first, last = int(period[1] or 0), int(period[2] or 9999)
            if not first <= occasion.year <= last:
                return False
        return all(self._can_say(slot, occasion) for slot in _SLOT.findall(card))

    def _can_say(self, slot: str, occasion: Occasion) -> bool:
        if slot == "村":
            return bool(self.organ.places)
        if slot in self._plain_words(occasion) or slot == "事项" or _RANGE.fullmatch(slot):
            return True
        if slot.startswith(_NONE):
            return occasion.value(slot.removeprefix(_NONE)) == 0
        if slot.startswith(_SOME):
            return bool(occasion.value(slot.removeprefix(_SOME)))
        return slot not in occasion.told and bool(occasion.value(slot))

    def _word(self, slot: str, occasion: Occasion) -> str:
        plain = self._plain_words(occasion)
        between = _RANGE.fullmatch(slot)
        if slot in plain:
            return plain[slot]
        if slot in occasion.sheet.said:
            occasion.told.add(slot)
            return f"{{{{ {occasion.sheet.said[slot]} }}}}"
        if slot == "事项":
            return self._deck(slot, self._field["matters"]).draw()
        if slot == "村":
            return self._deck(slot, self.organ.places).draw()
        if between:
            return str(occasion.random.randint(int(between[1]), int(between[2])))
        return str(occasion.published) if slot == _PUBLISHED else ""

    def _plain_words(self, occasion: Occasion) -> Mapping[str, str]:
        year = occasion.year
        return {
            "年": str(year),
            "上年": str(year - 1),
            "次年": str(year + 1),
            "简称": self.organ.short,
            "全称": self.organ.name,
            **occasion.words,
        }
