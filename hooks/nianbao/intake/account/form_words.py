"""The words that a form prints itself, whatever a report says: they need not be in its file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ...form import Form, Label, Table, lay_out
from ..tables.label_matching import bare
from .characters import counted

__all__ = ["FormWords", "form_words"]

_SHORT = 4
"""Fewer characters than these are part of some label by chance."""


class FormWords:
    """All words of a form, in every way of writing them that it knows."""

    def __init__(self, form: Form) -> None:
        words = {word for word in _words(form) if word}
        self._bare = {bare(word): _han(word) for word in sorted(words)}
        for word in sorted(words):
            self._bare[bare(word)] |= _han(word)
        self._whole = "\n".join(sorted(counted(word) for word in words))

    def are(self, text: str) -> bool:
        """Whether a text is one of them and says no more."""
        known = self._bare.get(bare(text))
        return known is not None and _han(text) <= known

    def beyond(self, text: str) -> str:
        """What a counted text says beyond them: one label may stand in several cells."""
        kept = ""
        at = 0
        while at < len(text):
            end = len(text)
            while end - at >= _SHORT and text[at:end] not in self._whole:
                end -= 1
            is_part = end - at >= _SHORT or (end == len(text) and text[at:] in self._whole)
            kept += "" if is_part else text[at]
            at = end if is_part else at + 1
        return kept


@lru_cache(32)
def form_words(form: Form) -> FormWords:
    """The words of a form, gathered once."""
    return FormWords(form)


def _words(form: Form) -> Iterator[str]:
    for section in form.sections:
        yield from (section.title, *section.variants)
    for table in form.tables.values():
        yield from _of_table(table)
    yield from (measure.unit for measure in form.measures.values())


def _of_table(table: Table) -> Iterator[str]:
    yield from (table.caption, table.key)
    yield from (cell.text for row in lay_out(table).rows for cell in row.cells)
    for block in table.blocks:
        yield from (block.caption, block.corner, block.unit)
        yield from _of_labels((*block.columns, *block.rows))


def _of_labels(labels: Iterable[Label]) -> Iterator[str]:
    for label in labels:
        yield from (label.text, label.key, *label.variants)
        yield from _of_labels(label.children)


def _han(text: str) -> frozenset[str]:
    """The Chinese characters of a text, except those that number."""
    return frozenset(re.findall("[\u4e00-\u9fff]", text)) - frozenset("一二三四五六七八九十")
