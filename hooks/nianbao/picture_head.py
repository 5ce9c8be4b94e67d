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

from PIL import Image, ImageFile

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
"""Of three bytes. A page of A4 scanned at 600 dots per inch has 35 million, a telephone's
photograph up to 50."""
_USUAL_BYTES = 3

# Pillow warns of what is refused here, and raises an error of what is five times as large.
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)


class PictureError(ValueError):
    """A picture cannot be shown; the message, in Chinese, says why."""


class PictureTooLargeError(PictureError):
    """A picture has more pixels than can be unpacked."""


@dataclass(frozen=True, slots=True)
class PictureHead:
    """The kind of a picture, as ``PICTURES`` has it, its width and its height in pixels.

    ``depth`` is how many bytes a pixel takes when it is unpacked; ``is_cmyk`` says that its
    colours are those of a printing press.
    """

    kind: str
    width: int
    height: int
    depth: int = _USUAL_BYTES
    is_cmyk: bool = False

    @property
    def weight(self) -> int:
        """How many pixels of three bytes take as much memory; never less than it has pixels."""
        return self.width * self.height * max(self.depth, _USUAL_BYTES) // _USUAL_BYTES


def picture_head(picture: Path | bytes) -> PictureHead:
    """The head of a picture in a file, or of its bytes.

    Raises PictureError when it is no picture of these kinds, and PictureTooLargeError when it
    unpacks to more than ``MOST_PIXELS`` of three bytes.
    """
    source = BytesIO(picture) if isinstance(picture, bytes) else picture
    try:
        with Image.open(source, formats=tuple(dict.fromkeys(PICTURES.values()))) as image:
            # A telephone's JPEG with more pictures behind the first, of depth or of light.
            kind = "JPEG" if image.format == "MPO" else image.format
            width, height = image.size
            depth, is_cmyk = _depth(image), image.mode == "CMYK"
    except Image.DecompressionBombError as error:
        raise PictureTooLargeError(f"像素太多，最多 {MOST_PIXELS:,} 个") from error
    except (OSError, ValueError, EOFError, OverflowError, MemoryError) as error:
        raise PictureError("不是图片，或者没有传完") from error
    if kind is None or width < 1 or height < 1:
        raise PictureError("不是图片，或者没有传完")
    head = PictureHead(kind, width, height, depth, is_cmyk)
    if head.weight > MOST_PIXELS:
        most = MOST_PIXELS * width * height // head.weight
        why = f"每个像素展开是 {depth} 字节，" if depth > _USUAL_BYTES else ""
        raise PictureTooLargeError(f"有 {width:,} × {height:,} 个像素，{why}最多 {most:,} 个")
    return head


def _depth(image: ImageFile.ImageFile) -> int:
    """How many bytes a pixel takes when it is unpacked: colours, transparency, 16 bits of each."""
    channels = 3 if image.mode == "P" else len(image.getbands())
    if image.format == "GIF":
        channels = 4
    elif "transparency" in image.info:
        channels += 1
    # What Pillow reads of a PNG with 16 bits has 8, but the file says so.
    has_16_bits = any("16" in str(tile[3]) for tile in image.tile)
    return channels * 2 if has_16_bits else channels
