"""Which paragraphs differ between two texts of one report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from .prose import Piece
from .report import Report

__all__ = ["ParagraphChange", "paragraph_changes"]

_TITLE, _NOTICE = "标题", "标题下的说明"
_GROUPS = ("ul", "ol", "li", "blockquote", "table", "thead", "tbody")
"""What holds paragraphs and is none."""
_PARAGRAPHS = ("p", "tr", "hr", "h1", "h2", "h3", "h4", "h5", "h6")
_LONG = 500
_MOST_PAIRS = 40_000
"""More paragraphs in a row, all of them changed, are a new text: not worth the search."""


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """One paragraph, list item, heading or line of a table that differs, as plain text.

    ``heading`` is that of its section; ``before`` or ``after`` is empty where the text has none.
    """

    heading: str
    before: str
    after: str


def paragraph_changes(before: Report, after: Report) -> tuple[ParagraphChange, ...]:
    """The paragraphs that differ, in the order of the later text; what is gone stands last.

    Title and notice are read as paragraphs, too. References to figures are filled in.
    """
    earlier, later = _sections(before), _sections(after)
    return tuple(
        ParagraphChange(heading, *pair)
        for heading in {**later, **earlier}
        for pair in _changed(earlier.get(heading, ()), later.get(heading, ()))
    )


def _sections(report: Report) -> Mapping[str, Sequence[str]]:
    """The paragraphs under each official heading; the heading as written is the first."""
    sections: dict[str, list[str]] = {_TITLE: [report.title], _NOTICE: []}
    if report.notice:
        sections[_NOTICE].append(report.notice)
    for section in report.sections:
        paragraphs = sections.setdefault(section.official.title, [])
        if section.heading:
            paragraphs.append(section.heading)
        paragraphs += _paragraphs(section.blocks)
    return sections


def _paragraphs(pieces: Sequence[Piece]) -> Iterator[str]:
    """The paragraphs in a part of the prose, in reading order."""
    loose = ""
    for piece in pieces:
        if isinstance(piece, str) or piece.tag not in (*_GROUPS, *_PARAGRAPHS):
            loose += _plain(piece)
            continue
        yield from _tidy(loose)
        loose = ""
        if piece.tag in _GROUPS:
            yield from _paragraphs(piece.children)
        else:
            yield from _tidy(_plain(piece))
    yield from _tidy(loose)


def _tidy(text: str) -> Iterator[str]:
    """The text, if there is any, without the white space that nobody sees."""
    words = text.split()
    if words:
        yield " ".join(words)


def _plain(piece: Piece) -> str:
    """The text of a paragraph, with what its links and images lead to."""
    if isinstance(piece, str):
        return piece
    if piece.tag == "img":
        return f"{piece.attributes.get('alt', '')}（{piece.attributes.get('src', '')}）"
    if piece.tag == "tr":
        return " | ".join(map(_plain, piece.children))
    if piece.tag == "br":
        return " "
    text = "".join(map(_plain, piece.children))
    target = piece.attributes.get("href", text)
    return text if target == text else f"{text}（{target}）"


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The paragraphs that differ, each beside what it was."""
    # In long texts what is repeated again and again is no place to hold on to, and takes for ever.
    matcher = SequenceMatcher(None, before, after, autojunk=len(after) > _LONG)
    for kind, start, end, start_after, end_after in matcher.get_opcodes():
        if kind != "equal":
            yield from _paired(before[start:end], after[start_after:end_after])


def _paired(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Paragraphs beside those most like them, in order; what is left over was added or removed."""
    if len(before) * len(after) > _MOST_PAIRS:
        yield from zip_longest(before, after, fillvalue="")
        return
    likeness = _likeness(before, after)
    # best[i][j] is the most likeness that the paragraphs from i and j on can have.
    best = [[0] * (len(after) + 1) for _ in range(len(before) + 1)]
    for i in reversed(range(len(before))):
        for j in reversed(range(len(after))):
            paired = likeness[i][j] + best[i + 1][j + 1]
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(before) and j < len(after):
        if best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            yield before[i], after[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield before[i], ""
            i += 1
        else:
            yield "", after[j]
            j += 1
    yield from ((text, "") for text in before[i:])
    yield from (("", text) for text in after[j:])


def _likeness(before: Sequence[str], after: Sequence[str]) -> list[list[int]]:
    """For each two paragraphs how many pairs of characters in a thousand they share; at least 1."""
    ours, theirs = (
        [{text[i : i + 2] for i in range(len(text))} for text in texts] for texts in (before, after)
    )
    return [[1 + 1000 * len(a & b) // len(a | b) for b in theirs] for a in ours]
