"""PDF files that no program would make, and long ones."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence

import typst
from pypdf import PdfReader, PdfWriter

__all__ = ["book", "drawing", "locked", "looping", "scan", "wall_of_pictures"]


def _file(objects: Sequence[bytes]) -> bytes:
    content = b"%PDF-1.7\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    content += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return content + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )


def _stream(body: bytes, more: bytes = b"") -> bytes:
    squeezed = zlib.compress(body, 9)
    head = b"<</Length %d/Filter/FlateDecode%s>>" % (len(squeezed), more)
    return head + b"stream\n" + squeezed + b"\nendstream"


def book(pages: int) -> bytes:
    """Many pages of text."""
    text = "一、总体情况" + "本机关依法公开政府信息。" * 40 + "\\n#pagebreak()\\n"
    source = f'#for _ in range({pages}) [#eval("{text}", mode: "markup")]'
    made = typst.compile(source.encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def drawing(operators: bytes, width: int = 595, height: int = 842) -> bytes:
    """One page of that size with these drawing operators."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R/Resources<<>>>>"
    return _file(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            page % (width, height),
            _stream(operators),
        ]
    )


def scan(side: int, width: int = 595, height: int = 842) -> bytes:
    """One page with a white picture as large as itself, of ``side`` times ``side`` pixels."""
    more = b"/Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8" % (side, side)
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R"
        b"/Resources<</XObject<</I 5 0 R>>>>>>"
    )
    return _file(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            page % (width, height),
            _stream(b"q %d 0 0 %d 0 0 cm /I Do Q" % (width, height)),
            _stream(b"\xff" * side * side, more + b"/ColorSpace/DeviceGray"),
        ]
    )


def wall_of_pictures(count: int) -> bytes:
    """One page with the same small picture drawn many times."""
    more = b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
    placed = b"".join(b"q 50 0 0 50 %d %d cm /I Do Q\n" % (n % 540, n % 790) for n in range(count))
    return _file(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            (
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
                b"/Resources<</XObject<</I 5 0 R>>>>>>"
            ),
            _stream(placed),
            _stream(b"\x80", more),
        ]
    )


def looping() -> bytes:
    """A page tree whose branches are their own parents' parents."""
    return _file(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 9>>",
            b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R]/Count 9>>",
        ]
    )


def locked(data: bytes) -> bytes:
    """A PDF with a password."""
    writer = PdfWriter(PdfReader(io.BytesIO(data)))
    writer.encrypt("secret", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()
