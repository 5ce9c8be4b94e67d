"""Writes the pieces of a report as a web page, to be printed by a browser."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .prose_pieces import Kind, Piece

__all__ = ["page_of"]

_STYLE = """
body { font-family: 'Noto Serif SC'; font-size: 12pt; line-height: 1.8 }
p { text-indent: 2em; margin: 0 }
h1, h2 { font-family: 'Noto Sans SC' }
h1 { font-size: 18pt; text-align: center }
h2 { font-size: 14pt }
table { border-collapse: collapse; width: 100% }
td { border: 1px solid #000; text-align: center }
.note { font-size: 10pt; text-indent: 0 }
.signature { text-align: right }
"""
_TAGS = {Kind.TITLE: "h1", Kind.HEADING: "h2"}


def page_of(pieces: Sequence[Piece], style: str) -> str:
    """The page; ``style`` is added to what a government page usually has."""
    title = escape(pieces[0].text)
    body = "\n".join(map(_element, pieces))
    return (
        f"<!doctype html><meta charset=utf-8><title>{title}_示例县</title>"
        f"<style>{_STYLE}{style}</style><div>{body}</div>"
    )


def _element(piece: Piece) -> str:
    if piece.kind is Kind.TABLE:
        rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in piece.rows)
        return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
    if piece.kind is Kind.ITEM:
        return f"<ul><li>{escape(piece.text)}</li></ul>"
    tag = _TAGS.get(piece.kind, "p")
    return f"<{tag} class={piece.kind.value}><span>{escape(piece.text)}</span></{tag}>"
