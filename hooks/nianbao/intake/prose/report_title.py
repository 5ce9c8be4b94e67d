"""The title of a report, on one line or several, and what stands with it: day, number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..document import Block, Document, Paragraph
from ..tables.label_matching import bare
from .dates import parse_date, published_in

__all__ = ["ReportTitle", "report_title", "title_of", "whole_title"]

_YEAR = "(?:20[0-9]{2}|二[〇○Ｏ零0][一二三四五六七八九〇○零0]{2})"
# Before there was a form some townships called theirs a summary of the year's work.
_REPORT = "(?:报告|年报|公开工作总结)"
_TITLE = re.compile(rf"{_YEAR}\s*年.*{_REPORT}|{_REPORT}.*{_YEAR}\s*年")
_END = re.compile(f"{_REPORT}[》)）]?$")
# A title without the organ's name, which then stands on the line above.
_NAMELESS = re.compile(rf"{_YEAR}年度?(?:政府|政务)?信息公开")
_PART = re.compile(rf"[\u4e00-\u9fff·（）()《]*(?:{_YEAR}[\u4e00-\u9fff·（）()》]*)?")
_DAY = re.compile(
    r"[(（\[【]?\s*[0-9]{4}\s*[年.-]\s*[0-9]{1,2}\s*[月.-]\s*[0-9]{1,2}\s*日?\s*[)）\]】]?"
)
_LONGEST = 70
_LONGEST_NOTE = 45
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class ReportTitle:
    """The title, the places of the paragraphs that are it, and the days that stand with it.

    ``published`` is what is called the day of publication, ``named`` are the places of paragraphs
    that hold it, ``unnamed`` those of a bare day below the title, which
    may be another.
    """

    text: str
    places: frozenset[int]
    named: frozenset[int]
    unnamed: frozenset[int]
    published: date | None


def report_title(document: Document, blocks: Sequence[Block]) -> ReportTitle:
    """What stands above the first section, as far as it is the title and its day."""
    title, places = _title(document, blocks)
    named: dict[int, date] = {}
    unnamed: set[int] = set()
    for place, block in enumerate(blocks):
        text = block.element.text.strip() if isinstance(block, Paragraph) else ""
        if text and len(text) <= _LONGEST_NOTE and (day := published_in(text)):
            named[place] = day
        elif places and place > max(places) and _DAY.fullmatch(text) and parse_date(text):
            unnamed.add(place)
    published = document.published or next(iter(named.values()), None)
    return ReportTitle(title, frozenset(places), frozenset(named), frozenset(unnamed), published)


def title_of(document: Document) -> str:
    """The title of the report that a source is, or nothing where it does not say."""
    return _title(document, document.blocks)[0]


def whole_title(block: Block) -> str:
    """The line, where all of it is the title of a report, its organ and year; else nothing."""
    line = _line(block)
    return line if _PART.fullmatch(line) and _is_whole(line) and _END.search(line) else ""


def _title(document: Document, blocks: Sequence[Block]) -> tuple[str, set[int]]:
    """The report's title and the places of the paragraphs that are it."""
    places: set[int] = set()
    title = ""
    for place in range(len(blocks)):
        for text, lines in _readings(blocks, place):
            if not title or bare(text) == bare(title):
                title = title or text
                places |= {*range(place, place + lines)}
                break
    if not title and _TITLE.search(document.title):
        title = "".join(document.title.split())
    return title, places


def _readings(blocks: Sequence[Block], place: int) -> Iterator[tuple[str, int]]:
    """The lines from a place on as a title, and how many they are, the best way first.

    A line that is a title with the organ's name in it needs no other.
    """
    lines = [_line(block) for block in blocks[place : place + _MOST_LINES]]
    for count in range(len(lines), 1, -1):
        parts = lines[:count]
        is_one = all(part and _PART.fullmatch(part) and not _is_whole(part) for part in parts)
        joined = "".join(parts)
        if is_one and len(joined) <= _LONGEST and _TITLE.search(joined) and _END.search(joined):
            yield joined, count
    if lines[0] and _TITLE.search(lines[0]):
        yield lines[0], 1


def _line(block: Block) -> str:
    """What a paragraph says, without white space; nothing where it can be no title."""
    text = "".join(block.element.text.split()) if isinstance(block, Paragraph) else ""
    return "" if len(text) > _LONGEST or re.search("[，。；]", text) else text


def _is_whole(text: str) -> bool:
    return bool(_TITLE.search(text)) and not _NAMELESS.match(text)
