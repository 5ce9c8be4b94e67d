"""The text of a file, read without regard to what a report is."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from ..readers.csv_reader import is_open_data
from ..readers.decoding import decode_text
from ..readers.json_reader import open_report
from ..readers.kinds import Kind as FileKind
from ..readers.kinds import sniff
from .pieces import SourcePiece, SourceText

__all__ = ["source_text"]


def source_text(data: bytes, name: str) -> SourceText:
    """Every piece of text in a file that a reader has read; none of a kind not known here."""
    kind = sniff(data)
    read = _READERS.get(kind)
    pieces = tuple(read(data, name)) if read else ()
    return SourceText(pieces, is_web_page=kind in ("html", "mht"), is_scattered=kind == "pdf")


def _text(data: bytes, name: str) -> Iterable[SourcePiece]:
    text = decode_text(data)
    if name.lower().endswith(".csv"):
        return _cells(text)
    if name.lower().endswith(".json"):
        return _figures(data)
    return (SourcePiece(line, f"第 {n} 行") for n, line in enumerate(text.split("\n"), 1))


def _cells(text: str) -> Iterable[SourcePiece]:
    tabbed = "\t" in text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter="\t" if tabbed else ",")
    head: list[str] = []
    for line in reader:
        is_head = not head
        head = head or line
        is_own = is_open_data(head)
        for column, part in enumerate(line):
            # In open data everything else says which figure it is.
            is_said = not is_head and head[column : column + 1] in (["数值"], ["备注"])
            if not is_own or is_said:
                yield SourcePiece(part, f"第 {reader.line_num} 行第 {column + 1} 格")


def _figures(data: bytes) -> Iterable[SourcePiece]:
    """The numbers and notes of open data: everything else says which figure they are."""
    for line in open_report(data).lines:
        yield from (SourcePiece(text, line.place) for text in (line.value, line.note))


def _word(data: bytes, _name: str) -> Iterable[SourcePiece]:
    from .word_text import word_text  # noqa: PLC0415

    return word_text(data)


def _page(data: bytes, _name: str) -> Iterable[SourcePiece]:
    from .page_text import page_text  # noqa: PLC0415

    return page_text(data)


def _saved_page(data: bytes, _name: str) -> Iterable[SourcePiece]:
    from ..readers.mail import page_in_mail  # noqa: PLC0415
    from .page_text import page_text  # noqa: PLC0415

    page = page_in_mail(data)
    return page_text(page) if page else ()


def _pdf(data: bytes, _name: str) -> Iterable[SourcePiece]:
    from .pdf_text import pdf_text  # noqa: PLC0415

    return pdf_text(data)


def _workbook(data: bytes, _name: str) -> Iterable[SourcePiece]:
    from .workbook_text import workbook_text  # noqa: PLC0415

    return workbook_text(data)


_READERS: Mapping[FileKind, Callable[[bytes, str], Iterable[SourcePiece]]] = MappingProxyType(
    {
        "text": _text,
        "docx": _word,
        "html": _page,
        "mht": _saved_page,
        "pdf": _pdf,
        "xlsx": _workbook,
    }
)
