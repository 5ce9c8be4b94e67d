"""Tables that a text draws with bars between the cells, with or without a frame, as tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

__all__ = ["is_rule", "without_bars"]

_RULE = re.compile(r"[\s\-－—–─━═=_＿*＊+|｜:│┃┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬]{3,}")
_BAR = re.compile(r"(?<!\\)[│┃|｜]")
# A bar in a sentence parts no cells; so many rows one after the other do.
_FEWEST_ROWS = 2


def is_rule(line: str) -> bool:
    """Whether a line is nothing but a drawn rule."""
    return bool(_RULE.fullmatch(line))


def without_bars(lines: Sequence[str]) -> list[str]:
    """The lines; where bars part cells, tabs do now.

    Lines that all begin or end with a bar have a frame there and no empty cell.
    """
    changed = list(lines)
    for places in _runs(lines):
        rows = [lines[place].strip() for place in places]
        has_left = all(_BAR.match(row) for row in rows)
        has_right = all(_BAR.match(row[-1]) and not row.endswith("\\|") for row in rows)
        if len(rows) < _FEWEST_ROWS and not (has_left and has_right):
            continue
        for place, row in zip(places, rows, strict=True):
            inside = row[1 if has_left else 0 : -1 if has_right and len(row) > 1 else None]
            # What has but one cell is a row, too.
            changed[place] = _BAR.sub("\t", inside) + ("" if _BAR.search(inside) else "\t")
    return changed


def _runs(lines: Sequence[str]) -> Iterator[list[int]]:
    """The places of lines with bars that follow each other, rules and empty lines aside."""
    run: list[int] = []
    for place, line in enumerate(lines):
        if not line.strip() or is_rule(line):
            continue
        if _BAR.search(line):
            run.append(place)
            continue
        if run:
            yield run
        run = []
    if run:
        yield run
