"""Archives and office files that unpack into too much, or reach for what is outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from zipfile import ZIP_BZIP2, ZIP_LZMA

from . import archives
from .archives import bomb, fixture
from .office import DOCX, ENTITIES, XLSX, document, sheet

__all__ = ["XML", "ZIPS", "Case", "page"]

TEXT = fixture("txt-copied")


@dataclass(frozen=True)
class Case:
    """A file, the name it comes under and a pattern of its refusal; without one it is harmless."""

    file: str
    make: Callable[[], bytes]
    told: str = ""


def page(body: str, doctype: str = "<!DOCTYPE html>") -> bytes:
    """A web page with this body."""
    return f"{doctype}<html><body>{body}</body></html>".encode()


ZIPS = {
    "zip-bomb": Case("年报.zip", lambda: bomb("a.docx", 400), "300 MB"),
    "zip-ratio": Case("年报.zip", lambda: bomb("a.txt", 200), "压缩"),
    "zip-bzip2": Case("年报.zip", lambda: bomb("a.txt", 9, method=ZIP_BZIP2), "压缩"),
    "zip-lzma": Case("年报.zip", lambda: bomb("a.txt", 9, method=ZIP_LZMA), "压缩"),
    "zip-lying": Case(
        "年报.zip", lambda: archives.lying(bomb("a.txt", 400), "a.txt", 1000), "损坏"
    ),
    "zip-entries": Case("年报.zip", lambda: archives.many_entries(6000), "6000"),
    "zip-million": Case("年报.zip", lambda: archives.many_entries(1_000_000), "太多"),
    "zip-overlap": Case("年报.zip", lambda: archives.overlapping(200, 1), "损坏"),
    "zip-locked": Case(
        "年报.zip", lambda: archives.encrypted(archives.packed({"a.txt": TEXT})), "密码"
    ),
    "zip-outside": Case("年报.zip", lambda: archives.packed({"../a.txt": TEXT}), "外面"),
    "zip-absolute": Case("年报.zip", lambda: archives.packed({"/etc/a.txt": TEXT}), "外面"),
    "zip-backslash": Case("年报.zip", lambda: archives.packed({"..\\a.txt": TEXT}), "外面"),
    "zip-drive": Case("年报.zip", lambda: archives.packed({"c:a.txt": TEXT}), "外面"),
    "zip-share": Case("年报.zip", lambda: archives.packed({"\\\\x\\y\\a.txt": TEXT}), "外面"),
    "zip-inside-out": Case("年报.zip", lambda: archives.packed({"a/../../b.txt": TEXT}), "外面"),
    "zip-device": Case("年报.zip", lambda: archives.packed({"a/con.txt": TEXT}), "保留名"),
    "zip-spaced": Case("年报.zip", lambda: archives.packed({"a/.. /.. /b.txt": TEXT}), "保留名"),
    "zip-clash": Case("年报.zip", lambda: archives.packed({"a": b"x", "a/b.txt": TEXT}), "重名"),
    "zip-long-name": Case("年报.zip", lambda: archives.packed({"a" * 5000 + ".txt": TEXT}), "名"),
    "zip-cut": Case("年报.zip", lambda: archives.packed({"a.txt": TEXT})[:-30], "损坏"),
    "zip-in-zip": Case(
        "年报.zip", lambda: archives.packed({"b.zip": bomb("a.txt", 400)}), "没有可以导入"
    ),
    "docx-bomb": Case("年报.docx", lambda: bomb("word/document.xml", 400, DOCX), "300 MB"),
    "docx-lying": Case(
        "年报.docx",
        lambda: archives.lying(bomb("word/media/a.bin", 400, DOCX), "word/media/a.bin", 9),
        "损坏",
    ),
    "docx-entries": Case("年报.docx", lambda: _joined(DOCX), "太多"),
    "docx-locked": Case("年报.docx", lambda: archives.encrypted(DOCX), "密码"),
    "xlsx-bomb": Case("年报.xlsx", lambda: bomb("xl/worksheets/sheet1.xml", 400, XLSX), "300 MB"),
    "xlsx-lying": Case(
        "年报.xlsx", lambda: archives.lying(bomb("xl/a.bin", 400, XLSX), "xl/a.bin", 9), "损坏"
    ),
    "odt-bomb": Case("年报.odt", lambda: bomb("a.bin", 400, _odt("")), "300 MB"),
}


def _joined(data: bytes) -> bytes:
    parts = archives.parts_of(data)
    return archives.packed(parts | {f"word/media/{n}": b"" for n in range(6000)})


def _odt(body: str, doctype: str = "") -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0"?>{doctype}<office:document-content xmlns:office="{space}:office:1.0" '
        f'xmlns:text="{space}:text:1.0" office:version="1.2"><office:body><office:text>'
        f"<text:p>{body}</text:p></office:text></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.text"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{space}:manifest:1.0"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{kind.decode()}"/><manifest:file-entry '
        'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    parts = {"mimetype": kind, "content.xml": content.encode()}
    return archives.packed(parts | {"META-INF/manifest.xml": manifest.encode()}, 0)


XML = {
    f"{kind}-{name}": Case(f"年报.{kind}", make, told)
    for name, (doctype, used) in ENTITIES.items()
    for kind, make, told in (
        (
            "docx",
            lambda d=doctype, u=used: document(f"<w:p><w:r><w:t>{u}</w:t></w:r></w:p>", d),
            "实体",
        ),
        (
            "xlsx",
            lambda d=doctype, u=used: sheet(
                f'<row r="1"><c r="A1" t="inlineStr"><is><t>{u}</t></is></c></row>', doctype=d
            ),
            "实体",
        ),
        ("odt", lambda d=doctype, u=used: _odt(u, d), "实体"),
        (
            "html",
            lambda d=doctype, u=used: page(u * 3, d.replace("DOCTYPE x", "DOCTYPE html")),
            "没有",
        ),
    )
}
