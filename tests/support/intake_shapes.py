"""Documents written short, to compare them."""

from __future__ import annotations

from nianbao.intake.document import Document, SourceTable
from nianbao.source import Element


def written(piece: Element | str) -> str:
    if isinstance(piece, str):
        return piece
    attributes = "".join(f" {name}={value}" for name, value in piece.attributes.items())
    return f"<{piece.tag}{attributes}>{''.join(map(written, piece.children))}</>"


def shape(document: Document) -> list[str]:
    """Each block on a line: the tree of a paragraph, the place of a table."""
    return [
        block.place if isinstance(block, SourceTable) else written(block.element)
        for block in document.blocks
    ]


def tables(document: Document) -> list[SourceTable]:
    return [block for block in document.blocks if isinstance(block, SourceTable)]


def lines(table: SourceTable) -> list[list[str]]:
    """The cells of each row: text, place and size."""
    return [
        [
            f"{cell.text.replace(chr(10), '/')}@{cell.row},{cell.column}"
            f"+{cell.rowspan}x{cell.colspan}"
            for cell in row
        ]
        for row in table.rows
    ]
