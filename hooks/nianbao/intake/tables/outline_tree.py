"""Which indicator belongs to which: by the groups beside them, their indents, their numbers.

Groups that stand in cells of their own say it; else the indents, where they go with the
numbers; else the numbers. An item numbered 1 goes below what stands before it, one numbered
higher beside the one before it in number, "of which" below what stands before it. What remains
unclear stays flat: that is never wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from .outline_rows import OutlineRow

__all__ = ["OutlineNode", "outline_tree"]

_OF_WHICH = re.compile("^其中[:：]?")
_DIGITS = "一二三四五六七八九"
_STYLES = (
    re.compile("([一二三四五六七八九十]+)[、.．]"),
    re.compile("[(（]([一二三四五六七八九十]+)[)）]"),
    re.compile(r"([0-9]{1,2})(?:[、．]|\.(?![0-9]))"),
    re.compile(r"[(（]([0-9]{1,2})[)）]|([⑴-⒇])"),
    re.compile("([①-⑳])"),
)
"""How items are numbered, higher levels first."""


@dataclass(slots=True)
class OutlineNode:
    """An indicator with those below it."""

    row: OutlineRow
    below: list[OutlineNode] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Number:
    """What stands before a name: the level of its numbering (0 is none), its number, "of which"."""

    level: int
    number: int
    of_which: bool


_Item: TypeAlias = tuple[_Number, OutlineNode]


def outline_tree(rows: Sequence[OutlineRow]) -> list[OutlineNode]:
    """The indicators of the highest level, each with what is below it."""
    top: list[OutlineNode] = []
    if any(row.above for row in rows):
        _by_groups(rows, top)
    elif _are_indents_sound(rows):
        _by_indents(rows, top)
    else:
        _ByNumbers(top).add(rows)
    return top


def _by_groups(rows: Iterable[OutlineRow], top: list[OutlineNode]) -> None:
    """Below the groups beside each row; one that the row above is or has, is the same."""
    path: list[OutlineNode] = []
    for row in rows:
        shared = 0
        while (
            shared < min(len(path), len(row.above)) and path[shared].row.name == row.above[shared]
        ):
            shared += 1
        del path[shared:]
        groups = [OutlineRow(name, "", (), row.place) for name in row.above[shared:]]
        for found in (*groups, row):
            node = OutlineNode(found)
            (path[-1].below if path else top).append(node)
            path.append(node)


def _by_indents(rows: Iterable[OutlineRow], top: list[OutlineNode]) -> None:
    path: list[OutlineNode] = []
    for row in rows:
        while path and path[-1].row.indent >= row.indent:
            path.pop()
        node = OutlineNode(row)
        (path[-1].below if path else top).append(node)
        path.append(node)


def _are_indents_sound(rows: Sequence[OutlineRow]) -> bool:
    """Whether names stand in differently, but those numbered one after the other alike."""
    last: dict[int, tuple[int, int]] = {}
    for row in rows:
        number = _number_of(row.name)
        before, indent = last.get(number.level, (0, 0))
        if number.level and number.number == before + 1 > 1 and indent != row.indent:
            return False
        if number.level:
            last[number.level] = (number.number, row.indent)
    return len({row.indent for row in rows}) > 1


class _ByNumbers:
    """Puts each row where its number and what stands before it say."""

    def __init__(self, top: list[OutlineNode]) -> None:
        self.top = top
        self.path: list[_Item] = []
        # By level of numbering the last item, with those above it.
        self.latest: dict[int, list[_Item]] = {}

    def add(self, rows: Iterable[OutlineRow]) -> None:
        for row in rows:
            item = (_number_of(row.name), OutlineNode(row))
            above = self.parents(item[0])
            (above[-1][1].below if above else self.top).append(item[1])
            self.path = [*above, item]
            level = item[0].level
            if level:
                self.latest = {n: path for n, path in self.latest.items() if n < level}
                self.latest[level] = self.path

    def parents(self, number: _Number) -> list[_Item]:
        """The items that one with that number belongs to, outermost first."""
        path = self.path
        before = self.latest.get(number.level, []) if number.level else []
        if before and before[-1][0].number + 1 == number.number:
            return before[:-1]
        if number.level == 1:
            return []
        if number.of_which:
            return path[:-1] if path and not number.level and _is_part(path[-1]) else path
        if number.number == 1:
            lower = (n for n, (other, _) in enumerate(path) if other.level >= number.level)
            return path[: next(lower, len(path))]
        if number.level:
            return _up_to(path, [0 < other.level < number.level for other, _ in path])
        return _up_to(path, [_is_heading(item) for item in path])


def _up_to(path: list[_Item], wanted: list[bool]) -> list[_Item]:
    """The path up to the last item that is wanted."""
    return path[: max((n + 1 for n, is_wanted in enumerate(wanted) if is_wanted), default=0)]


def _is_heading(item: _Item) -> bool:
    """Whether an item is numbered and has no figures of its own."""
    number, node = item
    return number.level > 0 and not node.row.has_figures and not node.row.unit


def _is_part(item: _Item) -> bool:
    """Whether an item is a part without a number, beside which another may stand."""
    number, node = item
    return number.of_which and not number.level and node.row.has_figures


def _number_of(name: str) -> _Number:
    of_which = _OF_WHICH.match(name)
    rest = name[of_which.end() :] if of_which else name
    for level, style in enumerate(_STYLES, 1):
        match = style.match(rest)
        if match:
            text = next(group for group in match.groups() if group)
            return _Number(level, _value(text), bool(of_which))
    return _Number(0, 0, bool(of_which))


def _value(text: str) -> int:
    """A number up to 99 in whatever digits."""
    if "十" in text or text[0] in _DIGITS:
        tens, ten, ones = text.rpartition("十")
        return (_DIGITS.find(tens) + 1 if tens else bool(ten)) * 10 + _DIGITS.find(ones[-1:]) + 1
    return int(re.sub("[^0-9]", "", unicodedata.normalize("NFKC", text)))
