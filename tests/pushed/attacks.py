"""The attacks: each writes files into a reports folder, beside those of an organ that does no harm.

``refused`` are the codes of the problems that must be told; an attack without any must be read,
checked, typeset and described like any other report.
"""

from __future__ import annotations

import os
import random
import struct
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image
from reading import FRONT_2021

__all__ = ["ATTACKS", "ORGANS", "Attack", "report", "sixteen_bit_png"]

ORGANS = """shili:
  name: 示例县人民政府
  kind: 政府
  contact: [电话：0000-0000000]
ju:
  name: 示例县示例局
  kind: 部门
"""
_SECTIONS = """

## 二、主动公开政府信息情况

## 三、收到和处理政府信息公开申请情况

## 四、政府信息公开行政复议、行政诉讼情况

## 五、存在的主要问题及改进情况

报送不够及时，将按月督促。

## 六、其他需要报告的事项

无。
"""
_LOCAL = """---
year: 2010
published: 2011-01-20
自定表:
  列: [{columns}]
  指标:
{rows}---

{opening}## 概述

文字。

## 附表：政府信息公开情况统计表
"""


@dataclass(frozen=True, slots=True)
class Attack:
    """What is written into the folder of an organ, and the codes of what must be told of it."""

    write: Callable[[Path], None]
    refused: frozenset[str] = frozenset()


def report(prose: str = "文字。", front: str = FRONT_2021) -> str:
    """A report without a fault but what is put into it."""
    return f"{front}\n## 一、总体情况\n\n{prose}{_SECTIONS}"


def _says(prose: str, *refused: str, front: str = FRONT_2021) -> Attack:
    """A report that says something."""

    def write(folder: Path) -> None:
        (folder / "2021.md").write_text(report(prose, front), "utf-8", newline="\n")

    return Attack(write, frozenset(refused))


def _has(line: str, *refused: str) -> Attack:
    """A report with something more in its front matter."""
    return _says(
        "文字。", *refused, front=FRONT_2021.replace("主动公开:\n", f"{line}\n主动公开:\n", 1)
    )


def _notice(text: str, *refused: str) -> Attack:
    (old,) = (line for line in FRONT_2021.splitlines() if line.startswith("notice:"))
    return _says("文字。", *refused, front=FRONT_2021.replace(old, f'notice: "{text}"'))


def _ends(rows: str, *refused: str) -> Attack:
    """A report whose last table is written in another way."""
    return _says("文字。", *refused, front=FRONT_2021.replace("复议诉讼: 0", f"复议诉讼: {rows}"))


def _local(rows: int, columns: int, *refused: str, opening: str = "") -> Attack:
    """A table of a report's own, and what stands before its first heading."""
    numbers = ", ".join(["1234567"] * columns)
    text = _LOCAL.format(
        columns=", ".join(f"第{number}列{'宽' * 60}" for number in range(columns)),
        rows="".join(
            f"    - {{指标: 第{number}项{'长' * 60}, 单位: 件, 数: [{numbers}]}}\n"
            for number in range(rows)
        ),
        opening=opening,
    )

    def write(folder: Path) -> None:
        (folder / "2010.md").write_text(text, "utf-8", newline="\n")

    return Attack(write, frozenset(refused))


def _noted(columns: int, rows: int, note: str) -> Attack:
    """A table of a report's own with a note in every cell."""
    cells = ",\n        ".join([f"{{值: 1, 注: {note}}}"] * columns)
    text = _LOCAL.format(
        columns=", ".join(f"第{number}列" for number in range(columns)),
        rows="".join(f"    - {{指标: 第{n}项, 单位: 件, 数: [{cells}]}}\n" for n in range(rows)),
        opening="",
    )
    return Attack(lambda folder: _written(folder / "2010.md", text))


def _written(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", newline="\n")


def _rows(columns: int, length: int, rows: int) -> str:
    """A table whose rows have one long cell; without rows its head has."""
    row = f"|{'字' * length}|" + "1|" * (columns - 1)
    head = "|" + "甲|" * columns if rows else row
    return "\n".join([head, "|" + "-|" * columns, *[row] * rows])


def _shows(name: str, content: bytes, *refused: str) -> Attack:
    """A report that shows a picture."""

    def write(folder: Path) -> None:
        (folder / name).write_bytes(content)
        (folder / "2021.md").write_text(report(f"![图]({name})"), "utf-8", newline="\n")

    return Attack(write, frozenset(refused))


def _shows_said(words: str, *refused: str) -> Attack:
    """A report that shows a picture and says what is on it."""

    def write(folder: Path) -> None:
        (folder / "图.png").write_bytes(_flat_png(3))
        (folder / "2021.md").write_text(report(f"![{words}](图.png)"), "utf-8", newline="\n")

    return Attack(write, frozenset(refused))


def _attaches(name: str, content: Callable[[], bytes], *refused: str) -> Attack:
    """A report that links to a file."""

    def write(folder: Path) -> None:
        (folder / name).write_bytes(content())
        (folder / "2021.md").write_text(report(f"[附件]({name})"), "utf-8", newline="\n")

    return Attack(write, frozenset(refused))


def _lies(name: str, content: bytes, refused: str = "path-hidden") -> Attack:
    """A file beside a report that does not name it."""

    def write(folder: Path) -> None:
        (folder / name).write_bytes(content)
        (folder / "2021.md").write_text(report(), "utf-8", newline="\n")

    return Attack(write, frozenset({refused}))


def _is(make: Callable[[Path], None], name: str, *refused: str) -> Attack:
    """Something that is no file, in the place of one."""

    def write(folder: Path) -> None:
        (folder / "2021.md").write_text(report(), "utf-8", newline="\n")
        path = folder / name
        path.unlink(missing_ok=True)
        make(path)

    return Attack(write, frozenset(refused))


def _shows_three(content: bytes, *refused: str) -> Attack:
    """A report that shows three pictures which differ by what stands behind their end."""

    def write(folder: Path) -> None:
        for number in range(3):
            (folder / f"{number}.png").write_bytes(content + bytes([number]))
        prose = "\n\n".join(f"![图]({number}.png)" for number in range(3))
        (folder / "2021.md").write_text(report(prose), "utf-8", newline="\n")

    return Attack(write, frozenset(refused))


def _links(target: Callable[[Path], None], *refused: str) -> Attack:
    """A report that links to something that is no file."""

    def write(folder: Path) -> None:
        target(folder / "附件.pdf")
        (folder / "2021.md").write_text(report("[附件](附件.pdf)"), "utf-8", newline="\n")

    return Attack(write, frozenset(refused))


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


def _to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def _corrected(before: str, after: str) -> Attack:
    """Two texts of a report that have nothing in common."""

    def write(folder: Path) -> None:
        entry = "corrections:\n  - {date: 2022-03-01, what: 正文, why: 重写}\n主动公开:\n"
        front = FRONT_2021.replace("主动公开:\n", entry, 1)
        (folder / "2021.v1.md").write_text(report(before), "utf-8", newline="\n")
        (folder / "2021.md").write_text(report(after, front), "utf-8", newline="\n")

    return Attack(write)


def _within(sign: str, signs: int = 4900) -> str:
    """As many signs as a report may have, in paragraphs as long as they may be."""
    lines = [sign * (4800 // len(sign)) for _ in range(signs * len(sign) // 4800 + 1)]
    blocks = ["\n".join(lines[place : place + 4]) for place in range(0, len(lines), 4)]
    return "\n\n".join(blocks)[: signs * len(sign)]


def _gif(screen: int, frame: int) -> bytes:
    colours = b"\0\0\0\xff\xff\xff"
    image = b"," + struct.pack("<HHHHB", 0, 0, frame, frame, 0) + b"\x02\x02\x44\x01\0;"
    return b"GIF89a" + struct.pack("<HHBBB", screen, screen, 0x80, 0, 0) + colours + image


def _png(side: int, more: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    data = _chunk(b"IDAT", zlib.compress(b"\0" * 100))
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + more + data + _chunk(b"IEND", b"")


def _flat_png(side: int) -> bytes:
    """A picture of one colour, which unpacks to a thousand times its size."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(side * 3 + 1) * side, 9)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")
    )


def sixteen_bit_png(side: int) -> bytes:
    """A picture whose pixels take eight bytes each: 16 bits of three colours and transparency."""
    head = struct.pack(">IIBBBBB", side, side, 16, 6, 0, 0, 0)
    data = zlib.compress(bytes(side * 8 + 1) * side, 9)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")
    )


def _zip(*entries: tuple[str, bytes]) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as bundle:
        for name, content in entries:
            bundle.writestr(name, content)
    return file.getvalue()


def _zip_of_many(entries: int) -> bytes:
    """Entries of no name and nothing in them, in a list that is read at once."""
    entry = b"PK\x01\x02" + bytes(42)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 9, 9, entries * len(entry), 0, 0)
    return entry * entries + end


def _docx(*parts: tuple[str, bytes]) -> bytes:
    return _zip(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<d/>"), *parts)


def _relation(kind: str, target: str) -> tuple[str, bytes]:
    kind = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
    written = f'<R><R Type="{kind}" Target="{target}" TargetMode="External"/></R>'
    return "word/_rels/document.xml.rels", written.encode()


def _pdf(root: bytes, more: bytes = b"") -> bytes:
    """A PDF without a table of its objects, as far as it has any."""
    return b"%PDF-1.4\n1 0 obj\n<</Type/Catalog" + root + b">>\nendobj\n" + more + _PDF_END


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _webp(side: int) -> bytes:
    size = struct.pack("<I", side - 1)[:3]
    canvas = b"VP8X" + struct.pack("<I", 10) + bytes(4) + size + size
    return b"RIFF" + struct.pack("<I", 4 + len(canvas)) + b"WEBP" + canvas


def _jpeg(mode: str, side: int) -> bytes:
    file = BytesIO()
    Image.new(mode, (side, side)).save(file, "JPEG")
    return file.getvalue()


_PDF_END = b"trailer <</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"
_LAUNCH = b"/OpenAction<</S/Launch/F(calc.exe)>>"
_ICC = _chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(60_000_000), 9))
_BOMB = (
    b"<!DOCTYPE a ["
    + b"".join(
        b'<!ENTITY a%d "%s">' % (n, (b"&a%d;" % (n - 1)) * 10 if n else b"ha") for n in range(30)
    )
    + b"]><a>&a29;</a>"
)
_SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
_A_LEAST = "附件、图片" * 40

ATTACKS: Mapping[str, Attack] = {
    # What passed the checks and failed in typesetting.
    "two levels of bullets": _says("- 甲\n    - 乙\n        - 丙\n            - 丁\n"),
    "six levels of numbers": _says("\n".join("    " * n + "1. 甲" for n in range(6))),
    "a heading two levels down": _says("#### 小标题\n\n文字。"),
    "headings up and down": _says("###### 甲\n\n### 乙\n\n##### 丙\n\n> #### 丁\n\n- ###### 戊"),
    "a heading without words": _says("###\n\n文字。", "heading-empty"),
    "a heading of a space": _says("### &nbsp;\n\n文字。", "heading-empty"),
    "an entity that no font has": _says("&#x1F600;", "missing-glyph"),
    "entities of a web page": _says("&mdash;&ldquo;甲&rdquo;&nbsp;&hellip;&#12288;&middot;&copy;"),
    "an entity that nobody sees": _says("甲&#x202e;乙&#8203;丙&zwj;丁", "character-entity"),
    "an entity put together by a backslash": _says(r"甲&\#x1F600;乙", "missing-glyph"),
    "an unseen entity put together by a backslash": _says(r"不予&\#x202e;公开", "character-entity"),
    "an entity put together by a reference": _says(
        "甲&#{{ 主动公开.规章.现行有效件数 }};乙",
        "character-entity",
        front=FRONT_2021.replace("规章: [0, 0, 0]", "规章: [0, 0, 8238]"),
    ),
    "an unseen character in what a picture shows": _shows_said(
        r"图&\#x200b;画", "character-entity"
    ),
    "an entity of 4,900 digits": _says(f"&#{'9' * 4900};甲", "missing-glyph"),
    "an entity of 4,900 zeros": _says(f"&#{'0' * 4900}65;甲"),
    "an emoji": _says("\U0001f600", "missing-glyph"),
    "text turned round": _says("甲\u202e乙", "control-character"),
    "a list's number beyond all": _says("9999999999999999999999. 甲", "over-limit"),
    "a list's number of 4,900 digits": _says("9" * 4900 + ". 甲", "over-limit"),
    "a list's number in full width": _says("３. 甲\n４. 乙"),
    "a list's number in Devanagari": _says("९. 甲", "missing-glyph"),
    "a claim of 4,900 digits": _says(f"全年新收政府信息公开申请{'9' * 4900}件。"),
    "a small heading before the first": _local(1, 1, "heading-level", opening="### 小标题\n\n"),
    "a small heading in a quotation before the first": _local(
        1, 1, "heading-level", opening="> - #### 小标题\n\n"
    ),
    "no character in front matter": _notice("甲\uffff乙\ufffe", "control-character"),
    "no character of another plane": _notice("甲\U0001ffff乙\ufdd0", "control-character"),
    "forty quotations": _says("> " * 40 + "甲", "over-limit"),
    "an address of 100 KB": _says(f"[x](https://a.cn/{'a' * 100_000})", "over-limit"),
    "an address of 4 KB": _says(f"[x](https://a.cn/{'a' * 4_000})", "over-limit"),
    "a script in capitals": _says("[x](JaVaScript:alert(1))", "link-target"),
    "a scheme and a host in capitals": _says("[x](HTTPS://WWW.EXAMPLE.CN/A)"),
    "a link in a table's head": _says(
        "|[甲](https://a.cn/)|\n|-|\n" + "|一|\n" * 120,
    ),
    "a word of 4,900 letters": _says("a" * 4900),
    "closing brackets of 4,900": _says("》" * 4900),
    "opening brackets of 4,900": _says("《" * 4900),
    # What stopped every build.
    "a notice of 6,000 characters": _notice("说" * 6000, "over-limit"),
    "a notice of 500 characters": _notice("说明" * 250),
    "a notice of one word": _notice("a" * 500, "over-limit"),
    "a notice of words as long as may be": _notice("a" * 100 + " /" + "b" * 100),
    "a title of one word": _has(f"title: {'a' * 100}"),
    "a note of 490 characters in a cell": _noted(15, 3, "注" * 490),
    "notes of 100 characters in all cells": _noted(20, 15, "注" * 100),
    "a note of words in a cell": _noted(20, 10, ("a" * 100 + " ") * 4),
    "what a picture shows in 20,000 characters": _shows_said(
        "\n".join(["图" * 4800] * 4), "over-limit"
    ),
    "what a picture shows in 500 characters": _shows_said("图" * 500),
    "a link of 19,000 characters": _says(f"[{chr(10).join(['字' * 4700] * 4)}](https://a.cn/)"),
    "an address of 2,000 Chinese characters": _says(f"[甲](https://a.cn/{'字' * 1987})"),
    "a cell longer than a page": _says(_rows(20, 41, 1), "over-limit"),
    "a heading of columns longer than a page": _says(_rows(1, 4800, 0), "over-limit"),
    "cells as long as a page": _says("\n\n".join([_rows(20, 40, 190)] * 2)),
    "a word in a narrow cell": _says(_rows(20, 1, 1).replace("字", "a" * 40)),
    "a list 600 deep": _says("- " * 600 + "甲", "over-limit"),
    "quotations 2,000 deep": _says("> " * 2000 + "甲", "over-limit"),
    "lists 60 deep, line by line": _says(
        "\n".join("    " * n + "- 甲" for n in range(60)), "over-limit"
    ),
    "a report that is a device": _is(_to("/dev/zero"), "2021.md", "file-unreadable"),
    "a report that is a loop": _is(_loop, "2021.md", "file-unreadable"),
    "a report that leads elsewhere": _is(_to("/etc/passwd"), "2021.md", "file-unreadable"),
    "a report that leads nowhere": _is(_to("nowhere"), "2021.md", "file-unreadable"),
    "a report that is a pipe": _is(os.mkfifo, "2021.md", "file-unreadable"),
    "a report that is a folder": _is(Path.mkdir, "2021.md", "file-unreadable"),
    "a folder that leads elsewhere": _is(_to("/etc"), "../qita", "file-unreadable"),
    "a folder that is a loop": _is(_loop, "../qita", "file-unreadable"),
    "an attachment that is a device": _links(_to("/dev/zero"), "link-target"),
    "an attachment that is a loop": _links(_loop, "link-target"),
    "an attachment that is a pipe": _links(os.mkfifo, "link-target"),
    "an attachment that leads elsewhere": _links(_to("/etc/passwd"), "link-target"),
    "an attachment that leads beside": _links(_to("2021.md"), "link-target"),
    "a GIF of 35 bytes": _shows("图.gif", _gif(65535, 65535), "attachment-size"),
    "a GIF with a frame beyond its screen": _shows("图.gif", _gif(1, 65535), "attachment-size"),
    "a PNG of 60,000 squared": _shows("图.png", _png(60_000), "attachment-size"),
    "a PNG with a bomb of colours": _shows("图.png", _png(3, _ICC), "image-broken"),
    "a WebP of 16,384 squared": _shows("图.webp", _webp(16_384), "attachment-size"),
    "a picture nearly as large as may be": _shows("图.png", _flat_png(7000)),
    "a PNG of 16 bits and as many pixels": _shows(
        "图.png", sixteen_bit_png(6300), "attachment-size"
    ),
    "three PNGs of 16 bits, as large as may be": _shows_three(
        sixteen_bit_png(4700), "attachment-size"
    ),
    "three PNGs of 16 bits": _shows_three(sixteen_bit_png(3500)),
    "a JPEG for printers": _shows("图.jpg", _jpeg("CMYK", 40), "image-broken"),
    "a photograph": _shows("图.jpg", _jpeg("RGB", 7000)),
    "a picture that is another kind": _shows("图.jpg", _png(3), "image-broken"),
    "a drawing with a script": _shows("图.svg", _SVG, "attachment-kind"),
    "a picture of nothing": _shows("图.png", b"", "image-broken"),
    # What acts on whoever opens an attachment, or on what looks into it.
    "a ZIP that Windows unpacks elsewhere": _attaches(
        "附件.zip", lambda: _zip(("..\\..\\a.txt", b"")), "attachment-content"
    ),
    "a ZIP with a spreadsheet's command": _attaches(
        "附件.zip", lambda: _zip(("a.csv", b"=cmd|' /C calc'!A0")), "attachment-content"
    ),
    "a ZIP of 400,000 entries": _attaches(
        "附件.zip", lambda: _zip_of_many(400_000), "attachment-content"
    ),
    "a ZIP of 100 MB": _attaches(
        "附件.zip",
        lambda: _zip(
            *((f"{n}.txt", b"1234567890\n" * 900_000) for n in range(10)),
            ("图.png", _flat_png(20) + random.Random(1).randbytes(600_000)),
        ),
    ),
    "a document that fetches its template": _attaches(
        "附件.docx",
        lambda: _docx(_relation("attachedTemplate", "https://a.cn/a.dotm")),
        "attachment-content",
    ),
    "a document with a bomb of entities": _attaches(
        "附件.docx", lambda: _docx(("a.rels", _BOMB)), "attachment-content"
    ),
    "a table of 10,000,000 cells": _attaches("附件.csv", lambda: (b"-," * 65_000 + b"\r\n") * 150),
    "a table of 10,000,000 rows": _attaches(
        "附件.csv", lambda: b"-\n" * 10_000_000, "attachment-content"
    ),
    "a PDF that starts a program": _attaches(
        "附件.pdf", lambda: _pdf(_LAUNCH), "attachment-content"
    ),
    "a PDF in a circle": _attaches("附件.pdf", lambda: _pdf(b"/A 1 0 R/Pages 1 0 R/Kids[1 0 R]")),
    "a PDF of 3,000,000 brackets": _attaches("附件.pdf", lambda: _pdf(b"/A" + b"[" * 3_000_000)),
    "a PDF of 2,500,000 beginnings": _attaches(
        "附件.pdf", lambda: _pdf(b"", b"1 0 obj\n" * 2_500_000)
    ),
    # What changed or broke the clones of others.
    "attributes of git": _lies(".gitattributes", b"*.md working-tree-encoding=UTF-16LE-BOM\n"),
    "a list of what git ignores": _lies(".gitignore", b"*\n"),
    "a file that Windows cannot store": _lies("a:b", b"", "path-name"),
    "a device of Windows": _lies("aux.txt", b"", "path-name"),
    "a twin of the report": _lies("2021.MD", b"", "path-name"),
    # What was slow.
    "brackets of 10 KB": _says("\n".join(["[" * 4000] * 3), "over-limit"),
    "20,000 links that never close": _says("\n".join(["[x](" * 1000] * 20), "over-limit"),
    "brackets within the limits": _says(("[" * 10 + "]" * 10) * 120),
    "a title of 400 KB": _has(f"title: {'长' * 130_000}", "over-limit"),
    "a title of 500 characters": _has(f"title: 示例县示例局{'长' * 500}", "over-limit"),
    "a title of 100 characters": _has(f"title: 示例县示例局{'长' * 94}"),
    "10,000 rows": _local(10_000, 1, "over-limit"),
    "10,000 columns": _local(1, 10_000, "over-limit"),
    "all cells that a table may have": _local(60, 20),
    "all rows that a table may have": _local(300, 4),
    "two texts that differ in 20,000 characters": _corrected(
        "\n\n".join("甲乙丙丁" * 1000 for _ in range(5)),
        "\n\n".join("戊甲己乙" * 1000 for _ in range(5)),
    ),
    "two texts of one character": _corrected(
        "\n\n".join("甲" * 4900 for _ in range(6)), "\n\n".join("甲" * 4700 for _ in range(6))
    ),
    "two texts of 2,400 paragraphs": _corrected(
        "\n\n".join("甲乙" * 1200), "\n\n".join("乙甲甲" * 800)
    ),
    "two texts that swap words": _corrected(
        "\n\n".join(f"{_A_LEAST}{n}" for n in range(60)),
        "\n\n".join(f"{n}{_A_LEAST}" for n in range(60)),
    ),
    "a megabyte of YAML brackets": _ends("[" * 1_000_000, "over-limit"),
    "100 KB of YAML brackets": _ends(("[" * 4000 + "\n") * 25, "yaml-syntax"),
    "YAML in YAML in YAML": _ends("\n  " + "- " * 2000, "yaml-syntax"),
    "20,000 quoted strings": _ends("[\n" + '"a", "a", "a", "a",\n' * 4800 + "]", "row-shape"),
    "480 characters by their numbers": _ends("[" + '"\\u0041b",' * 480 + "]", "too-many-problems"),
    "a number of 100,000 digits": _ends("9" * 100_000, "over-limit"),
    "a number of 4,900 digits": _ends("9" * 4900, "over-limit"),
    "4,000 rows that are not there": _ends(
        "\n" + "".join(f"  没有{n}: 0\n" for n in range(4000)), "too-many-problems"
    ),
    "one long line with one error": _says("甲" * 4000 + "}}" + "乙" * 900),
    "4,000 numbers of telephones": _says("\n\n".join(["13800138000 " * 300] * 14)),
    "4,000 years": _says("\n\n".join(["全县有12345户、67890人，增长12.5%。" * 200] * 5)),
    "300 references": _says("{{ 主动公开.行政许可 }} " * 200),
    "1,000 halves of references": _says("{{ " * 1000),
    "2,400 paragraphs": _says("\n\n".join(["甲"] * 2400)),
    "4,000 items": _says("\n".join(["- 甲"] * 4000)),
    "2,400 headings": _says("\n\n".join(["### 甲"] * 2400)),
    "1,200 tables": _says("\n\n".join(["|甲|乙|\n|-|-|\n|一|二|"] * 1200)),
    "a table of 8,000 cells": _says(
        "|" + "甲|" * 20 + "\n|" + "-|" * 20 + ("\n|" + "1|" * 20) * 399
    ),
    "a table of 8,020 cells": _says(
        "|" + "甲|" * 20 + "\n|" + "-|" * 20 + ("\n|" + "1|" * 20) * 400, "over-limit"
    ),
    **{
        f"a head of {length} characters in each of {columns} columns, {rows} rows": _says(
            "|"
            + ("字" * length + "|") * columns
            + "\n|"
            + "-|" * columns
            + ("\n|" + "1|" * columns) * rows
        )
        for columns, length, rows in ((20, 40, 390), (20, 8, 390), (2, 800, 3000), (1, 328, 3000))
    },
    **{
        f"as many {sign} as there may be": _says(_within(sign, most))
        for sign, most in (("*a ", 4900), ("_a", 4900), ("`a ", 4900), ("&a ", 4900), ("<a ", 4900))
    },
    "as many stars as there may be": _says(_within("**a** ", 1200)),
    "as many links as there may be": _says(
        "\n\n".join(" ".join(["[甲](https://www.example.cn/)"] * 100) for _ in range(5))
    ),
}
