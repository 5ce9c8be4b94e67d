"""Tells the pictures of a converted document from those that LibreOffice found elsewhere.

A document may name a picture by its address, and some kinds LibreOffice puts into what it writes:
``INCLUDEPICTURE "file:///home/…/scan.pdf"`` in RTF becomes a picture of that file's first page. A
webmaster would publish it. LibreOffice takes over PNG, JPEG and GIF byte by byte, so that a
picture that is not in the document as it came was not the document's.
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Callable

from .archives import read_parts
from .kinds import sniff

__all__ = ["holds_picture"]

# [MS-CFB] 2.1: sector numbers from here on mean something else.
_SPECIAL = 0xFFFFFFFA


def holds_picture(source: bytes) -> Callable[[bytes], bool]:
    """Tells whether a picture stands in a document: .odt, .rtf, .doc or .wps."""
    kind = sniff(source)
    if kind == "odt":
        return {content for _, content in read_parts(source)}.__contains__
    if kind == "rtf":
        digits = source.translate(None, b" \t\r\n").lower()
        return lambda picture: picture.hex().encode() in digits or picture in source
    streams = _streams(source)
    return lambda picture: picture in source or picture in streams


def _streams(data: bytes) -> bytes:
    """The streams of a compound file one after the other, each in one piece: [MS-CFB] 2.3."""
    shift, *_ = struct.unpack_from("<H", data.ljust(512, b"\0"), 30)
    if shift not in (9, 12):
        return b""
    size = 1 << shift
    count = len(data) // size

    def sector(number: int) -> bytes:
        return data[(number + 1) * size : (number + 2) * size].ljust(size, b"\0")

    # Where the allocation table is: the list begins in the header and goes on in a chain.
    (more,) = struct.unpack_from("<I", data, 68)
    listed = list(struct.unpack_from("<109I", data, 76))
    seen: set[int] = set()
    while more < count and more not in seen:
        seen.add(more)
        *numbers, more = struct.unpack(f"<{size // 4}I", sector(more))
        listed += numbers
    following = array("I")
    for number in dict.fromkeys(listed):
        if number < count:
            following.frombytes(sector(number))
    parts = []
    walked = bytearray(len(following))
    for start in sorted(set(range(len(following))) - set(following)):
        number = start
        while number < min(len(following), count) and not walked[number]:
            walked[number] = True
            parts.append(sector(number))
            number = following[number]
    return b"".join(parts)
