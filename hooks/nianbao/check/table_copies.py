"""Copies of the official table within the prose: the program sets that table from the figures."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ..form import Form, Label, fold
from ..problem import Mark, Problems
from ..source import Report

__all__ = ["check_table_copies"]

_NUMBER = re.compile(r"[+-]?\d[\d,.]*")
_RULE = re.compile(r":?-+:?")
_SHOWN = 12


class _Line(NamedTuple):
    """A line that is not empty, and what stands in its cells."""

    number: int
    cells: tuple[str, ...]
    has_bars: bool


def check_table_copies(report: Report, problems: Problems) -> frozenset[int]:
    """Notes every copy of its own table in a section; returns the lines that these take."""
    taken: set[int] = set()
    ends = [section.mark.line for section in report.sections[1:]]
    ends.append(report.prose_line + report.prose.count("\n") + 1)
    for section, end in zip(report.sections, ends, strict=False):
        labels = _labels(report.form, section.official.table)
        if not labels or not section.blocks:
            continue
        for run in _runs(_lines(report, section.mark.line + 1, end), labels):
            if not _is_copy(run, labels):
                continue
            taken.update(range(run[0].number, run[-1].number + 1))
            words = next(cell for line in run for cell in line.cells if fold(cell) in labels)
            problems.add(
                "table-repeated",
                Mark(run[0].number, 1),
                f"“{section.official.title}”的表又写了一遍，从“{words[:_SHOWN]}”到第 "
                f"{run[-1].number} 行；这张表由程序照文件开头的数字放在这里",
                address=(section.official.title,),
                found=words,
                advice="请核对文件开头的数字，然后删去这些行",
            )
    return frozenset(taken)


def _lines(report: Report, first: int, end: int) -> Iterator[_Line]:
    """The lines of the prose from a line of the file to before another."""
    texts = report.prose.split("\n")[first - report.prose_line : end - report.prose_line]
    for number, text in enumerate(texts, first):
        if text.strip():
            has_bars = text.count("|") > 1
            cells = text.strip().strip("|").split("|") if has_bars else text.split("\t")
            yield _Line(number, tuple(cell.strip() for cell in cells), has_bars)


def _runs(lines: Iterator[_Line], labels: frozenset[str]) -> Iterator[list[_Line]]:
    """Lines that may be one table: rows with bars, or else labels and numbers only."""
    run: list[_Line] = []
    for line in lines:
        fits = line.has_bars or all(_is_number(c) or fold(c) in labels for c in line.cells if c)
        if run and (not fits or line.has_bars != run[0].has_bars):
            yield run
            run = []
        if fits:
            run.append(line)
    if run:
        yield run


def _is_copy(run: list[_Line], labels: frozenset[str]) -> bool:
    """Whether nearly all words of a run are the form's, and numbers stand beside them.

    A table of the organ's own, such as one that compares years, has other words.
    """
    cells = [cell for line in run for cell in line.cells if cell and not _RULE.fullmatch(cell)]
    words = [cell for cell in cells if not _is_number(cell)]
    known = {fold(cell) for cell in words} & labels
    numbers = len(cells) - len(words)
    own = sum(fold(cell) in labels for cell in words)
    is_row = any(len(line.cells) > 2 for line in run)
    return numbers > 0 and own * 4 >= len(words) * 3 and len(known) >= (1 if is_row else 2)


def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(unicodedata.normalize("NFKC", cell)) is not None


@lru_cache(maxsize=64)
def _labels(form: Form, table: str) -> frozenset[str]:
    """What is printed at the head and the side of a table, folded."""
    if table not in form.tables:
        return frozenset()
    found: set[str] = set()
    for block in form.tables[table].blocks:
        found.update((fold(block.corner), fold(block.caption)))
        for label in (*block.columns, *block.rows):
            found.update(_ways(label))
    return frozenset(found - {""})


def _ways(label: Label) -> Iterator[str]:
    yield from map(fold, (label.text, *label.variants))
    for child in label.children:
        yield from _ways(child)
