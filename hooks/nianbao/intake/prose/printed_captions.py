"""Paragraphs right above a table that say what the build prints with it: its own captions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from ...form import Form
from ..document import Block, Paragraph
from ..tables.headers import header_words
from ..tables.label_matching import bare
from .section_titles import Level, number_of

__all__ = ["printed_captions"]

_TABLE_NUMBER = re.compile("^附?表[一二三四五六七八九十0-9]*[:：、.．]?")


def printed_captions(form: Form, blocks: Sequence[Block], tables: Collection[int]) -> Iterator[int]:
    """The places of such paragraphs; ``tables`` are the places of the form's tables.

    A numbered line is a heading of the report's own, and stays.
    """
    for table in tables:
        for place in range(table - 1, -1, -1):
            block = blocks[place]
            if not isinstance(block, Paragraph) or not _is_printed(form, block.element.text):
                break
            yield place


def _is_printed(form: Form, text: str) -> bool:
    told = _TABLE_NUMBER.sub("", text.strip())
    if number_of(told)[0] is not Level.NONE:
        return False
    parts = told.split()
    return bare(told) in _captions(form) or all(bare(part) in _captions(form) for part in parts)


@cache
def _captions(form: Form) -> frozenset[str]:
    tables = tuple(form.tables.values())
    texts = [table.caption for table in tables]
    texts += [text for table in tables for b in table.blocks for text in (b.caption, b.corner)]
    words = header_words(form)
    return frozenset({*(bare(text) for text in texts if text), *words.groups, *words.columns})
