"""Two versions of a paragraph beside each other, with the pieces marked that differ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

__all__ = ["MarkedText", "marked_texts"]

# Below this likeness a paragraph was written anew: marks on every other character help nobody.
_ALIKE = 0.6
# A run of equal characters shorter than this between two changes is part of the change.
_SHORTEST_RUN = 3
# A number is one piece: of 123 and 125 readers compare the whole, not the last digit.
_PIECES = re.compile(r"[0-9]+(?:[.,][0-9]+)*|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A piece of a paragraph, and whether the other version does not have it."""

    text: str
    differs: bool


def marked_texts(before: str, after: str) -> tuple[tuple[MarkedText, ...], tuple[MarkedText, ...]]:
    """Both versions in pieces; a paragraph that is not in one of them is one marked piece."""
    old_pieces, new_pieces = _PIECES.findall(before), _PIECES.findall(after)
    # In a long paragraph characters that are everywhere are no place to hold on to: to try them
    # all takes time by the third power of its length.
    matcher = SequenceMatcher(None, old_pieces, new_pieces)
    if not before or not after or matcher.ratio() < _ALIKE:
        return _whole(before), _whole(after)
    old: list[MarkedText] = []
    new: list[MarkedText] = []
    for kind, start, end, start_after, end_after in matcher.get_opcodes():
        text = "".join(old_pieces[start:end])
        is_edge = start == 0 or end == len(old_pieces)
        differs = kind != "equal" or (len(text) < _SHORTEST_RUN and not is_edge)
        _add(old, text, differs=differs)
        _add(new, "".join(new_pieces[start_after:end_after]), differs=differs)
    return tuple(old), tuple(new)


def _whole(text: str) -> tuple[MarkedText, ...]:
    return (MarkedText(text, differs=True),) if text else ()


def _add(pieces: list[MarkedText], text: str, *, differs: bool) -> None:
    """Adds a piece, to the last one if that is of the same kind."""
    if pieces and pieces[-1].differs == differs:
        text = pieces.pop().text + text
    if text:
        pieces.append(MarkedText(text, differs))
