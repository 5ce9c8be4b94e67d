"""Writes a report as text: pasted from Word, from a spreadsheet, or from a PDF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .draft import Draft, Heading, Items, Slot, Text
from .sheet import Sheet

__all__ = ["write_text"]


def write_text(draft: Draft, path: Path, *, cells: str, encoding: str = "utf-8") -> None:
    """``cells`` tells how the lines of tables are written.

    "word": parted by tabs; a cell that goes on from above is empty, one that is wide is one cell.
    "sheet": parted by tabs; every covered place is an empty cell. "spaces": parted by spaces.
    """
    paragraphs = [draft.title]
    for block in draft.body:
        match block:
            case Heading():
                paragraphs.append(block.number + block.words)
            case Text():
                paragraphs += ["".join(map(_plain, parts)) for parts in block.on_pages()]
            case Items():
                paragraphs += block.items
            case Slot():
                sheets = [block.own] if block.own else draft.sheets[block.key]
                texts = ["\n".join(_lines(sheet, cells)) for sheet in sheets]
                paragraphs.append(f"\n\n{draft.between}\n\n".join(texts))
            case _:
                pass
    path.write_text("\n\n".join(paragraphs) + "\n", encoding, newline="\n")


def _plain(part: object) -> str:
    return part if isinstance(part, str) else str(getattr(part, "text", ""))


def _lines(sheet: Sheet, cells: str) -> Iterator[str]:
    for row in range(sheet.height):
        texts = []
        for column in range(sheet.width):
            box = sheet.at(row, column)
            if box is None:
                continue
            begins = (box.row, box.column) == (row, column)
            if begins:
                texts.append(box.text.replace("\n", ""))
            elif cells == "sheet" or (cells == "word" and column == box.column):
                texts.append("")
        yield (" " if cells == "spaces" else "\t").join(texts)
