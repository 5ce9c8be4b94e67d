"""How much a line looks like the title of one of a form's sections, by its words and number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import IntEnum
from functools import cache, lru_cache
from pathlib import Path

from ...form import Section
from ...own_data import read_own_data

__all__ = [
    "Level",
    "Likeness",
    "TitleLine",
    "bare_title",
    "likeness_of",
    "names_of_section",
    "number_of",
]

_LONGEST = 45
_TRAILING = re.compile(r"(?:[\s.…·]{2,}[0-9]+|[\s.…·。:：]+)\s*$")
_LISTED = re.compile(r"[.…·]{2,}\s*[0-9]*\s*$")
_ENDED = re.compile(r"[。；]\s*$")
_SENTENCE = re.compile("[。；！？;!?]")
_NOT_WORDS = re.compile(r"[\s、，,。.;；:：·…_*#()（）〔〕\[\]【】《》“”‘’\"'「」—–-]+")
_DIGITS = "一二三四五六七八九十"
_CHAPTER = re.compile(rf"第?([{_DIGITS}]{{1,2}})(?:部分[、.．,，:：]?|[、.．,，]|(?=\s))\s*")
_PART = re.compile(rf"[(（]\s*([{_DIGITS}]{{1,2}})\s*[)）][、.．,，]?\s*")
_ITEM = re.compile(r"[(（]?\s*([0-9]{1,2})\s*(?:[、．)）]|[.](?![0-9]))\s*")
# A title with words before or after it has no more than so many others, and itself is no mere word.
_MOST_WORDS = 24
_SHORTEST_NAME = 4
_ALIKE = 0.78
_SHORTEST_WITH_SLIPS = 8


class Level(IntEnum):
    """How a line is numbered: 一、 or 第一部分, （一）, 1., or not at all."""

    NONE = 0
    CHAPTER = 1
    PART = 2
    ITEM = 3


class Likeness(IntEnum):
    """How much of a title a line says."""

    NOTHING = 0
    WORDS = 2
    NEARLY = 4
    WHOLE = 6


@dataclass(frozen=True, slots=True)
class TitleLine:
    """A line that may be a title: its number, and its words without number and punctuation.

    ``is_listed`` says that it ends in dots or a page number, as in a table of contents,
    ``is_sentence`` that it is written as one, and a title only if it says nothing else.
    """

    level: Level
    number: int
    words: str
    is_listed: bool
    is_sentence: bool

    @classmethod
    def of(cls, text: str) -> TitleLine | None:
        """The line; None where it is a sentence or too long for a title."""
        told = _TRAILING.sub("", text.strip())
        if not told or len(told) > _LONGEST or _SENTENCE.search(told):
            return None
        level, number, rest = number_of(told)
        is_sentence = bool(_ENDED.search(text)) or (level is Level.NONE and "，" in told)
        return cls(level, number, bare_title(rest), bool(_LISTED.search(text.strip())), is_sentence)


def number_of(text: str) -> tuple[Level, int, str]:
    """How a line is numbered, with which number, and what follows it."""
    narrow = text.lstrip("#＃*＊ \t\u3000")
    for level, pattern in ((Level.CHAPTER, _CHAPTER), (Level.PART, _PART), (Level.ITEM, _ITEM)):
        match = pattern.match(narrow)
        if match:
            return level, _value(match[1]), narrow[match.end() :]
    return Level.NONE, 0, narrow


def names_of_section(section: Section) -> frozenset[str]:
    """All known ways to write the title of a section, without number, punctuation and space."""
    return _names(section)


@lru_cache(8192)
def likeness_of(line: TitleLine, section: Section) -> Likeness:
    """How much a line says what the title of a section does."""
    names = _names(section)
    if line.words in names:
        return Likeness.WHOLE
    if line.is_sentence:
        return Likeness.NOTHING
    if any(_is_within(name, line.words) for name in names):
        return Likeness.NEARLY
    # Slips are looked for only where a number says that the line is a title.
    if line.level is not Level.NONE and any(_is_nearly(name, line.words) for name in names):
        return Likeness.NEARLY
    return (
        Likeness.WORDS
        if any(word in line.words for word in _telling(section))
        else Likeness.NOTHING
    )


def _is_within(name: str, words: str) -> bool:
    """Whether a line is a title with a few words before or after it."""
    return (
        len(name) >= _SHORTEST_NAME
        and len(words) - len(name) <= _MOST_WORDS
        and (words.startswith(name) or words.endswith(name) or 2 * len(name) > len(words))
        and name in words
    )


def _is_nearly(name: str, words: str) -> bool:
    """Whether a line is a title with slips."""
    if min(len(name), len(words)) < _SHORTEST_WITH_SLIPS:
        return False
    # No more can be alike than the shorter one has, or than both have of characters.
    common = min(len(name), len(words), 2 * len({*name} & {*words}))
    if 2 * common < _ALIKE * (len(name) + len(words)):
        return False
    return SequenceMatcher(None, words, name, autojunk=False).ratio() >= _ALIKE


def bare_title(text: str) -> str:
    """A title without punctuation and white space."""
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKC", text))


def _value(digits: str) -> int:
    if digits[0] not in _DIGITS:
        return int(digits)
    tens, ten, ones = digits.rpartition("十")
    if not ten:
        return _DIGITS.find(digits[0]) + 1
    return (_DIGITS.find(tens) + 1 if tens else 1) * 10 + (_DIGITS.find(ones) + 1 if ones else 0)


@cache
def _content() -> Mapping[str, Mapping[str, Sequence[str]]]:
    content: Mapping[str, Mapping[str, Sequence[str]]] = read_own_data(
        Path(__file__).with_name("section_words.yml")
    )
    return content


@cache
def _names(section: Section) -> frozenset[str]:
    known = _content().get(section.title[:1], {})
    titles = (section.title, *section.variants, *known.get("names", ()))
    return frozenset(bare_title(number_of(title)[2]) for title in titles)


@cache
def _telling(section: Section) -> tuple[str, ...]:
    return tuple(_content().get(section.title[:1], {}).get("words", ()))
