"""Pieces of a Word document as XML text: a text in one look, a paragraph.

To put elements into a tree, one at a time, takes ten times as long as to write them down.
"""

from __future__ import annotations

from ...xml_text import escaped

__all__ = ["paragraph", "run"]


def run(text: str, font: str = "", line: str = "") -> str:
    """A text in one look: its typeface, and the line under it."""
    look = ""
    if font:
        look = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
    if line:
        look += f'<w:u w:val="{line}"/>'
    said = escaped(text.replace("\n", " "))
    letters = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{letters}<w:t xml:space="preserve">{said}</w:t></w:r>'


def paragraph(style: str, content: str, look: str = "") -> str:
    """A paragraph of runs; ``look`` is what it has besides its style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{look}</w:pPr>{content}</w:p>'
