"""Markup that was meant and does not work, and paragraphs that say nothing: as readers see them.

Looked at is what comes out, not what is written: a sign that is shown has had no effect.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypedDict, cast

from ..own_data import read_own_data
from ..problem import Mark, Problems
from ..source import Element, Piece, Report, ReportSection, index_at, mark_at

__all__ = ["check_shown_markup"]

_PARAGRAPHS = ("p", "li", "th", "td", "blockquote")
# What is left of the foot of a page: - 3 -
_PAGE_NUMBER = re.compile(r"[-—–－\s]*第?\s*[0-9]{1,3}\s*页?[-—–－\s]*")
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class _Kind:
    """A sign that should not be seen, and what to write instead."""

    shown: re.Pattern[str]
    advice: str
    at_start: bool
    before: str

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """Where the sign stands in a text."""
        if not self.at_start:
            yield from self.shown.finditer(text)
        elif match := self.shown.match(text):
            yield match


class _Entry(TypedDict, total=False):
    shown: str
    advice: str
    at: str
    before: str


def check_shown_markup(
    report: Report, problems: Problems, copies: frozenset[int] = frozenset()
) -> None:
    """Every sign of markup that is shown, empty paragraphs, and tables of one column.

    The lines of ``copies`` of the official table have been told already.
    """
    for section in report.sections:
        place = _Place(report, section, copies)
        for element in _paragraphs(section.blocks):
            _check_paragraph(element, place, problems)
        for element in section.blocks:
            if element.tag == "table":
                _check_table(element, place, problems)


class _Place:
    """Finds in a report's text what is shown of a section, one after the other."""

    def __init__(self, report: Report, section: ReportSection, copies: frozenset[int]) -> None:
        self.copies = copies
        self._text, self._line = report.prose, report.prose_line
        self._next = index_at(report.prose, section.mark, report.prose_line)
        self._section = section.mark

    def of(self, words: str, *, first: bool = False, alone: bool = False) -> Mark:
        """Where the words stand after those looked for before, first or alone on a line or not."""
        ends = r"[^\S\n]*$" if alone else ""
        begins = r"^[^\S\n]*(?:(?:[-*+>]|[0-9]+\.)[^\S\n]+)*" if first or alone else ""
        pattern = re.compile(f"{begins}({re.escape(words)}){ends}", re.MULTILINE)
        match = pattern.search(self._text, self._next)
        if match is None:
            return self._section
        self._next = match.end(1)
        return mark_at(self._text, match.start(1), self._line)


def _paragraphs(pieces: tuple[Piece, ...]) -> Iterator[Element]:
    """The elements that hold words themselves."""
    for piece in pieces:
        if not isinstance(piece, Element):
            continue
        if piece.tag in _PARAGRAPHS and any(isinstance(c, str) for c in piece.children):
            yield piece
        else:
            yield from _paragraphs(piece.children)


def _check_paragraph(element: Element, place: _Place, problems: Problems) -> None:
    if element.tag == "p":
        _check_words(element, place, problems)
    for is_first, text, following in _texts(element.children, is_first=True):
        if not _hints().search(text):
            continue
        found = (
            (match.start(), match, kind)
            for kind in _kinds()
            if (is_first or not kind.at_start) and kind.before in ("", following)
            for match in kind.matches(text)
        )
        for start, match, kind in sorted(found, key=lambda each: each[0]):
            words = match[0].strip() or match[0]
            around = text[max(start - 4, 0) : match.end() + 4].strip()
            problems.add(
                "markup-shown",
                place.of(words, first=kind.at_start),
                f"“{words[:_SHOWN]}”会照样显示出来：“{around[: 3 * _SHOWN]}”",
                found=words,
                advice=kind.advice,
            )


def _texts(pieces: tuple[Piece, ...], *, is_first: bool) -> Iterator[tuple[bool, str, str]]:
    """Each text but that of code, whether it begins the paragraph, and the tag that follows it."""
    for number, piece in enumerate(pieces):
        after = pieces[number + 1] if number + 1 < len(pieces) else ""
        if isinstance(piece, str):
            yield is_first and number == 0, piece, after.tag if isinstance(after, Element) else ""
        elif piece.tag != "code":
            yield from _texts(piece.children, is_first=is_first and number == 0)


def _check_words(element: Element, place: _Place, problems: Problems) -> None:
    """Notes a paragraph that is punctuation only, or the number of a page."""
    text = element.text.strip()
    if not text or any(not isinstance(child, str) for child in element.children):
        return
    is_number = _PAGE_NUMBER.fullmatch(text) is not None
    if not is_number and any(unicodedata.category(c)[0] in "LN" for c in text):
        return
    mark = place.of(text, alone=True)
    if mark.line in place.copies:
        return
    problems.add(
        "paragraph-empty",
        mark,
        f"这一段只有“{text[:_SHOWN]}”" + ("，像是页码" if is_number else ""),
        found=text,
        advice="多半是粘贴带来的，请删去，或者接到上一段后面",
    )


def _check_table(element: Element, place: _Place, problems: Problems) -> None:
    heads = [cell for part in element.children for cell in _cells(part) if cell.tag == "th"]
    if len(heads) == 1:
        problems.add(
            "table-one-column",
            place.of(heads[0].text.strip()),
            f"表格只有“{heads[0].text.strip()[:_SHOWN]}”一列",
            found=1,
            advice="请改为列表，每项以“- ”开头；少写了竖线的，请补上",
        )


def _cells(piece: Piece) -> Iterator[Element]:
    if isinstance(piece, Element):
        if piece.tag in ("th", "td"):
            yield piece
        for child in piece.children:
            yield from _cells(child)


@cache
def _data() -> Mapping[str, object]:
    return cast("Mapping[str, object]", read_own_data(Path(__file__).with_suffix(".yml")))


@cache
def _hints() -> re.Pattern[str]:
    return re.compile(cast("str", _data()["hints"]))


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(
        _Kind(
            re.compile(entry["shown"]),
            entry["advice"],
            at_start=entry.get("at") == "start",
            before=entry.get("before", ""),
        )
        for entry in cast("list[_Entry]", _data()["kinds"])
    )
