"""Pieces of Word documents: elements, styles with typefaces, and packing that carries no day.

Names and order of elements are those of ECMA-376, part 1, chapter 17.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Mapping
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
    "zipped",
]

TITLE, HEADING, KAI, BODY, TABLE = "方正小标宋简体", "黑体", "楷体", "仿宋", "宋体"
"""The typefaces of official documents (GB/T 9704-2012, 7.3), as Windows and WPS call them."""

# What a program takes that has not the typeface of titles (17.8.3.1).
_INSTEAD = f'<w:font w:name="{TITLE}"><w:altName w:val="{TABLE}"/></w:font></w:fonts>'
_FONTS = "word/fontTable.xml"
# Of the model of python-docx: a picture, which programs show for the document; all styles once
# more, for Word 2010, which take as much room as a report; a list of sources that is empty.
_NEEDLESS = ("thumbnail", "stylesWithEffects", "customXml")
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
    """The document's bytes, the same for the same document, without what nobody needs."""
    for relations in (document.part.rels, document.part.package.rels):
        for key in [key for key, each in relations.items() if each.reltype.endswith(_NEEDLESS)]:
            del relations[key]
    written = io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as saved:
        parts = {name: saved.read(name) for name in saved.namelist()}
    parts[_FONTS] = parts[_FONTS].replace(b"</w:fonts>", _INSTEAD.encode("utf-8"))
    return zipped(parts)


def zipped(parts: Mapping[str, bytes], pack: bytes = b"") -> bytes:
    """A pack of parts, behind those that are in a pack already; it carries no day."""
    written = io.BytesIO(pack)
    with zipfile.ZipFile(written, "a") as after:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            after.writestr(entry, content)
    return written.getvalue()
