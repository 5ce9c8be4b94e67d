"""All text of a PDF, line by line, as PDFium finds it."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2

from ..readers.furniture import is_own_imprint
from ..readers.page_numbers import is_page_number
from .characters import counted
from .pieces import Kind, SourcePiece

__all__ = ["pdf_text"]


def pdf_text(data: bytes) -> Iterator[SourcePiece]:
    """A piece for every line of every page.

    It is another program than the one that the reader uses: what either does not see, the other
    may.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        # What the reader could make sense of is accounted for without it.
        return
    try:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            said = [line.strip() for line in text.get_text_range().splitlines() if line.strip()]
            for line, words in enumerate(said, 1):
                place = f"第 {number + 1} 页第 {line} 行"
                yield SourcePiece(words, place, _kind(words, is_end=line in (1, len(said))))
            text.close()
            page.close()
    finally:
        document.close()


def _kind(words: str, *, is_end: bool) -> Kind:
    """Whether a line is the number of its page, at its beginning or end, or our own imprint."""
    if is_own_imprint(words):
        return Kind.OWN_ADDITION
    is_number = is_page_number(counted(words), bare=True)
    return Kind.PAGE_NUMBER if is_end and is_number else Kind.TEXT
