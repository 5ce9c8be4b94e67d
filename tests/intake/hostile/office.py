"""Word and Excel files with absurd contents."""

from __future__ import annotations

import struct
import zlib

from .archives import fixture, packed, parts_of, with_parts

__all__ = [
    "DOCX",
    "ENTITIES",
    "XLSX",
    "document",
    "document_with_picture",
    "png",
    "sheet",
    "workbook",
]

DOCX = fixture("docx-plain")
XLSX = fixture("xlsx-one")
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_AROUND_PICTURES = (
    ("wp:inline", f"{_DRAWING}/wordprocessingDrawing"),
    ("a:graphic", f"{_DRAWING}/main"),
    ("a:graphicData", f"{_DRAWING}/main"),
    ("pic:pic", f"{_DRAWING}/picture"),
    ("pic:blipFill", f"{_DRAWING}/picture"),
)
_XML = '<?xml version="1.0" encoding="UTF-8"?>'

_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "哈" * 10}">' for n in range(12))
ENTITIES = {
    "laughs": (f"<!DOCTYPE x [{_LAUGHS}]>", "&l11;"),
    "file": ('<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>', "&f;"),
    "dtd": ('<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', "x"),
}


def document(body: str, doctype: str = "") -> bytes:
    """A Word file with this body."""
    xml = f'{_XML}{doctype}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    return with_parts(DOCX, word__document_X_xml=xml.encode())


def sheet(rows: str, more: str = "", doctype: str = "", dimension: str = "A1:B2") -> bytes:
    """An Excel file with these rows, and what stands behind them, on its first sheet."""
    xml = (
        f'{_XML}{doctype}<worksheet xmlns="{_SHEET}"><dimension ref="{dimension}"/>'
        f"<sheetData>{rows}</sheetData>{more}</worksheet>"
    )
    (name,) = (n for n in parts_of(XLSX) if n.endswith("worksheets/sheet1.xml"))
    return with_parts(XLSX, **{name.replace("/", "__").replace(".", "_X_"): xml.encode()})


def workbook(sheets: int) -> bytes:
    """An Excel file with many sheets, all in one part."""
    listed = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, sheets + 1))
    spaces = f'xmlns="{_SHEET}" xmlns:r="{_RELATED}"'
    book = f"{_XML}<workbook {spaces}><sheets>{listed}</sheets></workbook>"
    links = "".join(
        f'<Relationship Id="r{n}" Type="{_RELATED}/worksheet" Target="worksheets/sheet1.xml"/>'
        for n in range(1, sheets + 1)
    )
    related = f'{_XML}<Relationships xmlns="{_PACKAGE}">{links}</Relationships>'
    return with_parts(
        XLSX, xl__workbook_X_xml=book.encode(), xl___rels__workbook_X_xml_X_rels=related.encode()
    )


def png(width: int, height: int) -> bytes:
    """A picture in one colour, of any size: a few kilobytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">L", len(body)) + name + body + struct.pack(">L", zlib.crc32(name + body))
        )

    squeezer = zlib.compressobj(9)
    line = bytes(1 + (width + 7) // 8)
    lines = b"".join(squeezer.compress(line) for _ in range(height)) + squeezer.flush()
    head = struct.pack(">LLBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def document_with_picture(picture: bytes) -> bytes:
    """A real report with this picture at its end."""
    parts = parts_of(DOCX)
    inner = f'<a:blip xmlns:r="{_RELATED}" r:embed="pic"/>'
    for tag, space in reversed(_AROUND_PICTURES):
        inner = f'<{tag} xmlns:{tag.partition(":")[0]}="{space}">{inner}</{tag}>'
    drawn = f"<w:p><w:r><w:drawing>{inner}</w:drawing></w:r></w:p>"
    text = parts["word/document.xml"].decode()
    at = text.rindex("<w:sectPr") if "<w:sectPr" in text else text.rindex("</w:body>")
    names = "word/_rels/document.xml.rels"
    link = f'<Relationship Id="pic" Type="{_RELATED}/image" Target="media/p.png"/></Relationships>'
    types = parts["[Content_Types].xml"].decode()
    kind = '<Default Extension="png" ContentType="image/png"/>'
    if 'Extension="png"' not in types:
        types = types.replace("<Default", f"{kind}<Default", 1)
    return packed(
        parts
        | {
            "word/document.xml": (text[:at] + drawn + text[at:]).encode(),
            names: parts[names].replace(b"</Relationships>", link.encode()),
            "[Content_Types].xml": types.encode(),
            "word/media/p.png": picture,
        }
    )
