"""Packs the objects of a PDF that Typst has written into compressed streams (ISO 32000-1, 7.5.7).

Typst compresses texts, fonts and pictures, but writes each tag of a table cell in plain text with
a line of its own in the table of contents: two thirds of a volume. PDF/A-3 and PDF/UA-1 allow
object streams. Objects keep their numbers; streams, and what says how many pages there are, stay
as they are, byte for byte.
"""

from __future__ import annotations

import re
import struct
import zlib
from itertools import pairwise

__all__ = ["packed", "page_count"]

# Readers unpack a whole stream for one object of it.
_IN_A_STREAM = 200
# How Typst begins a node of the tree of pages. The uppermost counts them all.
_PAGES = re.compile(rb"<</Type/Pages/Count (\d+)")


def page_count(pdf: bytes) -> int:
    """How many pages a PDF has that Typst has written, packed or not: pypdf takes 20 ms to say it.

    Raises ValueError when it is not written as Typst writes.
    """
    return max(int(node[1]) for node in _PAGES.finditer(pdf))


def packed(pdf: bytes) -> bytes:
    """The same document, smaller. The same document gives the same bytes.

    Raises ValueError when it is not written as Typst writes.
    """
    end = pdf.rindex(b"startxref")
    contents = int(pdf[end:].split()[1])
    table, trailer = pdf[contents:end].split(b"trailer")
    lines = table.splitlines()[2:]
    begins = {number: int(line[:10]) for number, line in enumerate(lines) if b"n" in line}
    in_order = sorted(begins, key=begins.__getitem__)
    written = bytearray(pdf[: begins[in_order[0]]])
    # For each object what a cross-reference stream says of it; the first is none.
    entries = {0: (0, 0, 0xFFFF)}

    def write(number: int, whole: bytes) -> None:
        entries[number] = (1, len(written), 0)
        written.extend(whole)

    small: list[tuple[int, bytes]] = []
    for number, (begin, until) in zip(
        in_order, pairwise([*(begins[number] for number in in_order), contents]), strict=True
    ):
        whole = pdf[begin:until]
        inner = whole[whole.index(b"obj") + 3 : whole.rindex(b"endobj")].strip()
        if inner.endswith(b"endstream") or _PAGES.match(inner):
            write(number, whole)
        else:
            small.append((number, inner))
    number = len(lines)
    for first in range(0, len(small), _IN_A_STREAM):
        group = small[first : first + _IN_A_STREAM]
        entries |= {each: (2, number, place) for place, (each, _) in enumerate(group)}
        write(number, _object_stream(number, group))
        number += 1
    begin = len(written)
    entries[number] = (1, begin, 0)
    rows = (struct.pack(">BIH", *entries.get(each, (0, 0, 0))) for each in range(number + 1))
    said = re.sub(rb"/Size \d+", b"/Size %d" % (number + 1), trailer.strip()[2:-2])
    written += _stream(number, b"/Type/XRef/W[1 4 2]" + said, b"".join(rows))
    written += b"startxref\n%d\n%%%%EOF" % begin
    return bytes(written)


def _object_stream(number: int, objects: list[tuple[int, bytes]]) -> bytes:
    """Objects below each other, after a line that says where each begins."""
    places = []
    place = 0
    for each, inner in objects:
        places.append(b"%d %d" % (each, place))
        place += len(inner) + 1
    head = b"%b\n" % b" ".join(places)
    says = b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head))
    return _stream(number, says, head + b"\n".join(inner for _, inner in objects))


def _stream(number: int, says: bytes, content: bytes) -> bytes:
    data = zlib.compress(content)
    says = b"%b/Filter/FlateDecode/Length %d" % (says, len(data))
    return b"%d 0 obj\n<<%b>>\nstream\n%b\nendstream\nendobj\n" % (number, says, data)
