"""A long sentence that stands in a report more than once."""

from __future__ import annotations

import re
from collections import Counter

from ..problem import Problems
from .folded import FoldedProse
from .repeats import LONG

__all__ = ["check_sentences_twice"]

_TELLING = 20
"""Shorter sentences may be alike by nature."""
_LINE = re.compile("[^\n]+")
# With what ends it: what never ends would be begun anew at each of its characters.
_SENTENCE = re.compile("([^。！？；\n]+)([。！？；]?)")
# What counts the sentences of a list is no part of them.
_COUNTING = re.compile(
    "[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]+|[一二三四五六七八九十]是|[-+·•]"
)
_SHOWN = 12


def check_sentences_twice(prose: FoldedProse, problems: Problems) -> None:
    """The sentences of paragraphs that differ; a paragraph written twice is told as one."""
    lines = [line for line in _LINE.finditer(prose.text) if not line[0].startswith("|")]
    times = Counter(line[0] for line in lines)
    first: dict[str, int] = {}
    told: set[str] = set()
    for line in lines:
        if times[line[0]] > 1 and len(line[0]) >= LONG:
            continue
        for match in _SENTENCE.finditer(line[0]):
            counting = _COUNTING.match(match[1])
            text = match[1][counting.end() :] if counting else match[1]
            place = line.start() + match.end(1) - len(text)
            if not match[2] or len(text) < _TELLING or text in told:
                continue
            if text not in first:
                first[text] = place
                continue
            told.add(text)
            problems.add(
                "sentence-twice",
                prose.mark(place),
                f"“{text[:_SHOWN]}…”这一句（{len(text)} 字）写了两遍，"
                f"第一遍在第 {prose.mark(first[text]).line} 行",
                found=text[:_SHOWN],
                advice="请删去多写的一句，或者换成本来要写的；确实要写两遍的，写入 acknowledged",
            )
