"""A report's prose as one reads it: widths folded, spaces and markup gone, places kept."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from ..problem import Mark
from ..source import Report, ReportSection, entities, find_references, mark_at

__all__ = ["FoldedProse", "fold_prose", "fold_text", "narrow_text"]

_WIDE = {code + 0xFEE0: code for code in map(ord, "0123456789.+-%")}
_WIDE |= {code + 0xFEE0: code for pair in (b"AZ", b"az") for code in range(pair[0], pair[1] + 1)}
_DROPPED = "#*_`\u200b\u200c\u200d\u200e\u200f\ufeff"
_WIDE_CLASS = "".join(re.escape(chr(code)) for code in _WIDE)
_HAS_WIDE = re.compile(f"[{_WIDE_CLASS}]")
# What is not copied as it stands: a wide letter or digit, a run of space and markup.
_SPECIAL = re.compile(rf"[{_WIDE_CLASS}\s{_DROPPED}][\s{_DROPPED}]*")
# A line end ends a sentence only before an empty line, a heading, a list item, a table line.
_NEW_BLOCK = re.compile(r"[^\S\n]*(?:\n|$|[#>|]|[-*+] |\d+[.)] )")
_SENTENCE_ENDS = "。！？；\n"


@dataclass(frozen=True)
class FoldedProse:
    """The folded text, and where in the prose as written its pieces begin.

    ``starts`` holds, in order, the index of a piece in the folded text and in the prose.
    """

    report: Report
    text: str
    starts: tuple[tuple[int, int], ...]

    def mark(self, index: int) -> Mark:
        """The place in the file of a character of the folded text."""
        start, place = self.starts[bisect_right(self.starts, (index, len(self.report.prose))) - 1]
        return mark_at(self.report.prose, place + index - start, self.report.prose_line)

    def sentences_with(self, words: re.Pattern[str]) -> Iterator[tuple[int, str]]:
        """Every sentence that has one of the words, with the index at which it begins."""
        done = 0
        for match in words.finditer(self.text):
            if match.start() < done:
                continue
            start, done = self._sentence(match.start(), match.end())
            yield start, self.text[start:done]

    def sentence_at(self, index: int) -> str:
        """The sentence that holds a character of the folded text."""
        start, end = self._sentence(index, index)
        return self.text[start:end]

    def _sentence(self, start: int, end: int) -> tuple[int, int]:
        """Where the sentence around a stretch of the folded text begins and ends."""
        while start and self.text[start - 1] not in _SENTENCE_ENDS:
            start -= 1
        while end < len(self.text) and self.text[end] not in _SENTENCE_ENDS:
            end += 1
        return start, end

    def section_at(self, index: int) -> ReportSection | None:
        """The section that holds a character of the folded text."""
        line = self.mark(index).line
        above = [section for section in self.report.sections if section.mark.line <= line]
        return above[-1] if above else None


def fold_prose(report: Report) -> FoldedProse:
    """The prose of a report, its references filled in with figures, entities with characters."""
    folder = _Folder(report.prose)
    done = 0
    for reference in find_references(report.prose, report.form):
        figure = report.figures.get(reference.address) if reference.address else None
        if figure is not None:
            folder.fold(done, reference.start)
            folder.put(figure.written, reference.start)
            done = reference.end
    folder.fold(done, len(report.prose))
    return FoldedProse(report, "".join(folder.pieces), tuple(folder.starts))


def fold_text(text: str) -> str:
    """A paragraph folded as prose is."""
    return _SPECIAL.sub(lambda match: _narrow(match[0]), text)


def narrow_text(text: str) -> str:
    """A shown text with narrow letters and digits; it has no markup that could be dropped."""
    # Most texts have none, and to translate one takes as long as all that is asked of it.
    return text.translate(_WIDE) if _HAS_WIDE.search(text) else text


def _narrow(run: str) -> str:
    """The wide character that a run begins with, made narrow, if it begins with one."""
    code = _WIDE.get(ord(run[0]))
    return chr(code) if code else ""


class _Folder:
    """Collects the pieces of a folded text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces: list[str] = []
        self.starts: list[tuple[int, int]] = []
        self.length = 0

    def put(self, piece: str, place: int) -> None:
        if piece:
            self.pieces.append(piece)
            self.starts.append((self.length, place))
            self.length += len(piece)

    def fold(self, start: int, end: int) -> None:
        """Puts a stretch of the text."""
        for match, characters in entities(self.text, start, end):
            self.fold_written(start, match.start())
            keeps_apart = (
                characters.isspace() and bool(self.pieces) and self.pieces[-1][-1].isdigit()
            )
            self.put(" " if keeps_apart else fold_text(characters), match.start())
            start = match.end()
        self.fold_written(start, end)

    def fold_written(self, start: int, end: int) -> None:
        """Puts a stretch that has no entities."""
        done = start
        for match in _SPECIAL.finditer(self.text, start, end):
            self.put(self.text[done : match.start()], done)
            self.put(self.instead(match), match.start())
            done = match.end()
        self.put(self.text[done:end], done)

    def instead(self, match: re.Match[str]) -> str:
        """What stands for a wide character, and for a run of space and markup."""
        run, narrow = match[0], _narrow(match[0])
        if "\n" in run:
            line_end = match.start() + run.index("\n")
            in_heading = self.text.startswith("#", self.text.rfind("\n", 0, line_end) + 1)
            return narrow + "\n" * bool(in_heading or _NEW_BLOCK.match(self.text, line_end + 1))
        # A space within a number keeps two numbers apart.
        before = narrow or (self.pieces[-1] if self.pieces else "")
        after = self.text[match.end() : match.end() + 1]
        has_space = any(character.isspace() for character in run)
        between_digits = before[-1:].isdigit() and after.isdigit()
        return narrow + " " * (has_space and between_digits)
