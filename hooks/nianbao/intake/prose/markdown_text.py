"""Prose as Markdown that reads back as the same prose: what looks like markup is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ...source import Element, Piece
from ..document import SourceTable

__all__ = ["block_markdown", "table_markdown"]

_SPECIAL = re.compile(r"([\\`*_\[\]{}>])")
# What Python-Markdown takes at the start of a line for a list, a heading, a quotation, a rule.
_LINE_START = re.compile(
    r"^(\s*)(?:([-+])(?=\s)|(#)|([0-9]+)([.)])(?=\s)|(-)(?=(?: {0,2}-){2,} *$))", re.MULTILINE
)
_ENTITY = re.compile(r"&(?=[#A-Za-z])")
_HTML = re.compile(r"(?:</?[A-Za-z][^<>`]*>|<!|<\?)+")
_ADDRESS = {ord("("): "%28", ord(")"): "%29", ord(" "): "%20", ord("<"): "%3C", ord(">"): "%3E"}


def block_markdown(element: Element, level: int = 0) -> str:
    """A block of prose; a heading becomes one of ``level`` if that is given."""
    tag = element.tag
    if tag in ("ul", "ol"):
        return _list(element)
    if tag == "hr":
        return "---"
    if tag == "blockquote":
        inside = "\n\n".join(block_markdown(child) for child in _blocks(element.children))
        return "\n".join(f"> {line}".rstrip() for line in inside.split("\n"))
    if re.fullmatch("h[1-6]", tag) or level:
        # A heading is one line, and is strong enough without marks.
        text = " ".join(_escaped(element.text).split())
        return f"{'#' * (level or int(tag[1]))} {re.sub(r'#+$', _escaped_hashes, text)}"
    return _at_line_starts(_inline(element.children).strip())


def table_markdown(table: SourceTable) -> str:
    """An ordinary table; a cell that spans several leaves the others empty."""
    width = max((c.column + c.colspan for row in table.rows for c in row), default=0)
    lines = []
    for row in table.rows:
        texts = [""] * width
        for cell in row:
            texts[cell.column] = _escaped(" ".join(cell.text.split())).replace("|", "\\|")
        lines.append(f"| {' | '.join(texts)} |")
    return "\n".join([*lines[:1], "|" + "---|" * width, *lines[1:]])


def _escaped_hashes(match: re.Match[str]) -> str:
    return match[0].replace("#", "\\#")


def _blocks(pieces: Iterable[Piece]) -> list[Element]:
    """The pieces as blocks: text that stands beside blocks becomes a paragraph."""
    blocks: list[Element] = []
    inline: list[Piece] = []
    for piece in (*pieces, None):
        if piece is None or (isinstance(piece, Element) and _is_block(piece)):
            if any(not isinstance(i, str) or i.strip() for i in inline):
                blocks.append(Element("p", children=tuple(inline)))
            inline = []
            if piece is not None:
                blocks.append(piece)
        else:
            inline.append(piece)
    return blocks


def _is_block(element: Element) -> bool:
    return element.tag in {"p", "ul", "ol", "blockquote", "hr"} or bool(
        re.fullmatch("h[1-6]", element.tag)
    )


def _list(element: Element) -> str:
    """A list, the items' further blocks indented below their first."""
    number = int(element.attributes.get("start", "1"))
    items = []
    for item in element.children:
        if not isinstance(item, Element):
            continue
        marker = f"{number}. " if element.tag == "ol" else "- "
        number += 1
        first, *rest = _blocks(item.children) or [Element("p")]
        if first.tag in ("ul", "ol"):
            first, rest = Element("p"), [first, *rest]
        lines = marker + block_markdown(first).replace("\n", "\n    ")
        for block in rest:
            gap = "\n" if block.tag in ("ul", "ol") else "\n\n"
            lines += gap + _indented(block_markdown(block))
        items.append(lines)
    return "\n".join(items)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" if line else "" for line in text.split("\n"))


def _inline(pieces: Sequence[Piece]) -> str:
    return "".join(_escaped(p) if isinstance(p, str) else _marked(p) for p in pieces)


def _marked(element: Element) -> str:
    if element.tag == "br":
        return "  \n"
    if element.tag == "img":
        alt = _escaped(element.attributes.get("alt", ""))
        return f"![{alt}]({element.attributes.get('src', '').translate(_ADDRESS)})"
    inside = _inline(element.children)
    marks = {"strong": "**", "em": "*"}.get(element.tag)
    if marks is None and element.tag != "a":
        return inside
    # Marks hold fast to the text: white space goes outside.
    core = inside.strip()
    if not core:
        return inside
    before = inside[: len(inside) - len(inside.lstrip())]
    after = inside[len(inside.rstrip()) :]
    if marks is not None:
        return f"{before}{marks}{core}{marks}{after}"
    return f"{before}[{core}]({element.attributes.get('href', '').translate(_ADDRESS)}){after}"


def _escaped(text: str) -> str:
    """Text of which nothing is markup; what looks like HTML is marked as code."""
    parts = []
    end = 0
    for match in _HTML.finditer(text):
        parts += [_plain(text[end : match.start()]), f"`{match[0]}`"]
        end = match.end()
    return "".join([*parts, _plain(text[end:])])


def _plain(text: str) -> str:
    return _ENTITY.sub("&amp;", _SPECIAL.sub(r"\\\1", text))


def _at_line_starts(text: str) -> str:
    def escaped(match: re.Match[str]) -> str:
        space, bullet, sign, digits, point, rule = match.groups()
        if digits:
            return f"{space}{digits}\\{point}"
        return f"{space}\\{bullet or sign or rule}"

    return _LINE_START.sub(escaped, text)
