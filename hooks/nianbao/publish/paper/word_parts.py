"""Pieces of Word documents: elements, styles with typefaces, and packing that carries no day.

python-docx looks a cell up among all cells of its table, so that tables are put together of
elements. Their names and order are those of ECMA-376, part 1, chapter 17.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.styles.style import ParagraphStyle
from lxml.etree import SubElement, _Element

__all__ = [
    "BODY",
    "HEADING",
    "KAI",
    "TABLE",
    "TITLE",
    "Look",
    "keep_styles",
    "packed",
    "set_style",
    "within",
]

TITLE, HEADING, KAI, BODY, TABLE = "方正小标宋简体", "黑体", "楷体", "仿宋", "宋体"
"""The typefaces of official documents (GB/T 9704-2012, 7.3), as Windows and WPS call them."""

# What a program takes that has not the typeface of titles (17.8.3.1).
_INSTEAD = f'<w:font w:name="{TITLE}"><w:altName w:val="{TABLE}"/></w:font></w:fonts>'
_FONTS = "word/fontTable.xml"
# A picture of the model of python-docx, and what names it: programs show it for the document.
_PICTURE = "docProps/thumbnail.jpeg"
_PICTURE_NAMED = re.compile(rb"<Relationship [^>]*thumbnail[^>]*/>")
_NAMES = "_rels/.rels"
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
_KINDS = ("ascii", "hAnsi", "eastAsia", "cs")
_STYLE, _ID, _DEFAULT = qn("w:style"), qn("w:styleId"), qn("w:default")


@dataclass(frozen=True, slots=True)
class Look:
    """Typeface and size in points of a style; the pitch of its lines, and room around it."""

    font: str
    size: float
    line: float | None = None
    before: float = 0
    after: float = 0
    indent: bool = False


def within(parent: _Element, name: str, text: str | None = None, **attributes: str) -> _Element:
    """A new element, the last within another; its attributes are those of its own name space."""
    # A document has thousands: the parser's own way takes a third of the time of OxmlElement.
    own = {_qualified(f"w:{key}"): value for key, value in attributes.items()}
    element = SubElement(parent, _qualified(name), own)
    if text is not None:
        element.text = text
    return element


_qualified = cache(qn)


def keep_styles(document: Document, names: Collection[str]) -> None:
    """Leaves of the model's styles those of these names, what they are based on, and the defaults.

    It has 160, which take longer to read and to pack than a report.
    """
    styles = document.styles
    kept = {styles[name].style_id for name in names}
    while based := {_based_on(each) for each in styles.element if each.get(_ID) in kept} - kept:
        kept |= based
    for each in list(styles.element):
        if each.tag == _STYLE and each.get(_ID) not in kept and not each.get(_DEFAULT):
            styles.element.remove(each)


def _based_on(style: _Element) -> str | None:
    based = style.find(qn("w:basedOn"))
    return None if based is None else based.get(qn("w:val"))


def set_style(document: Document, name: str, look: Look) -> None:
    """Gives a style its typeface and its room; what the model of python-docx has goes."""
    style = document.styles[name]
    style.font.name, style.font.size = look.font, Pt(look.size)
    style.font.bold, style.font.italic = False, False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in [key for key in fonts.attrib if str(key).endswith("Theme")]:
        del fonts.attrib[key]
    for kind in _KINDS:
        fonts.set(qn(f"w:{kind}"), look.font)
    for gone in style.element.xpath("w:rPr/w:color | w:rPr/w:spacing | w:pPr/w:pBdr"):
        gone.getparent().remove(gone)
    if not isinstance(style, ParagraphStyle):
        return
    style.paragraph_format.space_before = Pt(look.before)
    style.paragraph_format.space_after = Pt(look.after)
    if look.line is not None:
        style.paragraph_format.line_spacing = Pt(look.line)
    if look.indent:
        # Two characters, whatever the size; the length is for programs that count in lengths.
        indent = style.element.get_or_add_pPr().get_or_add_ind()
        indent.set(qn("w:firstLineChars"), "200")
        indent.set(qn("w:firstLine"), str(round(look.size * 40)))


def packed(document: Document) -> bytes:
    """The document's bytes, the same for the same document."""
    written = io.BytesIO()
    document.save(written)
    pack = io.BytesIO()
    with zipfile.ZipFile(written) as before, zipfile.ZipFile(pack, "w") as after:
        for name in before.namelist():
            if name == _PICTURE:
                continue
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            content = before.read(name)
            if name == _FONTS:
                content = content.replace(b"</w:fonts>", _INSTEAD.encode("utf-8"))
            if name == _NAMES:
                content = _PICTURE_NAMED.sub(b"", content)
            after.writestr(entry, content)
    return pack.getvalue()
