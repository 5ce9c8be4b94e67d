"""A Word document (.docx) -> Document: mammoth reads it, after its numbers became text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath
from typing import cast
from xml.parsers.expat import ExpatError

import mammoth
from lxml.etree import XMLParser, XMLSyntaxError, _Element, fromstring, tostring

from ..document import Document, Refusal
from ..sizes import check_table_size
from .archives import check_archive, check_xml_parts, read_parts
from .html_reader import read_html_tree
from .html_tree import drop, parse_page
from .kinds import sniff
from .page_pictures import Pictures
from .word_numbering import write_numbers
from .word_styles import WORD, Styles, value_of
from .word_tables import straighten_tables

__all__ = ["read_docx"]

_SAVE_AGAIN = "请用 Word 或 WPS 打开原件，另存为新的 .docx 文件后再导入"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_STRICT = (
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
)
_MOST_PICTURES = 30_000_000
_CONTENTS = re.compile("(?:toc|目录)(?: ?[0-9]| heading|标题)?", re.IGNORECASE)
_STYLE_MAP = "\n".join(
    f"p[style-name='{name}'] => h{level}:fresh"
    for level, names in enumerate(
        [("Title", "标题", "标题 1", "标题1")]
        + [(f"标题 {level}", f"标题{level}") for level in range(2, 7)],
        start=1,
    )
    for name in names
)
# What mammoth raises for documents that are none; it declares no errors of its own.
_BROKEN = (
    *(ArithmeticError, AttributeError, LookupError, OSError, RecursionError, TypeError),
    *(ValueError, ExpatError, zipfile.BadZipFile),
)
_LOST = re.compile(
    # Properties and marks of ranges say how something looks or where it ends, and hold nothing.
    r"image|unrecognised element was ignored(?!: \w+:\w*"
    r"(?:Pr|PrEx|PrChange|Range(?:Start|End)|perm(?:Start|End)|proofErr|PageBreak)\Z)",
    re.IGNORECASE,
)


def read_docx(data: bytes, is_own: Callable[[bytes], bool] | None = None) -> Document:
    """All of a document but its table of contents; tracked insertions are in, deletions out.

    ``is_own`` says of a picture whether it stood in the document that this one was converted
    from; others are left out. Raises Refusal for what is no Word document, is broken, has a
    password, or looks hostile.
    """
    kind = sniff(data)
    if kind == "encrypted":
        raise Refusal("文件加了密码", "请在 Word 或 WPS 里取消密码，保存后再导入")
    if kind in ("doc", "ole", "xls"):
        raise Refusal("文件是旧格式，不是 .docx", _SAVE_AGAIN)
    check_archive(data)
    parts = dict(read_parts(data))
    check_xml_parts(parts.items())
    if sum(map(len, parts.values())) - sum(map(len, _xml(parts))) > _MOST_PICTURES:
        raise Refusal(
            "Word 文档里的图片等内容超过 30 MB，太大",
            "请在 Word 或 WPS 里压缩图片，或者删去与报告无关的图片，保存后再导入",
        )
    pictures = Pictures(None, is_own)
    root = parse_page(f"<html><body>{_html(_prepared(parts), pictures)}</body></html>")
    for link in list(root.iter("a")):
        # The arrows from notes back into the text.
        if re.match("#(?:foot|end)note-ref-", link.get("href") or ""):
            drop(link)
    return read_html_tree(root, pictures)


def _xml(parts: Mapping[str, bytes]) -> Iterable[bytes]:
    return (part for name, part in parts.items() if name.lower().endswith((".xml", ".rels")))


def _html(data: bytes, pictures: Pictures) -> str:
    try:
        done = mammoth.convert_to_html(
            io.BytesIO(data),
            style_map=_STYLE_MAP,
            include_embedded_style_map=False,
            external_file_access=False,
        )
    except _BROKEN as error:
        raise Refusal("Word 文档的内容损坏，读不了", _SAVE_AGAIN) from error
    messages = (message.message for message in done.messages)
    if any(_LOST.search(message) for message in messages):
        pictures.note("Word 文档里有图片、公式、图形之类的内容没有导入，请与原件对照")
    return cast("str", done.value)


def _prepared(parts: Mapping[str, bytes]) -> bytes:
    """The archive again, with the document's numbers as text and its tables straight."""
    main = _main_part(parts)
    folder = str(PurePosixPath(main).parent)
    changed = dict(parts)
    document = _parsed(parts, main)
    check_table_size(
        sum(1 for _ in document.iter(f"{WORD}tr")), sum(1 for _ in document.iter(f"{WORD}tc"))
    )
    numbering_part = _named_part(parts, main, "numbering") or f"{folder}/numbering.xml"
    numbering = _parsed(parts, numbering_part) if numbering_part in parts else None
    styles_part = _named_part(parts, main, "styles") or f"{folder}/styles.xml"
    styles = Styles(_parsed(parts, styles_part) if styles_part in parts else None)
    _drop_contents(document, styles)
    for choice in list(document.iter(f"{_COMPATIBLE}Choice")):
        parent = choice.getparent()
        if parent is not None and parent.find(f"{_COMPATIBLE}Fallback") is None:
            choice.tag = f"{_COMPATIBLE}Fallback"
    straighten_tables(document)
    write_numbers(document, numbering, styles)
    changed[main] = tostring(document)
    if numbering is not None:
        changed[numbering_part] = tostring(numbering)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in changed.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _drop_contents(document: _Element, styles: Styles) -> None:
    """Take out the table of contents: its lines repeat the headings."""
    unwanted: list[_Element] = []
    for paragraph in document.iter(f"{WORD}p"):
        style = value_of(paragraph.find(f"{WORD}pPr"), "pStyle")
        if style and _CONTENTS.fullmatch(styles.name_of(style) or style):
            unwanted.append(paragraph)
    for gallery in document.iter(f"{WORD}docPartGallery"):
        block = next(gallery.iterancestors(f"{WORD}sdt"), None)
        if block is not None and gallery.get(f"{WORD}val") == "Table of Contents":
            unwanted.append(block)
    for element in unwanted:
        drop(element)


def _main_part(parts: Mapping[str, bytes]) -> str:
    """The name of the document's own part; some programs number it."""
    targets = _targets(parts, "_rels/.rels", "officeDocument")
    names = [target.lstrip("/") for target in targets] + ["word/document.xml"]
    found = next((name for name in names if name in parts), "")
    if not found:
        raise Refusal("文件不是 Word 文档，或者缺少正文", _SAVE_AGAIN)
    return found


def _named_part(parts: Mapping[str, bytes], main: str, kind: str) -> str:
    path = PurePosixPath(main)
    relations = str(path.parent / "_rels" / f"{path.name}.rels")
    for target in _targets(parts, relations, kind):
        name = target.lstrip("/") if target.startswith("/") else str(path.parent / target)
        if name in parts:
            return name
    return ""


def _targets(parts: Mapping[str, bytes], relations: str, kind: str) -> Iterable[str]:
    if relations not in parts:
        return []
    return [
        relation.get("Target", "")
        for relation in _parsed(parts, relations)
        if relation.get("Type", "").endswith(f"/{kind}")
    ]


def _parsed(parts: Mapping[str, bytes], name: str) -> _Element:
    parser = XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        return fromstring(parts[name].replace(*_STRICT), parser)
    except (XMLSyntaxError, ValueError) as error:
        raise Refusal("Word 文档的内容损坏，读不了", _SAVE_AGAIN) from error
