"""Writes a report as PDF by Typst, with ruled tables."""

from __future__ import annotations

from pathlib import Path

import pylopdf_fonts_zh_cn
import typst

from .draft import Draft, Heading, Items, Slot, Text
from .sheet import Sheet

__all__ = ["write_typst"]

_HEAD = """#set page(paper: "a4", margin: 2cm)
#set page(footer: context align(center)[— #counter(page).display() —])
#set text(font: "Noto Sans SC", size: 11pt, lang: "zh")
#set par(justify: true, first-line-indent: (amount: 2em, all: true))
#set table(stroke: 0.5pt, inset: 3pt, align: center + horizon)
"""


def write_typst(draft: Draft, path: Path, *, repeated: bool = False) -> None:
    """``repeated``: a table's header stands on every page."""
    parts = [_HEAD, f'#align(center, text(18pt, weight: "bold", {_string(draft.title)}))']
    for block in draft.body:
        match block:
            case Heading():
                parts.append(f'#text(13pt, weight: "bold", {_string(block.number + block.words)})')
            case Text():
                pages = [
                    "".join(p for p in page if isinstance(p, str)) for page in block.on_pages()
                ]
                parts.append("\n#pagebreak()\n".join(f"#{_string(page)}" for page in pages))
            case Items():
                parts += [f"#{_string(item)}" for item in block.items]
            case Slot():
                sheets = [block.own] if block.own else draft.sheets[block.key]
                between = f"\n\n#{_string(draft.between)}\n\n"
                parts.append(between.join(_table(sheet, repeated=repeated) for sheet in sheets))
            case _:
                parts.append("#pagebreak(weak: true)")
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(Path(pylopdf_fonts_zh_cn.serif_path()).parent)],
    )
    compiler = typst.Compiler(font_paths=fonts)
    made = compiler.compile("\n\n".join(parts).encode(), format="pdf", pdf_tags=False)
    if not isinstance(made, bytes):
        raise TypeError(made)
    path.write_bytes(made)


def _string(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _table(sheet: Sheet, *, repeated: bool) -> str:
    widths = ", ".join(f"{width}cm" for width in sheet.widths or _widths(sheet))
    lines = []
    for line in sheet.lines():
        cells = [
            f"table.cell(x: {box.column}, y: {box.row}, rowspan: {box.rowspan},"
            f" colspan: {box.colspan}, par(first-line-indent: 0em, {_string(box.text)}))"
            for box in line
        ]
        lines.append(",\n".join(cells))
    heads = ",\n".join(filter(None, lines[: sheet.heads]))
    rest = ",\n".join(filter(None, lines[sheet.heads :]))
    if heads:
        heads = f"table.header(repeat: {str(repeated).lower()},\n{heads}),\n"
    return f"#text(8.5pt, table(columns: ({widths}),\n{heads}{rest}))"


def _widths(sheet: Sheet) -> list[float]:
    if sheet.width in {8, 9, 10, 11}:
        labels = sheet.width - 7
        return [*[7.2 / labels] * labels, *[1.4] * 7]
    if sheet.width == 3:
        return [12.0, 2.2, 2.8]
    return [17.0 / sheet.width] * sheet.width
