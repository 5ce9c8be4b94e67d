"""How many pixels a picture has, by its head: nothing is unpacked."""

from __future__ import annotations

__all__ = ["pixels_of"]

_PLAIN_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def pixels_of(data: bytes) -> int:
    """The pixels of a PNG, GIF, JPEG or WebP; 0 where its head does not say."""
    if data.startswith(b"\x89PNG"):
        return _product(data[16:20], data[20:24])
    if data.startswith(b"GIF8"):
        return _product(data[7:5:-1], data[9:7:-1])
    if data.startswith(b"\xff\xd8"):
        return _of_jpeg(data)
    if data[8:12] == b"WEBP":
        return _of_webp(data)
    return 0


def _product(width: bytes, height: bytes) -> int:
    return int.from_bytes(width, "big") * int.from_bytes(height, "big")


def _of_jpeg(data: bytes) -> int:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        if data[at + 1] in _PLAIN_FRAMES:
            return _product(data[at + 7 : at + 9], data[at + 5 : at + 7])
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return 0


def _of_webp(data: bytes) -> int:
    kind = data[12:16]
    if kind == b"VP8X":
        return (1 + int.from_bytes(data[24:27], "little")) * (
            1 + int.from_bytes(data[27:30], "little")
        )
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return (1 + (bits & 0x3FFF)) * (1 + (bits >> 14 & 0x3FFF))
    if kind == b"VP8 ":
        width, height = data[26:28], data[28:30]
        return (int.from_bytes(width, "little") & 0x3FFF) * (
            int.from_bytes(height, "little") & 0x3FFF
        )
    return 0
