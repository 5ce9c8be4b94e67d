"""Which reports have which words, in files small enough to be fetched for one query."""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from .texts import ReportText
from .units import Gram, grams, sentences

__all__ = ["SHARD_SIZE", "Postings", "decoded", "encoded", "postings", "shard_of", "shards"]

Postings: TypeAlias = Mapping[str, int]
"""The reports, a bit each, in which up to four units stand side by side."""

SHARD_SIZE = 3_400
"""Bytes of a file of the index on average, 2 KB on the wire."""

# A distance of one is written as "#": JSON escapes none of the usual distances but one, and each
# is a byte. There are characters for 55,000 reports.
_BASE = ord("#") - 1


def shards(groups: Iterable[tuple[int, Postings]]) -> tuple[str, ...]:
    """The index in as many files as its size asks for; reports are named by their number.

    ``groups`` are what stands in which of so many reports each; they are numbered through.
    """
    kept: dict[int, str] = {}
    written: dict[str, str] = {}
    for words, reports in _joined(groups).items():
        # Boilerplate stands in the same reports: most lists come up again and again.
        if reports not in kept:
            kept[reports] = encoded(reports)
        written[words] = kept[reports]
    size = sum(len(f'"{words}":"{reports}",'.encode()) for words, reports in written.items())
    parts: list[dict[str, str]] = [{} for _ in range(size // SHARD_SIZE + 1)]
    for words in sorted(written):
        parts[shard_of(words, len(parts))][words] = written[words]
    return tuple(json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in parts)


def shard_of(words: str, count: int) -> int:
    """The number of the file that says where up to four units stand."""
    return zlib.crc32(words.encode()) % count


def encoded(reports: int) -> str:
    """Bits as text: a character says how far the next bit is from the one before."""
    zeros = f"{reports:b}"[::-1].split("1")[:-1]
    return "".join(chr(_BASE + 1 + len(run)) for run in zeros)


def decoded(text: str) -> int:
    """The bits in a text."""
    reports, place = 0, -1
    for character in text:
        place += ord(character) - _BASE
        reports |= 1 << place
    return reports


def _joined(groups: Iterable[tuple[int, Postings]]) -> Postings:
    joined: defaultdict[str, int] = defaultdict(int)
    first = 0
    for count, found in groups:
        for words, reports in found.items():
            joined[words] |= reports << first
        first += count
    return joined


def postings(texts: Iterable[ReportText]) -> Postings:
    """The reports, a bit each, that have one, two, three or four units side by side."""
    longest: defaultdict[Gram, int] = defaultdict(int)
    for number, text in enumerate(texts):
        found = {g for line in text.lines for units in sentences(line) for g in grams(units)}
        for gram in found:
            longest[gram] |= 1 << number
    # To count the shorter ones in each report would take three times as long again.
    found_in: defaultdict[str, int] = defaultdict(int)
    for gram, reports in longest.items():
        for length in range(1, len(gram) + 1):
            found_in["".join(gram[:length])] |= reports
    return dict(found_in)
