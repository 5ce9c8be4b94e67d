"""The data that a PDF carries are found, whatever else it carries."""

from __future__ import annotations

from io import BytesIO

import pytest
from nianbao.intake.readers.pdf_attachments import attachments
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject


def written(writer: PdfWriter) -> PDFDocument:
    content = BytesIO()
    writer.write(content)
    return PDFDocument(PDFParser(BytesIO(content.getvalue())))


def blank() -> PdfWriter:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    return writer


def test_only_data_are_taken_in_their_order() -> None:
    writer = blank()
    for name in ("a.csv", "b.json", "c.JSON", "年报.json"):
        writer.add_attachment(name, name.encode())
    assert attachments(written(writer)) == [b"b.json", b"c.JSON", "年报.json".encode()]


def test_a_pdf_without_any() -> None:
    assert attachments(written(blank())) == []


@pytest.mark.parametrize("names", [NumberObject(1), ArrayObject(), DictionaryObject()])
def test_other_shapes_are_passed_over(names: NumberObject | ArrayObject | DictionaryObject) -> None:
    writer = blank()
    tree = DictionaryObject({NameObject("/Names"): names, NameObject("/Kids"): names})
    writer.root_object[NameObject("/Names")] = DictionaryObject(
        {NameObject("/EmbeddedFiles"): tree}
    )
    assert attachments(written(writer)) == []


def test_a_tree_that_is_its_own_branch_ends() -> None:
    writer = blank()
    tree = DictionaryObject()
    reference = writer._add_object(tree)  # noqa: SLF001 - pypdf has no other way
    tree[NameObject("/Kids")] = ArrayObject([reference] * 3)
    writer.root_object[NameObject("/Names")] = DictionaryObject(
        {NameObject("/EmbeddedFiles"): reference}
    )
    assert attachments(written(writer)) == []
