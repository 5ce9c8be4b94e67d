"""What the webmaster has to look at after an import: what was decided, repaired, left open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

from ..visible import visible

__all__ = ["WORDS", "ReviewItem", "Status", "review_json", "review_text"]


class Status(StrEnum):
    """What became of a piece of the source."""

    OPEN = "open"
    """A figure that nobody could settle from the source: it stays blank, marked."""
    DECIDED = "decided"
    """Figures for which the arithmetic chose the one reading that satisfies it."""
    REPAIRED = "repaired"
    """Taken over otherwise than it stood there."""
    LEFT_OUT = "left-out"
    """Not taken over."""


WORDS = {
    Status.OPEN: "待核",
    Status.DECIDED: "判定",
    Status.REPAIRED: "整理",
    Status.LEFT_OUT: "没有收入",
}
"""What people read for each, what is most urgent first."""


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One thing to look at: where it stood, what it said, what was made of it, and why."""

    status: Status
    reason: str
    place: str = ""
    address: str = ""
    found: str = ""
    taken: str = ""


def review_text(items: Iterable[ReviewItem]) -> str:
    """The list for people, what is open first; what has one reason stands below it."""
    listed = list(items)
    lines = []
    for status, word in WORDS.items():
        own = [item for item in listed if item.status is status]
        if own:
            lines.append(f"{word}（{len(own)} 处）")
        for reason in dict.fromkeys(item.reason for item in own):
            alike = [line for item in own if item.reason == reason and (line := _line(item))]
            lines.append(f"  {visible(reason)}" + ("：" if alike else ""))
            lines += [f"    {visible(line)}" for line in alike]
    return "".join(f"{line}\n" for line in lines)


def _line(item: ReviewItem) -> str:
    where = "，".join(filter(None, (item.place, item.address)))
    said = " → ".join(filter(None, (item.found and f"“{item.found}”", item.taken)))
    return "：".join(filter(None, (where, said)))


def review_json(items: Iterable[ReviewItem]) -> list[dict[str, str]]:
    """The list for machines."""
    return [{name: str(value) for name, value in asdict(item).items()} for item in items]
