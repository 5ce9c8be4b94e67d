"""The pixels of a picture stand in its head, in every format's own way."""

from __future__ import annotations

import pytest
from nianbao.intake.readers.picture_sizes import pixels_of

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes([0, 0, 1, 0, 0, 0, 0, 3])
GIF = b"GIF89a" + bytes([0, 1, 3, 0])
JPEG = b"\xff\xd8\xff\xe0\0\x04ab\xff\xc2\0\x0b\x08\0\x03\x01\0\x03"
WEBP = b"RIFF\0\0\0\0WEBP"
EXTENDED = WEBP + b"VP8X" + bytes(8) + bytes([255, 0, 0, 2, 0, 0])
LOSSLESS = WEBP + b"VP8L" + bytes(4) + b"\x2f" + (255 | 2 << 14).to_bytes(4, "little")
LOSSY = WEBP + b"VP8 " + bytes(7) + b"\x9d\x01\x2a" + bytes([0, 1, 3, 0])


@pytest.mark.parametrize("data", [PNG, GIF, JPEG, EXTENDED, LOSSLESS, LOSSY])
def test_256_by_3_pixels(data: bytes) -> None:
    assert pixels_of(data) == 768


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", JPEG[:8], b"RIFF\0\0\0\0WEBPxxxx", b"BM"])
def test_a_head_that_does_not_say_is_no_size(data: bytes) -> None:
    assert pixels_of(data) == 0
