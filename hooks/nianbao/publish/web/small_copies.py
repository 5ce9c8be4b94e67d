"""Pages show a smaller copy of a large picture, which leads to the original beside it.

A photograph of a telephone has ten times the pixels that a page is wide, and as many bytes as
five hundred pages of text.
"""

from __future__ import annotations

from pathlib import Path

from ...picture_head import PictureError, picture_head

__all__ = ["small_copy_of"]

_MOST_WIDTH, _MOST_HEIGHT = 1600, 2400
"""Twice the width of a page's text, for screens with twice as many pixels."""
# A GIF may move, and a WebP is small already.
_ENDINGS = {"JPEG": ".jpg", "PNG": ".png"}


def small_copy_of(file: Path) -> Path | None:
    """Where the copy stands, or None where the picture itself is shown."""
    try:
        head = picture_head(file)
    except PictureError:
        return None
    ending = _ENDINGS.get(head.kind)
    if not ending or (head.width <= _MOST_WIDTH and head.height <= _MOST_HEIGHT):
        return None
    return file.with_name(f"{file.name}.small{ending}")
