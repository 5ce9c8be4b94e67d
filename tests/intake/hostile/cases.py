"""The hostile files, each with what the webmaster must be told."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from zipfile import ZIP_BZIP2, ZIP_LZMA

from . import archives, office, pdfs
from .archives import bomb, fixture
from .office import DOCX, ENTITIES, XLSX, document, sheet

__all__ = ["CASES", "SLOW", "Case"]

HTML = fixture("html-office")
PDF = fixture("pdf-office")
TEXT = fixture("txt-copied")
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_TABLE = "<table><tr><td>一</td><td>1</td></tr></table>"
_CELL = "<w:tc><w:p><w:r><w:t>行政许可</w:t></w:r></w:p></w:tc>"
_RANDOM = random.Random(0).randbytes(200_000)


@dataclass(frozen=True)
class Case:
    """A file, the name it comes under and a pattern of its refusal; without one it is harmless."""

    file: str
    make: Callable[[], bytes]
    told: str = ""


def _page(body: str, doctype: str = "<!DOCTYPE html>") -> bytes:
    return f"{doctype}<html><body>{body}</body></html>".encode()


def _within(data: bytes, body: str) -> bytes:
    return data.replace(b"</body>", body.encode() + b"</body>")


def _word_table(rows: int, columns: int) -> str:
    row = f"<w:tr>{_CELL * columns}</w:tr>"
    return f"<w:tbl>{row * rows}</w:tbl>"


def _nested_word_tables(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth


def _rows(count: int) -> str:
    return "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, count + 1))


def _merged(count: int) -> str:
    cells = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, count + 1))
    return f'<mergeCells count="{count}">{cells}</mergeCells>'


def _grid(cells: int) -> bytes:
    side = int(cells**0.5)
    lines = [
        f"{10 + n * 500 / side:.2f} 10 m {10 + n * 500 / side:.2f} 800 l S" for n in range(side)
    ]
    lines += [
        f"10 {10 + n * 790 / side:.2f} m 510 {10 + n * 790 / side:.2f} l S" for n in range(side)
    ]
    return "\n".join(lines).encode()


def _rectangles(count: int) -> bytes:
    return b"".join(b"%d %d 9 9 re S\n" % (n % 587, n % 831) for n in range(count))


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
    "zip-clash": Case("年报.zip", lambda: archives.packed({"a": b"x", "a/b.txt": TEXT}), "重名"),
    "zip-long-name": Case("年报.zip", lambda: archives.packed({"a" * 5000 + ".txt": TEXT}), "名"),
    "zip-cut": Case("年报.zip", lambda: archives.packed({"a.txt": TEXT})[:-30], "损坏"),
    "zip-in-zip": Case(
        "年报.zip", lambda: archives.packed({"b.zip": bomb("a.txt", 9)}), "没有可以导入"
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
            lambda d=doctype, u=used: _page(u * 3, d.replace("DOCTYPE x", "DOCTYPE html")),
            "没有",
        ),
    )
}

OFFICE = {
    "docx-cells": Case("年报.docx", lambda: document(_word_table(100, 100)), "没有找到|太"),
    "docx-rows": Case("年报.docx", lambda: document(_word_table(9_000, 2)), "行"),
    "docx-nested-tables": Case(
        "年报.docx", lambda: document(_nested_word_tables(60)), "没有|嵌套|套|读不了"
    ),
    "docx-1000-tables": Case("年报.docx", lambda: document(_nested_word_tables(1000)), "读不了"),
    "docx-pixels": Case(
        "年报.docx", lambda: office.document_with_picture(office.png(30_000, 30_000))
    ),
    "docx-80-MB-picture": Case(
        "年报.docx",
        lambda: office.document_with_picture(b"\x89PNG\r\n\x1a\n" + _RANDOM * 400),
        "图片",
    ),
    "xlsx-dimension": Case(
        "年报.xlsx", lambda: sheet(_rows(2), dimension="A1:XFD1048576"), "没有找到"
    ),
    "xlsx-corner": Case(
        "年报.xlsx",
        lambda: sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        "太大",
    ),
    "xlsx-merged": Case("年报.xlsx", lambda: sheet(_rows(2), _merged(50_000)), "合并"),
    "xlsx-all-merged": Case(
        "年报.xlsx",
        lambda: sheet(_rows(2), '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        "合并",
    ),
    "xlsx-sheets": Case("年报.xlsx", lambda: office.workbook(1000), "1000 个工作表"),
    "xlsx-rows": Case("年报.xlsx", lambda: sheet(_rows(30_000)), "行"),
    "ole-garbage": Case("年报.doc", lambda: _OLE + _RANDOM[:3000], "没能转换|没有找到"),
    "doc-garbage": Case(
        "年报.doc",
        lambda: fixture("doc-inside")[:4096] + _RANDOM[:30_000] + fixture("doc-inside")[34_096:],
        "没能转换|没有",
    ),
    "rtf-garbage": Case("年报.rtf", lambda: rb"{\rtf1\ansi " + _RANDOM, "没"),
    "rtf-deep": Case("年报.rtf", lambda: rb"{\rtf1 " + b"{" * 1_000_000, "没"),
}

PAGES = {
    "html-deep": Case("年报.html", lambda: _page("<div>" * 100_000 + _TABLE), "套"),
    "html-deep-tables": Case("年报.html", lambda: _page("<table><tr><td>" * 300 + "1"), "没有"),
    "html-spans": Case(
        "年报.html",
        lambda: _page(
            "<table>" + '<tr><td rowspan="99999999" colspan="99999999">1</td><td>2</td></tr>' * 900
        ),
        "没有找到",
    ),
    "html-spans-harmless": Case(
        "年报.html",
        lambda: _within(
            HTML, "<table><tr><td rowspan=9999 colspan=9999>a</td><td>1</td></tr></table>"
        ),
    ),
    "html-rows": Case(
        "年报.html",
        lambda: _page("<table>" + "<tr><td>行政许可<td>1</tr>" * 20_000 + "</table>"),
        "太大",
    ),
    "html-9000-rows": Case(
        "年报.html",
        lambda: _page("<table>" + "<tr><td>行政许可<td>1</tr>" * 9_000 + "</table>"),
        "行",
    ),
    "html-60-MB": Case("年报.html", lambda: _page("政府信息公开" * 3_400_000), "50 MB"),
    "html-pictures": Case(
        "年报.html",
        lambda: _within(
            HTML,
            "".join(f'<img src="data:image/gif;base64,R0lGODlh{n:08d}">' for n in range(20_000)),
        ),
    ),
    "text-60-MB": Case("年报.txt", lambda: "政府信息公开\n".encode() * 3_200_000, "太"),
    "text-line": Case("年报.txt", lambda: b"1 " * 10_000_000, "太|没有找到"),
    "text-words": Case("年报.txt", lambda: b"abc" * 7_000_000, "太|没有找到"),
    "text-tabs": Case("年报.txt", lambda: "一、\t".encode() * 100_000, "格"),
    "text-short-lines": Case(
        "年报.txt",
        lambda: "甲 1 2\n".encode() + "年报的一行\n".encode() * 200_000,
        "没有找到|一百万字",
    ),
    "text-long-report": Case("年报.txt", lambda: TEXT + "\n正文。".encode() * 340_000, "一百万字"),
    "csv-lines": Case("年报.csv", lambda: "行政许可,1\n".encode() * 1_000_000, "4 MB"),
    "csv-quote": Case("年报.csv", lambda: b'"' + b"a,\n" * 1_000_000, "读不出来"),
}

PDFS = {
    "pdf-500-pages": Case("年报.pdf", lambda: pdfs.book(500), "50[01] 页"),
    "pdf-loop": Case("年报.pdf", pdfs.looping, "损坏|0 页"),
    "pdf-locked": Case("年报.pdf", lambda: pdfs.locked(PDF), "密码"),
    "pdf-scan": Case("年报.pdf", lambda: pdfs.scan(1000), "扫描件"),
    "pdf-huge-scan": Case("年报.pdf", lambda: pdfs.scan(4000, 14_400, 14_400), "扫描件"),
    "pdf-endless-page": Case("年报.pdf", lambda: pdfs.scan(10, 10**9, 10**9), "扫描件|大"),
    "pdf-grid": Case("年报.pdf", lambda: pdfs.drawing(_grid(90_000)), "没有文字|线|图形"),
    "pdf-rectangles": Case("年报.pdf", lambda: pdfs.drawing(_rectangles(20_000)), "线|图形"),
    "pdf-bomb": Case("年报.pdf", lambda: pdfs.drawing(b"q " * 200_000_000), "内存|大|损坏"),
}

NAMES = {
    f"{name}-named-{suffix}": Case(
        f"年报.{suffix}", lambda d=data: d, "不是|没有|是空的|不认识|损坏|打不开"
    )
    for name, data in {
        "empty": b"",
        "byte": b"a",
        "nulls": bytes(5000),
        "png": office.png(50, 50),
        "exe": b"MZ\x90\0\3\0\0\0" + _RANDOM,
        "random": _RANDOM,
    }.items()
    for suffix in ("docx", "doc", "txt", "csv", "html", "pdf", "xlsx")
}

CASES = ZIPS | XML | OFFICE | PAGES | PDFS | NAMES
SLOW = {
    "zip-gigabytes": Case("年报.zip", lambda: bomb("a.docx", 3000), "300 MB"),
    "html-tables": Case("年报.html", lambda: _page(_TABLE * 50_000), "太"),
    "pdf-pictures": Case("年报.pdf", lambda: pdfs.wall_of_pictures(3000), "没有文字|扫描"),
    "html-tags": Case("年报.html", lambda: _page("<b></b><i>a</i>" * 1_000_000), "太|没有找到"),
    "html-cells": Case(
        "年报.html", lambda: _page(f"<table>{'<tr><td>1' * 19_000}</table>" * 20), "太"
    ),
    "pdf-million-rectangles": Case(
        "年报.pdf", lambda: pdfs.drawing(_rectangles(1_000_000)), "大|线|图形"
    ),
    "pdf-operators": Case("年报.pdf", lambda: pdfs.drawing(b"1 w\n" * 3_000_000), "大|没有文字"),
    "rtf-large": Case(
        "年报.rtf",
        lambda: rb"{\rtf1\ansi " + rb"\trowd\cellx9 a\cell\row " * 500_000,
        "没有完成|没能转换|行|大",
    ),
    "docx-large": Case(
        "年报.docx",
        lambda: document("<w:p><w:r><w:t>甲</w:t></w:r></w:p>" * 300_000),
        "大|没有|压缩",
    ),
}
