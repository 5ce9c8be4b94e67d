"""Packing PDFs: what is packed is the same document, to every reader."""

from __future__ import annotations

import io
from collections.abc import Callable

import pdfplumber
import pytest
import typst
from nianbao.publish.paper.object_streams import packed, page_count
from publications import TYPEFACES
from pypdf import PdfReader
from pypdf.generic import IndirectObject, PdfObject

SOURCE = b"""#set document(title: "t", date: datetime(year: 2022, month: 1, day: 20))
#set text(lang: "zh", region: "cn", font: "Noto Serif SC")
#pdf.attach(
  "a.json", bytes("{}"), relationship: "data", mime-type: "application/json", description: "d",
)
= \xe4\xb8\x80
#link("https://www.example.gov.cn/")[\xe7\xbd\x91\xe5\x9d\x80]
#table(columns: 20, table.header(..range(20).map(str)), ..range(CELLS).map(str))"""


@pytest.fixture(scope="module", params=[1, 2000])
def plain(request: pytest.FixtureRequest) -> bytes:
    """A PDF as Typst writes it, with few objects and with many."""
    source = SOURCE.replace(b"CELLS", str(request.param).encode())
    made = typst.Compiler(source, font_paths=TYPEFACES.book, ignore_system_fonts=True).compile(
        pdf_standards=["a-3a", "ua-1"]
    )
    assert isinstance(made, bytes)
    return made


def opened(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf), strict=True)


def written(each: PdfObject) -> bytes:
    """An object as pypdf would write it, a stream as it is stored."""
    stream = io.BytesIO()
    each.write_to_stream(stream)
    return stream.getvalue()


def objects(pdf: bytes) -> dict[int, bytes]:
    """Every object by its number."""
    reader = opened(pdf)
    found = {}
    for number in (*reader.xref[0], *reader.xref_objStm):
        each = reader.get_object(IndirectObject(number, 0, reader))
        assert each is not None
        found[number] = written(each)
    return found


def test_every_object_is_as_it_was(plain: bytes) -> None:
    before, after = objects(plain), objects(packed(plain))
    assert {number: after[number] for number in before} == before
    assert min(number for number in after if number not in before) > max(before)


def test_what_leads_to_them_is_as_it_was(plain: bytes) -> None:
    before, after = opened(plain), opened(packed(plain))
    for name in ("/Root", "/Info", "/ID"):
        assert written(after.trailer.raw_get(name)) == written(before.trailer.raw_get(name))
    assert after.pdf_header == before.pdf_header == "%PDF-1.7"
    assert dict(after.attachments) == dict(before.attachments)


def pictures(pdf: bytes) -> list[bytes]:
    """The pages as PDFium draws them."""
    with pdfplumber.open(io.BytesIO(pdf)) as document:
        return [page.to_image().original.tobytes() for page in document.pages]


def test_pages_look_the_same(plain: bytes) -> None:
    assert pictures(packed(plain)) == pictures(plain)


def test_pages_are_counted(plain: bytes) -> None:
    assert page_count(plain) == page_count(packed(plain)) == len(opened(plain).pages)


def test_the_same_document_gives_the_same_bytes(plain: bytes) -> None:
    assert packed(plain) == packed(plain)


def test_tags_of_many_cells_become_small(plain: bytes) -> None:
    if len(plain) > 200_000:
        assert len(packed(plain)) < len(plain) / 3


@pytest.mark.parametrize("spoil", [lambda _: b"", lambda pdf: pdf[:-300], packed])
def test_what_typst_does_not_write_is_refused(
    plain: bytes, spoil: Callable[[bytes], bytes]
) -> None:
    with pytest.raises((ValueError, IndexError)):
        packed(spoil(plain))
    with pytest.raises(ValueError, match="max"):
        page_count(b"%PDF-1.7")
