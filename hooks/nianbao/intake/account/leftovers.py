"""What of some texts is not in others, when every character of the others may be used once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from itertools import accumulate

__all__ = ["leftovers"]

_SHORT = 4
"""Fewer characters than these are found by chance anywhere."""
_FEW = 8
"""So many are found by chance amid a long passage."""
_MOST = 200_000
"""So much out of order is searched: ten times as much as a report is long."""
_REACH = 50
"""So many times its own length ahead a text is looked for before the order is given up."""


def leftovers(
    pieces: Sequence[str], texts: Sequence[str], *, is_scattered: bool = False
) -> list[str]:
    """Of each piece the runs that no text holds, separated by line feeds; empty if all is there.

    Pieces and texts may be cut differently: a line may go on in the next text, a text may hold
    several pieces. First what stands in the same order is matched, then the rest wherever it is.
    A text that is there once does not answer for two pieces. Where pieces are not in the order of
    reading (``is_scattered``), what is left of them is found character by character; all of it
    or none.
    """
    unordered, pool = _in_order(pieces, texts)
    found = [""] * len(pieces)
    # Long pieces first: a short one must not take a part of them.
    for number in sorted(unordered, key=lambda n: -len(pieces[n])):
        found[number] = pool.lost_of(pieces[number])
    take = pool.after_taking_any if is_scattered else pool.after_taking
    for number in unordered:
        found[number] = "\n".join(filter(None, map(take, found[number].split())))
    return found


def _in_order(pieces: Sequence[str], texts: Sequence[str]) -> tuple[list[int], _Pool]:
    """The pieces that do not follow each other in the texts, and what of these is left."""
    whole = "".join(texts)
    unordered: list[int] = []
    skipped: list[tuple[int, int]] = []
    at = 0
    for number, piece in enumerate(pieces):
        length = len(piece)
        reach = _REACH * length if length >= _SHORT else 0
        found = whole.find(piece, at, at + reach + length)
        if found < 0:
            unordered.append(number)
            continue
        skipped.append((at, found))
        at = found + length
    skipped.append((at, len(whole)))
    borders = {0, *accumulate(map(len, texts))}
    return unordered, _Pool(whole, [(a, b) for a, b in skipped if a < b], borders)


class _Pool:
    """Parts of a text, of which each can be taken once; what is taken becomes null characters.

    ``borders`` are the places of the text where one piece ends and another begins.
    """

    def __init__(self, text: str, parts: Sequence[tuple[int, int]], borders: Set[int]) -> None:
        self._text = "\0".join(text[start:end] for start, end in parts)[:_MOST]
        self._borders: set[int] = set()
        offset = 0
        for start, end in parts:
            self._borders |= {offset + at - start for at in range(start, end + 1) if at in borders}
            offset += end - start + 1
        whole = self._text
        self._beginnings = {whole[at : at + _SHORT] for at in range(len(whole))}

    def lost_of(self, piece: str) -> str:
        """The runs of a piece that are not in the text; the others are taken out of it."""
        runs: list[tuple[str, bool]] = []
        at = 0
        while at < len(piece):
            run = self._longest(piece, at)
            if not run and runs and not runs[-1][1]:
                runs[-1] = (runs[-1][0] + piece[at], False)
            else:
                runs.append((run or piece[at], bool(run)))
            at += len(run) or 1
        lost = [""]
        for number, (run, is_found) in enumerate(runs):
            place = self._text.find(run) if is_found and not _is_chance(runs, number) else -1
            if place >= 0:
                self._take(run, place)
                lost.append("")
            else:
                lost[-1] += run
        return "\n".join(filter(None, lost))

    def after_taking(self, run: str) -> str:
        """The run, or nothing if it is a short one that the text holds.

        A number must stand there by itself.
        """
        if len(run) >= _SHORT:
            return run
        at = self._text.find(run)
        while run.isdigit() and at >= 0 and not {at, at + len(run)} <= self._borders:
            at = self._text.find(run, at + 1)
        if at < 0:
            return run
        self._take(run, at)
        return ""

    def after_taking_any(self, run: str) -> str:
        """The run, or nothing if the text holds all its characters, wherever they stand."""
        needed = Counter(run)
        if any(self._text.count(character) < count for character, count in needed.items()):
            return run
        for character, count in needed.items():
            self._text = self._text.replace(character, "\0", count)
        return ""

    def _longest(self, piece: str, at: int) -> str:
        """The longest part of a piece from there on that the text holds, unless it is short."""
        beginning = piece[at : at + _SHORT]
        if beginning not in self._beginnings:
            return ""
        if beginning not in self._text:
            # All of it is taken: it is not looked for again.
            self._beginnings.discard(beginning)
            return ""
        least, most = 0, len(piece) - at
        while least < most:
            middle = (least + most + 1) // 2
            if piece[at : at + middle] in self._text:
                least = middle
            else:
                most = middle - 1
        return piece[at : at + least] if least >= _SHORT else ""

    def _take(self, run: str, at: int) -> None:
        self._text = self._text[:at] + "\0" * len(run) + self._text[at + len(run) :]


def _is_chance(runs: Sequence[tuple[str, bool]], number: int) -> bool:
    """Whether a few words amid a lost passage stand elsewhere, too."""
    run, _ = runs[number]
    around = (*runs[max(0, number - 1) : number], *runs[number + 1 : number + 2])
    is_amid = [not is_found and len(other) >= _FEW for other, is_found in around]
    return len(run) < _FEW and is_amid == [True, True]
