"""The hostile files, each with what the webmaster must be told."""

from __future__ import annotations

import random
from functools import partial

from . import office, pdfs
from .archive_cases import XML, ZIPS, Case, page
from .archives import bomb, fixture
from .office import document, sheet

__all__ = ["CASES", "SLOW", "Case"]

HTML = fixture("html-office")
PDF = fixture("pdf-office")
TEXT = fixture("txt-copied")
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_TABLE = "<table><tr><td>一</td><td>1</td></tr></table>"
_CELL = "<w:tc><w:p><w:r><w:t>行政许可</w:t></w:r></w:p></w:tc>"
_RANDOM = random.Random(0).randbytes(200_000)


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
    "html-deep": Case("年报.html", lambda: page("<div>" * 100_000 + _TABLE), "套"),
    "html-deep-tables": Case("年报.html", lambda: page("<table><tr><td>" * 300 + "1"), "没有"),
    "html-spans": Case(
        "年报.html",
        lambda: page(
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
        lambda: page("<table>" + "<tr><td>行政许可<td>1</tr>" * 20_000 + "</table>"),
        "太大",
    ),
    "html-9000-rows": Case(
        "年报.html",
        lambda: page("<table>" + "<tr><td>行政许可<td>1</tr>" * 9_000 + "</table>"),
        "行",
    ),
    "html-60-MB": Case("年报.html", lambda: page("政府信息公开" * 3_400_000), "50 MB"),
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
        f"年报.{suffix}", partial(bytes, data), "不是|没有|是空的|不认识|损坏|打不开"
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
    "html-tables": Case("年报.html", lambda: page(_TABLE * 50_000), "太"),
    "pdf-pictures": Case("年报.pdf", lambda: pdfs.wall_of_pictures(3000), "没有文字|扫描"),
    "html-tags": Case("年报.html", lambda: page("<b></b><i>a</i>" * 1_000_000), "太|没有找到"),
    "html-cells": Case(
        "年报.html", lambda: page(f"<table>{'<tr><td>1' * 19_000}</table>" * 20), "太"
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
