"""What the head of a picture says: its kind and its size; nothing is unpacked.

A picture of 35 bytes may claim to be as large as a city, and whoever unpacks it takes the memory.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from PIL import Image

__all__ = [
    "MOST_PIXELS",
    "PICTURES",
    "PictureError",
    "PictureHead",
    "PictureTooLargeError",
    "picture_head",
]

PICTURES: Mapping[str, str] = MappingProxyType(
    {"png": "PNG", "jpg": "JPEG", "jpeg": "JPEG", "gif": "GIF", "webp": "WEBP"}
)
"""The kinds of pictures by the end of their names. SVG is none: it may hold scripts, and text in
any font."""

MOST_PIXELS = 60_000_000
"""A page of A4 scanned at 600 dots per inch has 35 million, a telephone's photograph up to 50."""

# Pillow warns of what is refused here, and raises an error of what is five times as large.
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)


class PictureError(ValueError):
    """A picture cannot be shown; the message, in Chinese, says why."""


class PictureTooLargeError(PictureError):
    """A picture has more pixels than can be unpacked."""


@dataclass(frozen=True, slots=True)
class PictureHead:
    """The kind of a picture, as ``PICTURES`` has it, its width and its height in pixels."""

    kind: str
    width: int
    height: int

    @property
    def pixels(self) -> int:
        """How many pixels it has."""
        return self.width * self.height


def picture_head(picture: Path | bytes) -> PictureHead:
    """The head of a picture in a file, or of its bytes.

    Raises PictureError when it is no picture of these kinds, and PictureTooLargeError when it
    has more than ``MOST_PIXELS``.
    """
    source = BytesIO(picture) if isinstance(picture, bytes) else picture
    try:
        with Image.open(source, formats=tuple(dict.fromkeys(PICTURES.values()))) as image:
            kind, (width, height) = image.format, image.size
    except Image.DecompressionBombError as error:
        raise PictureTooLargeError(f"像素太多，最多 {MOST_PIXELS:,} 个") from error
    except (OSError, ValueError, EOFError, OverflowError, MemoryError) as error:
        raise PictureError("不是图片，或者没有传完") from error
    if kind is None or width < 1 or height < 1:
        raise PictureError("不是图片，或者没有传完")
    if width * height > MOST_PIXELS:
        raise PictureTooLargeError(f"有 {width:,} × {height:,} 个像素，最多 {MOST_PIXELS:,} 个")
    return PictureHead(kind, width, height)
