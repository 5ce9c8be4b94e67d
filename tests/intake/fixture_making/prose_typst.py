"""Writes the pieces of a report as a PDF by Typst."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

from .prose_pieces import Kind, Piece

__all__ = ["literal", "typst_pdf", "typst_pieces"]

_HEAD = """#set page(paper: "a4", margin: 2.6cm, numbering: "1/1")
#set text(font: "Noto Serif SC", size: 14pt, lang: "zh", region: "cn")
#set par(justify: true, first-line-indent: (amount: 2em, all: true), leading: .8em, spacing: .8em)
#set table(stroke: .5pt)
"""


def typst_pieces(pieces: Sequence[Piece], look: str = "", *, columns: bool = False) -> bytes:
    """``look`` is Typst source that comes first; ``columns``: the text has two below its title."""
    title, *others = pieces
    body = "\n\n".join(map(_piece, others))
    return typst_pdf(f"{look}\n{_piece(title)}\n\n" + (f"#columns(2)[{body}]" if columns else body))


def typst_pdf(source: str) -> bytes:
    """The PDF of a Typst source with the fonts of the tests."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(Path(pylopdf_fonts_zh_cn.serif_path()).parent)],
    )
    made = typst.Compiler(font_paths=fonts).compile((_HEAD + source).encode(), format="pdf")
    if not isinstance(made, bytes):
        raise TypeError(made)
    return made


def literal(text: str) -> str:
    """A text as a string of Typst's."""
    return json.dumps(text, ensure_ascii=False)


_FORMS = {
    Kind.TITLE: '#align(center, text(20pt, font: "Noto Sans SC", {}))',
    Kind.HEADING: '#text(font: "Noto Sans SC", {})',
    Kind.NOTE: "#par(first-line-indent: 0pt, text(10pt, {}))",
    Kind.ITEM: "- #{}",
    Kind.SIGNATURE: "#align(right, {})",
    Kind.TEXT: "#{}",
}


def _piece(piece: Piece) -> str:
    if piece.kind is not Kind.TABLE:
        return _FORMS[piece.kind].format(literal(piece.text))
    cells = ", ".join(
        f"par(first-line-indent: 0pt, {literal(cell)})" for row in piece.rows for cell in row
    )
    return f"#text(9pt, table(columns: {len(piece.rows[0])}, {cells}))"
