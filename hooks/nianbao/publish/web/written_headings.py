"""Hand-written pages: no line of a heading ends inside a word, as on pages that are generated."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from ...source.prose import HEADINGS
from ..whole_words import in_words

__all__ = ["WrittenHeadings"]

# After "toc" (5 in Python-Markdown's toc.py), which makes names and contents of headings.
_PRIORITY = 4


class WrittenHeadings(Extension):
    """Puts the words of headings into elements of their own."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        """Adds what changes the tree of a page."""
        md.treeprocessors.register(_Words(md), "words", _PRIORITY)


class _Words(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in HEADINGS:
                _divide(element)


def _divide(heading: Element) -> None:
    """Divides the text of a heading; what is emphasised or linked in it stays as it is."""
    children = list(heading)
    texts = [heading.text, *(child.tail for child in children)]
    del heading[:]
    heading.text = ""
    last: Element | None = None
    for child, text in zip([None, *children], texts, strict=True):
        if child is not None:
            heading.append(child)
            child.tail = ""
            last = child
        for piece in in_words(text or ""):
            if not isinstance(piece, str):
                last = SubElement(heading, "span", dict(piece.attributes))
                last.text, last.tail = piece.text, ""
            elif last is None:
                heading.text += piece
            else:
                last.tail = (last.tail or "") + piece
