"""All text of a Word document: its body, text boxes, notes, headers, comments and drawings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml.etree import _Element

from ..readers.archives import check_archive, check_xml_parts, read_parts
from .pieces import Kind, SourcePiece
from .xml_part import xml_part

__all__ = ["word_text"]

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PARTS = {
    "document": ("", Kind.TEXT),
    "footnotes": ("脚注", Kind.TEXT),
    "endnotes": ("尾注", Kind.TEXT),
    "header": ("页眉", Kind.RUNNING_HEAD),
    "footer": ("页脚", Kind.RUNNING_HEAD),
    "comments": ("批注", Kind.COMMENT),
    "data": ("图示", Kind.TEXT),
    "chart": ("图表", Kind.TEXT),
}
_NAME = re.compile(
    r"word/(?:diagrams/(?=data)|charts/(?=chart))?"
    rf"({'|'.join(_PARTS)})[0-9]*\.xml"
)
_DELETED = (f"{_WORD}del", f"{_WORD}moveFrom")
_SPACES = ("tab", "br", "cr", "ptab", "noBreakHyphen")
_IMAGES = re.compile(r"\}(?:blip|imagedata)$")
_RELATION = re.compile(r"\}(?:embed|id|link)$")


def word_text(data: bytes) -> Iterator[SourcePiece]:
    """A piece for every paragraph of every part; the main part first.

    ECMA-376 Part 1, 17.3.3.31 (t), 17.3.3.7 (delText); Part 3, 10.2.1 (a Fallback repeats its
    Choice).
    """
    check_archive(data)
    parts = dict(read_parts(data))
    check_xml_parts(parts.items())
    known = {name: match[1] for name in parts if (match := _NAME.fullmatch(name))}
    for name in sorted(known, key=lambda name: (list(_PARTS).index(known[name]), name)):
        content = parts[name].replace(
            _STRICT, b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        )
        root = xml_part(content)
        if root is None:
            continue
        where, kind = _PARTS[known[name]]
        yield from _pieces(root, where, kind)
        if kind is Kind.TEXT:
            yield from _pictures(root, where, _targets(parts, name))


def _pieces(root: _Element, where: str, kind: Kind) -> Iterator[SourcePiece]:
    tables = {table: number for number, table in enumerate(root.iter(f"{_WORD}tbl"), 1)}
    texts: dict[_Element, list[str]] = {}
    deleted: dict[_Element, list[str]] = {}
    for element in root.iter():
        name = _local(element)
        if name not in ("t", "delText", "p", *_SPACES):
            continue
        above = list(element.iterancestors())
        if _is_repeated(above):
            continue
        if name == "p":
            texts.setdefault(element, [])
            continue
        paragraph = next((a for a in above if _local(a) == "p"), root)
        is_deleted = name == "delText" or any(a.tag in _DELETED for a in above)
        lines = (deleted if is_deleted else texts).setdefault(paragraph, [])
        lines.append(" " if name in _SPACES else element.text or "")
    for number, (paragraph, pieces) in enumerate(texts.items(), 1):
        place = where + (_place(paragraph, tables) or ("" if where else f"第 {number} 段"))
        if text := "".join(pieces).strip():
            yield SourcePiece(text, place, kind)
        if text := "".join(deleted.get(paragraph, ())).strip():
            yield SourcePiece(text, place, Kind.DELETED)


def _is_repeated(above: list[_Element]) -> bool:
    """Whether an element stands in the fallback of something that is there itself, too."""
    for element in above:
        if element.tag == f"{_COMPATIBLE}Fallback":
            around = element.getparent()
            if around is not None and around.find(f"{_COMPATIBLE}Choice") is not None:
                return True
    return False


def _place(paragraph: _Element, tables: Mapping[_Element, int]) -> str:
    """The cell or the text box in which a paragraph stands, if it stands in one."""
    for element in paragraph.iterancestors():
        name = _local(element)
        if name == "txbxContent":
            return "文本框"
        if name != "tc":
            continue
        row = next((e for e in element.iterancestors(f"{_WORD}tr")), None)
        table = next((e for e in element.iterancestors(f"{_WORD}tbl")), None)
        if row is None or table is None:
            return ""
        column = sum(1 for _ in element.itersiblings(f"{_WORD}tc", preceding=True)) + 1
        line = sum(1 for _ in row.itersiblings(f"{_WORD}tr", preceding=True)) + 1
        return f"表 {tables[table]} 第 {line} 行第 {column} 格"
    return ""


def _pictures(root: _Element, where: str, targets: Mapping[str, str]) -> Iterator[SourcePiece]:
    for element in root.iter():
        if not isinstance(element.tag, str) or not _IMAGES.search(element.tag):
            continue
        if _is_repeated(list(element.iterancestors())):
            continue
        for key, value in element.attrib.items():
            if _RELATION.search(str(key)) and str(value) in targets:
                yield SourcePiece(targets[str(value)], where, Kind.PICTURE)


def _targets(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    """The files that the relations of a part lead to, by the relations' names."""
    folder, _, file = name.rpartition("/")
    content = parts.get(f"{folder}/_rels/{file}.rels")
    if content is None:
        return {}
    root = xml_part(content)
    if root is None:
        return {}
    return {
        str(relation.get("Id", "")): str(relation.get("Target", "")).rpartition("/")[2]
        for relation in root.iter()
        if str(relation.get("Type", "")).endswith("/image")
    }


def _local(element: _Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
