"""What became of the characters of a source, in numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...visible import visible
from ..review import ReviewItem

__all__ = ["Account", "Loss", "SetAside", "account_text", "gathered"]

_SAMPLE = 60


@dataclass(frozen=True, slots=True)
class SetAside:
    """Text that belongs to no report, in short: what it is, how many characters, how it begins."""

    what: str
    count: int
    sample: str = ""


@dataclass(frozen=True, slots=True)
class Loss:
    """Text of the source that is not in the file: its item for the review list, and its size.

    There is no item for what stands in the list already.
    """

    item: ReviewItem | None
    count: int


@dataclass(frozen=True, slots=True)
class Account:
    """How many characters are in the file, how many in the review list, and what is neither."""

    taken: int = 0
    listed: int = 0
    set_aside: tuple[SetAside, ...] = ()

    @property
    def total(self) -> int:
        """All characters of the source."""
        return self.taken + self.listed + sum(each.count for each in self.set_aside)


def gathered(set_aside: Iterable[SetAside]) -> tuple[SetAside, ...]:
    """One of each sort, with a sample of the first words."""
    counts: dict[str, int] = {}
    samples: dict[str, str] = {}
    for each in set_aside:
        counts[each.what] = counts.get(each.what, 0) + each.count
        sample = samples.get(each.what, "")
        if len(sample) < _SAMPLE and each.sample not in sample.split("；"):
            samples[each.what] = f"{sample}；{each.sample}" if sample else each.sample
    return tuple(SetAside(what, n, _short(samples[what])) for what, n in counts.items())


def account_text(account: Account) -> str:
    """The account as the last line of a review list, with a line for each sort set aside."""
    lines = [f"{account.taken:,} 字导入，{account.listed:,} 字列在待办"]
    for each in account.set_aside:
        told = f"{each.what} {each.count:,} 字不属于报告，没有收入：{each.sample}"
        lines.append(f"  {visible(told)}")
    return "".join(f"{line}\n" for line in lines)


def _short(text: str) -> str:
    joined = " ".join(text.split())
    return joined if len(joined) <= _SAMPLE else f"{joined[:_SAMPLE]}…"
