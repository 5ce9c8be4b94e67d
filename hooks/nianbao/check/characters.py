"""Whether the fonts have every character of a text."""

from __future__ import annotations

import re
from collections.abc import Collection

from ..problem import Mark, Problems
from ..source import Report, code_point, entities, mark_at, mark_beside
from ..visible import is_hidden
from .press import Press

__all__ = ["check_characters", "check_shown_characters"]

# All but the characters of Press.draws_common.
_SELDOM = re.compile(r"[^\n\t\x20-\x7e\u4e00-\u9fa5]")


def check_characters(text: str, press: Press, problems: Problems) -> None:
    """Names each character that no font can draw, at its first place in the file's text.

    Typst refuses such a character in a PDF/UA file; found here, it has a line. Those that are
    written by name or number count, too.
    """
    first = _first_places(text, _undrawable(text, press))
    for match, characters in entities(text):
        for character in _undrawable(characters, press):
            if not is_hidden(character):
                first.setdefault(character, match.start())
    for character in sorted(first, key=first.__getitem__):
        _note(character, mark_at(text, first[character]), problems)


def check_shown_characters(report: Report, press: Press, problems: Problems) -> None:
    r"""Names the characters without a font that come about while the prose is read.

    ``&\#x1F600;`` is no entity in the file and one on the page.
    """
    known = set(report.text).union(*(characters for _, characters in entities(report.prose)))
    for section in report.sections:
        shown = section.shown
        for character in sorted(_undrawable(shown, press) - known):
            known.add(character)
            if not is_hidden(character):
                place = mark_beside(
                    shown, shown.index(character), section.mark, report.prose, report.prose_line
                )
                _note(character, place, problems)


def _first_places(text: str, characters: Collection[str]) -> dict[str, int]:
    """The index at which each of the characters first stands; a text may have as many as it has."""
    places: dict[str, int] = {}
    for index, character in enumerate(text if characters else ""):
        if character in characters:
            places.setdefault(character, index)
    return places


def _undrawable(text: str, press: Press) -> set[str]:
    there = set(_SELDOM.findall(text)) if press.draws_common else set(text)
    return there - press.drawable - {"\n", "\t"}


def _note(character: str, mark: Mark, problems: Problems) -> None:
    problems.add(
        "missing-glyph",
        mark,
        f"字符“{character}”（{code_point(character)}）没有字体可以显示",
        found=character,
        advice="请换用其他字符；生僻字请在 mkdocs.yml 的 fonts 里加上含有它的字体",
    )
