"""What a file is, is told by its content, not by its name."""

from __future__ import annotations

import io
import zipfile

import pytest
from nianbao.intake.readers.kinds import Kind, sniff

OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def compound(*names: str) -> bytes:
    """An OLE file's beginning and a directory with these entries."""
    entries = (name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *names))
    return OLE.ljust(512, b"\0") + b"".join(entries)


def zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", "pdf"),
        (b"\r\n%PDF-1.4", "pdf"),
        (b"{\\rtf1\\ansi", "rtf"),
        (compound("WordDocument", "1Table"), "doc"),
        (compound("WordDocument", "ObjectPool", "Workbook"), "doc"),
        (compound("Workbook", "MBD01", "WordDocument"), "xls"),
        (compound("Book"), "xls"),
        (compound("EncryptionInfo", "EncryptedPackage"), "encrypted"),
        (compound("CONTENTS"), "ole"),
        (zipped(**{"word__document.xml": b"<w/>"}), "docx"),
        (zipped(**{"word__document2.xml": b"<w/>"}), "docx"),
        (zipped(**{"xl__workbook.xml": b"<w/>"}), "xlsx"),
        (
            zipped(mimetype=b"application/vnd.oasis.opendocument.text", **{"content.xml": b""}),
            "odt",
        ),
        (zipped(**{"a.txt": b""}), "zip"),
        (b"PK\x03\x04 cut", "zip"),
        (b"<html>", "html"),
        ("\ufeff  <!DOCTYPE HTML>".encode(), "html"),
        ("<!-- 保存自 --><table><tr>".encode("gbk"), "html"),
        ("<html>".encode("utf-16"), "html"),
        (b"<?xml version='1.0'?><html xmlns='x'>", "html"),
        ("一、总体情况 <p>".encode(), "text"),
        ("一、总体情况".encode("gbk"), "text"),
        (b"<a,b>\n1,2", "text"),
        (b"", "text"),
    ],
)
def test_kind(data: bytes, kind: Kind) -> None:
    assert sniff(data) == kind
