"""What each organ does in each year, whatever form counts it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import TypedDict, TypeVar, cast

from ..source import Number
from .county import InventedOrgan
from .data import FIRST_YEAR, LAST_YEAR, read_data, seeded

__all__ = ["Work", "invent_work"]

Work = Mapping[str, Number]
"""Amounts by name; requests also by applicant (``granted/自然人``)."""

Key = TypeVar("Key", bound=str)

_CASES = ("review", "lawsuit", "appeal")
_RESULTS = {"upheld": 60, "mended": 12, "other": 14, "open": 14}
_REFUSED = (
    *("secret", "business", "privacy", "safety", "internal", "drafts"),
    *("casefile", "register", "again"),
)
_OTHERWISE = ("elsewhere_held", "absent", "unclear", "petition", "dropped", "other")
_GRANTED = ("known", "granted", "publications")
# What is counted as items of a service: which kind, and how many to one of "items".
_ITEMS = {
    "licence": ("licences", 1, 1),
    "penalty": ("penalties", 3, 1),
    "coercion": ("coercions", 1, 3),
}
_PLAIN = (
    *("information", "issued", "licences", "penalties", "coercions", "purchases"),
    *("gazette", "weibo", "wechat", "elsewhere", "hot", "press", "interviews"),
    *("interpretations", "replies", "complaints", "offices", "reading_points"),
    *("full_time", "part_time", "meetings", "courses", "trainees"),
)
_MONEY = ("fees", "funds", "spending")


class _Shares(TypedDict):
    applicants: Mapping[str, str]
    outcomes: Mapping[str, str]
    channels: Mapping[str, str]


@dataclass
class _Desk:
    """What an organ carries from one year into the next."""

    pending: Counter[str] = field(default_factory=Counter)
    in_force: int = 0
    items: dict[str, int] = field(default_factory=dict)


def invent_work(organs: Iterable[InventedOrgan]) -> Mapping[tuple[str, int], Work]:
    """The work of every organ in every year; successors go on with what predecessors left."""
    works: dict[tuple[str, int], Work] = {}
    desks: dict[str, _Desk] = {}
    for organ in organs:
        desk = _Desk(in_force=_scaled(organ, "stock", organ.first_year) // 1000)
        if organ.predecessors:
            left = [desks[slug] for slug in organ.predecessors]
            desk.in_force = sum(old.in_force for old in left)
            for old in left:
                desk.pending += old.pending
        desks[organ.slug] = desk
        for year in organ.years:
            works[organ.slug, year] = _year_of_work(organ, year, desk)
    return works


def _year_of_work(organ: InventedOrgan, year: int, desk: _Desk) -> Work:
    random = seeded(organ.slug, year, "work")
    work: dict[str, Number] = {name: _amount(organ, name, year, random) for name in _PLAIN}
    work |= {name: _money(organ, name, year, random) for name in _MONEY}
    work |= _requests(organ, year, desk, random)
    information = int(work["information"])
    work["website"] = information * random.randint(930, 985) // 1000
    for name in ("press", "interviews"):
        work[f"{name}_led"] = random.randint(0, int(work[name]))
    if not work["purchases"]:
        work["spending"] = 0
    work["abolished"] = min(random.randint(0, int(work["issued"]) + 1), desk.in_force)
    desk.in_force += int(work["issued"]) - int(work["abolished"])
    work["in_force"] = desk.in_force
    work["services"] = int(work["licences"]) // random.randint(8, 10)
    work |= _item_counts(organ, year, desk, random)
    return work


def _requests(organ: InventedOrgan, year: int, desk: _Desk, random: Random) -> dict[str, Number]:
    """The requests of a year: who made them, how they came, what became of them."""
    shares = cast("_Shares", read_data("figures.yml"))
    new = Counter(_chosen(shares["applicants"], _amount(organ, "requests", year, random), random))
    carried = desk.pending
    decided: Counter[tuple[str, str]] = Counter()
    desk.pending = Counter()
    for applicant, count in (carried + new).items():
        # What was carried over is decided in any case; of the new, the latest are left over.
        left = sum(random.randint(1, 1000) <= 70 for _ in range(new[applicant]))
        desk.pending[applicant] += left
        for outcome in _chosen(shares["outcomes"], count - left, random):
            decided[outcome, applicant] += 1
    work: dict[str, Number] = {"requests": new.total(), "decided": decided.total()}
    for name, counts in (("carried", carried), ("pending", desk.pending)):
        work |= {f"{name}/{applicant}": counts[applicant] for applicant in shares["applicants"]}
    for outcome in shares["outcomes"]:
        by_applicant = {name: decided[outcome, name] for name in shares["applicants"]}
        work[outcome] = sum(by_applicant.values())
        work |= {f"{outcome}/{name}": count for name, count in by_applicant.items()}
    channels = Counter(_chosen(shares["channels"], new.total(), random))
    work |= {channel: channels[channel] for channel in shares["channels"]}
    work["extended"] = sum(random.randint(1, 1000) <= 60 for _ in range(decided.total()))
    work["in_time"] = decided.total() - int(work["extended"])
    work["refused"] = sum(int(work[name]) for name in _REFUSED)
    work["answered_otherwise"] = sum(int(work[name]) for name in _OTHERWISE)
    granted = sum(int(work[name]) for name in _GRANTED)
    copies = sum(random.randint(0, 24) for _ in range(granted))
    work["copying"] = Decimal(copies * 50).scaleb(-2) if copies else 0
    return work | _cases(organ, decided.total(), random)


def _cases(organ: InventedOrgan, decided: int, random: Random) -> dict[str, Number]:
    """Reviews and lawsuits that answers to requests brought about."""
    permille = organ.paces["reviewed"][0] // 1000
    cases: dict[str, Number] = {}
    for case in _CASES:
        share = permille if case == _CASES[0] else permille // 3
        count = sum(random.randint(1, 1000) <= share for _ in range(decided))
        results = Counter(_chosen(_RESULTS, count, random))
        cases |= {f"{case}.{result}": results[result] for result in _RESULTS}
    cases["reviews"] = sum(int(cases[f"review.{result}"]) for result in _RESULTS)
    cases["lawsuits"] = sum(map(int, cases.values())) - 2 * int(cases["reviews"])
    return cases


def _item_counts(organ: InventedOrgan, year: int, desk: _Desk, random: Random) -> dict[str, Number]:
    """How many items of each service there were the year before, and how many more now."""
    if not desk.items:
        base = _scaled(organ, "items", year) // 1000
        desk.items = {"": base // 2 + 1}
        for kind, (decisions, times, divisor) in _ITEMS.items():
            desk.items[kind] = base * times // divisor if decisions in organ.paces else 0
        desk.items["fee"] = random.randint(1, 6) if "fees" in organ.paces else 0
    counts: dict[str, Number] = {}
    for kind, count in desk.items.items():
        more = random.randint(-min(2, count), 3) if count else 0
        name = f"{kind}_items".lstrip("_")
        counts |= {name: count, f"{name}_more": more}
        desk.items[kind] = count + more
    return counts


def _chosen(shares: Mapping[Key, str | int], count: int, random: Random) -> list[Key]:
    names = list(shares)
    return random.choices(names, [int(shares[name]) for name in names], k=count)


def _scaled(organ: InventedOrgan, name: str, year: int) -> int:
    """How much there is in a year, in thousandths, before chance comes in."""
    first, last = organ.paces.get(name, (0, 0))
    span, gone = LAST_YEAR - FIRST_YEAR, year - FIRST_YEAR
    return (first * (span - gone) + last * gone) // span


def _amount(organ: InventedOrgan, name: str, year: int, random: Random) -> int:
    swung = _scaled(organ, name, year) * random.randint(880, 1120) // 1000
    return (swung + random.randint(0, 999)) // 1000


def _money(organ: InventedOrgan, name: str, year: int, random: Random) -> Number:
    """Money with two digits after the point, or a plain zero."""
    hundredths = _scaled(organ, name, year) * random.randint(880, 1120) // 10000
    return Decimal(hundredths).scaleb(-2) if hundredths else 0
