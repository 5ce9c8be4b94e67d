"""The pictures of a PDF page, cut out as they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from math import sqrt

from pdfplumber.page import Page

from .pdf_glyphs import Box

__all__ = ["is_scan", "picture_boxes", "picture_of"]

_SMALLEST = 40.0
_RESOLUTION = 150
_PIXELS = 20_000_000


def picture_boxes(page: Page) -> tuple[Box, ...]:
    """Where pictures stand that are large enough to show something, from the top."""
    boxes = []
    for image in page.images:
        box = Box(
            max(float(image["x0"]), 0),
            max(float(image["top"]), 0),
            min(float(image["x1"]), float(page.width)),
            min(float(image["bottom"]), float(page.height)),
        )
        if min(box.x1 - box.x0, box.bottom - box.top) > _SMALLEST:
            boxes.append(box)
    return tuple(_outermost(sorted(boxes, key=lambda box: (box.top, box.x0, -box.x1))))


def _outermost(boxes: list[Box]) -> Iterator[Box]:
    """The boxes that lie in no other; a picture and its mask are two in the same place."""
    kept: list[Box] = []
    for box in boxes:
        if not any(_within(box, other) for other in kept):
            kept.append(box)
            yield box


def _within(inner: Box, outer: Box) -> bool:
    return (
        outer.x0 - 1 <= inner.x0
        and outer.top - 1 <= inner.top
        and inner.x1 <= outer.x1 + 1
        and inner.bottom <= outer.bottom + 1
    )


def is_scan(box: Box, page: Page) -> bool:
    """Whether a picture covers its whole page."""
    area = (box.x1 - box.x0) * (box.bottom - box.top)
    return area >= 0.8 * float(page.width) * float(page.height)


def picture_of(page: Page, box: Box) -> bytes:
    """A part of the page as a PNG file."""
    # The whole page is drawn before the picture is cut out of it.
    area = float(page.width) * float(page.height) / 72**2
    resolution = min(_RESOLUTION, sqrt(_PIXELS / area))
    shown = page.crop((box.x0, box.top, box.x1, box.bottom)).to_image(resolution=resolution)
    png = BytesIO()
    shown.original.save(png, "PNG")
    return png.getvalue()
