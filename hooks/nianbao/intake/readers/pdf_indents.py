"""How far the labels of a PDF's table stand in, where they stand in by whole characters."""

from __future__ import annotations

from collections.abc import Sequence

from .pdf_glyphs import Box, Glyph

__all__ = ["indents_of"]

_NEAR = 0.2
_DEEPEST = 6


def indents_of(cells: Sequence[tuple[Box, Sequence[Glyph]]]) -> Sequence[int]:
    """The indent of each cell of one column, in characters; 0 for all where it says nothing.

    Texts that are centred stand in by what they lack in length, or by half characters.
    """
    offsets = [_offset(box, glyphs) for box, glyphs in cells]
    known = [(offset, glyphs) for offset, (_, glyphs) in zip(offsets, cells, strict=True) if glyphs]
    least = min((offset for offset, _ in known), default=0.0)
    deep = [offset - least for offset, _ in known]
    in_steps = all(abs(each - round(each)) < _NEAR and each < _DEEPEST for each in deep)
    centred = {round(2 * offset + len(glyphs)) for offset, glyphs in known}
    if not in_steps or len(centred) < len(set(map(round, deep))):
        return [0] * len(cells)
    # Not from the least: another part of the table, on the next page, may stand in deeper.
    return [int(offset + _NEAR) for offset in offsets]


def _offset(box: Box, glyphs: Sequence[Glyph]) -> float:
    """From the cell's left edge to its text, in characters."""
    if not glyphs:
        return 0.0
    first = min(glyphs, key=lambda glyph: glyph.x0)
    return (first.x0 - box.x0) / (first.size or 1)
