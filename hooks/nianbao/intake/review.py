"""What the webmaster has to look at after an import: what was decided, repaired, left open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

__all__ = ["ReviewItem", "Status", "review_json", "review_text"]


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


_WORDS = {
    Status.OPEN: "待核",
    Status.DECIDED: "按勾稽关系判定",
    Status.REPAIRED: "整理",
    Status.LEFT_OUT: "没有收入",
}


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
    """The list for people, what is open first."""
    listed = list(items)
    parts = []
    for status, word in _WORDS.items():
        own = [item for item in listed if item.status is status]
        if own:
            parts.append(f"{word}（{len(own)} 处）")
            parts += [_line(item) for item in own]
    return "".join(f"{part}\n" for part in parts)


def _line(item: ReviewItem) -> str:
    where = "，".join(filter(None, (item.address, item.place)))
    found = f"原文“{item.found}”" if item.found else ""
    taken = f"录为 {item.taken}" if item.taken else ""
    said = "，".join(filter(None, (found, taken)))
    reason = f"（{item.reason}）" if said else item.reason
    return f"  {where}：{said}{reason}" if where else f"  {said}{reason}"


def review_json(items: Iterable[ReviewItem]) -> list[dict[str, str]]:
    """The list for machines."""
    return [{name: str(value) for name, value in asdict(item).items()} for item in items]
