"""A font that takes no time to make."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

__all__ = ["write_font"]


def write_font(path: Path, width: int) -> None:
    """A font of one glyph, called as one that titles are set in where it is there."""
    builder: Any = FontBuilder(1000, isTTF=True)  # type: ignore[no-untyped-call]
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({ord("A"): "A"})
    pen: Any = TTGlyphPen(None)
    for point in ((0, 0), (500, 0), (250, 700)):
        (pen.lineTo if pen.points else pen.moveTo)(point)
    pen.closePath()
    builder.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "A": pen.glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "A": (width, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    # Typst passes over a font without a PostScript name.
    names = {"familyName": "方正小标宋简体", "styleName": "Regular", "psName": "FZXBSJW"}
    builder.setupNameTable(names)
    builder.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    builder.save(path)
