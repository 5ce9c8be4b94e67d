"""The formats that can be imported: each with the names of its files and what reads it.

A reader brings its own library, which is loaded when it is first needed.
"""

# ruff: noqa: PLC0415

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from .document import Document, Refusal
from .readers.kinds import Kind

__all__ = ["FORMATS", "SUFFIXES", "Format", "Source", "format_of"]


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was given: its bytes, and the folder in which it stands, if it is known."""

    data: bytes
    folder: Path | None = None


_Reader: TypeAlias = Callable[[bytes, Source], Document]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: the kind of its content, how its files are called, and its reader.

    With ``office`` LibreOffice makes a newer file of it first; the file is given to it under that
    ending. The reader gets the bytes to read, and the file that they were made of.
    """

    kind: Kind
    suffixes: tuple[str, ...]
    read: _Reader
    office: str = ""


def _read_word(data: bytes, source: Source) -> Document:
    from .readers.docx_reader import read_docx
    from .readers.own_pictures import holds_picture

    # What was converted has the pictures of its source and no others.
    return read_docx(data, None if data == source.data else holds_picture(source.data))


def _read_html(data: bytes, source: Source) -> Document:
    from .readers.html_reader import read_html

    return read_html(data, source.folder)


def _read_mail(data: bytes, _source: Source) -> Document:
    from .readers.mail import read_mail

    return read_mail(data)


def _read_pdf(data: bytes, _source: Source) -> Document:
    from .readers.pdf_reader import read_pdf

    return read_pdf(data)


def _read_xlsx(data: bytes, _source: Source) -> Document:
    from .readers.xlsx_reader import read_xlsx

    return read_xlsx(data)


def _read_csv(data: bytes, _source: Source) -> Document:
    from .readers.csv_reader import read_csv

    return read_csv(data)


def _read_json(data: bytes, _source: Source) -> Document:
    from .readers.json_reader import read_json

    return read_json(data)


def _read_text(data: bytes, _source: Source) -> Document:
    from .readers.text_reader import read_text_report

    return read_text_report(data)


FORMATS = (
    Format("docx", (".docx",), _read_word),
    Format("doc", (".doc",), _read_word, office=".doc"),
    Format("ole", (".wps",), _read_word, office=".wps"),
    Format("rtf", (".rtf",), _read_word, office=".rtf"),
    Format("odt", (".odt",), _read_word, office=".odt"),
    Format("html", (".html", ".htm", ".shtml"), _read_html),
    Format("pdf", (".pdf",), _read_pdf),
    Format("mht", (".mht", ".mhtml", ".eml"), _read_mail),
    Format("xlsx", (".xlsx",), _read_xlsx),
    Format("xls", (".xls", ".et"), _read_xlsx, office=".xls"),
    Format("text", (".csv",), _read_csv),
    Format("text", (".json",), _read_json),
    Format("text", (".txt",), _read_text),
)
"""All of them. Content of one kind may be of several formats: then the name decides, and what is
called otherwise is of the last."""

_REFUSED: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {
        "encrypted": ("文件加了密码", "请用 Word 或 WPS 去掉密码后另存，再导入"),
        "zip": (
            "这是压缩包，或者是损坏的 Word、Excel 文件",
            "请看看它是什么：压缩包，先解压再导入；不是的，用 Word 或 WPS 打开试试，另存一份再导入",
        ),
    }
)
"""The kinds that cannot be: why not, and what to do."""

SUFFIXES = frozenset(suffix for each in FORMATS for suffix in each.suffixes)
"""How files are called that somebody means to import; a folder holds others besides."""


def format_of(kind: Kind, name: str) -> Format:
    """The format of a file by the kind of its content and by its name.

    Raises Refusal for a kind that cannot be imported.
    """
    if kind in _REFUSED:
        raise Refusal(*_REFUSED[kind])
    found = [each for each in FORMATS if each.kind == kind]
    named = (each for each in found if name.lower().endswith(each.suffixes))
    return next(named, found[-1])
