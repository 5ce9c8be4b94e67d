"""A report's prose as one reads it: widths folded, spaces and markup gone, places kept."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..problem import Mark
from ..source import Report, ReportSection, find_references, mark_at

__all__ = ["FoldedProse", "fold_prose"]

_MARKUP = "*_`"
_DIGITS = "0123456789"
# A line end ends a sentence only before an empty line, a heading, a list item, a table line.
_NEW_BLOCK = re.compile(r"\s*(?:\n|$|[#>|]|[-*+] |\d+[.)] )")
_SENTENCE = re.compile(r"[^。！？；\n]+")


@dataclass(frozen=True)
class FoldedProse:
    """The folded text, and for each of its characters the index in the prose as written."""

    report: Report
    text: str
    places: tuple[int, ...]

    def mark(self, index: int) -> Mark:
        """The place in the file of a character of the folded text."""
        return mark_at(self.report.prose, self.places[index], self.report.prose_line)

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Every sentence with the index at which it begins."""
        return ((match.start(), match[0]) for match in _SENTENCE.finditer(self.text))

    def section_at(self, index: int) -> ReportSection | None:
        """The section that holds a character of the folded text."""
        line = self.mark(index).line
        above = [section for section in self.report.sections if section.mark.line <= line]
        return above[-1] if above else None


def fold_prose(report: Report) -> FoldedProse:
    """The prose of a report, its references filled in with figures."""
    characters: list[str] = []
    places: list[int] = []
    done = 0
    for reference in find_references(report.prose, report.form):
        figure = report.figures.get(reference.address) if reference.address else None
        if figure is not None:
            _fold(report.prose, done, reference.start, characters, places)
            characters += figure.written
            places += [reference.start] * len(figure.written)
            done = reference.end
    _fold(report.prose, done, len(report.prose), characters, places)
    return FoldedProse(report, "".join(characters), tuple(places))


def _fold(text: str, start: int, end: int, characters: list[str], places: list[int]) -> None:
    in_heading = False
    for index in range(start, end):
        character = text[index]
        if character == "\n":
            if in_heading or _NEW_BLOCK.match(text, index + 1):
                characters.append("\n")
                places.append(index)
            in_heading = False
        elif character == "#" and text[index - 1 : index] in ("", "\n"):
            in_heading = True
        elif character.isspace():
            # A space within a number keeps two numbers apart.
            if characters and characters[-1] in _DIGITS and text[index + 1 : index + 2].isdigit():
                characters.append(" ")
                places.append(index)
        elif character not in _MARKUP:
            folded = _folded(character)
            characters += folded
            places += [index] * len(folded)


@lru_cache(8192)
def _folded(character: str) -> str:
    return unicodedata.normalize("NFKC", character)
