"""What is inside attachments: real files pass, and what would act on who opens them is told."""

from __future__ import annotations

import csv
import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

import openpyxl
import pytest
from nianbao.check import file_kinds
from nianbao.check.file_kinds import content_fault
from nianbao.check.zip_entries import MOST_ENTRIES
from nianbao.settings.attachment_kinds import ALL_KINDS
from places import DATA
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
VBA = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
TYPES = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>{}</Types>"
RELATIONS = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
REAL = [
    file
    for file in sorted((DATA / "intake").rglob("*"))
    if file.suffix in (".docx", ".xlsx", ".pdf", ".csv")
]


def packed(entries: Iterable[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle:
        for entry, content in entries:
            bundle.writestr(entry, content)
    return file.getvalue()


def document(*more: tuple[str, bytes], types: str = "") -> bytes:
    parts = [("[Content_Types].xml", TYPES.format(types).encode()), ("word/document.xml", b"<d/>")]
    return packed([*parts, *more])


def relation(kind: str, target: str, mode: str = "External") -> tuple[str, bytes]:
    written = f"<Relationship Id='a' Type='{kind}' Target='{target}' TargetMode='{mode}'/>"
    return "word/_rels/settings.xml.rels", f"{RELATIONS}{written}</Relationships>".encode()


def chart(target: str) -> tuple[str, bytes]:
    """The workbook that a chart was pasted from."""
    _, relations = relation(f"{OFFICE}/oleObject", target)
    return "word/charts/_rels/chart1.xml.rels", relations


def fault(folder: Path, name: str, content: bytes) -> str:
    file = folder / name
    file.write_bytes(content)
    return content_fault(file, file.suffix[1:])


def special(name: str, mode: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = mode << 16
    return entry


def gbk_names() -> bytes:
    """As Windows in China packs it; the second byte of each of these is a backslash."""
    name = "昞昤.txt".encode("gb18030")
    assert b"\\" in name
    stand_in = "a" * len(name)
    return packed([(stand_in[:-4] + ".txt", b"x")]).replace((stand_in[:-4] + ".txt").encode(), name)


@pytest.mark.parametrize("file", REAL, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_real_files_pass(file: Path) -> None:
    assert content_fault(file, file.suffix[1:]) == ""


def test_real_files_pass_in_a_zip(tmp_path: Path) -> None:
    names = [(f"附件/{number}{file.suffix}", file.read_bytes()) for number, file in enumerate(REAL)]
    title = "示例县人民政府办公室关于印发示例县政府信息公开工作年度报告的通知" * 2
    more = [
        (f"{title}.txt", b"x"),
        ("附件/", b""),
        ("附件/Thumbs.db", b"x"),
        ("__MACOSX/附件/._1.docx", b"x"),
    ]
    assert fault(tmp_path, "a.zip", packed([*names, *more])) == ""
    assert fault(tmp_path, "b.zip", gbk_names()) == ""
    assert fault(tmp_path, "c.zip", packed([])) == ""
    assert fault(tmp_path, "d.zip", packed([(named_twice("a.txt"), b"x")])) == ""


def named_twice(*others: str, name: str = "a.txt") -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    for other in others:
        field = bytes(5) + other.encode()
        entry.extra += struct.pack("<2H", 0x7075, len(field)) + field
    return entry


@pytest.mark.parametrize("name", ["目录.txt", "通知.txt", "附件.txt", "目录/a.txt"])
def test_a_name_in_gb_18030_that_looks_like_utf_8_may_stand_there_in_both(
    name: str, tmp_path: Path
) -> None:
    written = name.encode("gb18030")
    # As WinRAR writes it: bytes without the mark of UTF-8, which zipfile would add.
    place = f"{'x' * (len(written) - 4)}.txt"
    content = packed([(named_twice(name, name=place), b"x")]).replace(place.encode(), written)
    assert fault(tmp_path, "a.zip", content) == ""


def test_small_files_that_pack_well_are_no_bomb(tmp_path: Path) -> None:
    blank = b",,,,,,,,,\r\n" * 65_536
    assert fault(tmp_path, "a.zip", packed([("空行.csv", blank)])) == ""


ZIPS = {
    "two names": (packed([(named_twice("a.exe"), b"x")]), "另外有一个名称"),
    "two names and a third": (packed([(named_twice("a.txt", "a.exe"), b"x")]), "另外有一个名称"),
    "an empty second name": (packed([(named_twice(""), b"x")]), "另外有一个名称"),
    "programs called like litter": (packed([("__MACOSX/setup.exe", b"MZ")]), "setup.exe 不是可以"),
    "a program called like an open file": (packed([("~$年报.exe", b"MZ")]), "年报.exe 不是可以"),
    "a text of UTF-16": (packed([("a.txt", "年报".encode("utf-16"))]), "编码是 UTF-16"),
    "a backslash": (packed([("a\\b.txt", b"x")]), "Windows 存不了"),
    "a drive": (packed([("c:b.txt", b"x")]), "Windows 存不了"),
    "a folder above": (packed([("a/../../b.txt", b"x")]), "指向别处"),
    "text turned round": (packed([("a\u202etxt.pdf", b"%PDF-")]), "看不见的字符"),
    "a control character": (packed([("a\x1b.txt", b"x")]), "看不见的字符"),
    "another name before the content": (
        packed([("aaaa.txt", b"x")]).replace(b"aaaa.txt", b"b.exe\0\0\0", 1),
        "打不开",
    ),
    "a link": (packed([(special("a.txt", stat.S_IFLNK | 0o777), b"/etc/passwd")]), "链接或设备"),
    "a device": (packed([(special("a.txt", stat.S_IFCHR | 0o666), b"")]), "链接或设备"),
    "a folder with content": (packed([("a/", b"MZ and more")]), "藏着内容"),
    "something before it": (b"MZ" + packed([("a.txt", b"x")]), "夹着别的内容"),
    "two of one name": (packed([("a.txt", b"x"), ("A.TXT", b"y")]), "同名"),
    "the root": (packed([("/a.txt", b"x")]), "指向别处"),
    "a program": (packed([("a.exe", b"MZ")]), "a.exe 不是可以发布的文件"),
    "a page": (packed([("a.txt", b"<script>")]), "a.txt 内容像网页"),
    "macros": (packed([("a.docx", document(("word/vbaProject.bin", b"")))]), "a.docx 里面有宏"),
    "a formula": (packed([("a/b.csv", b"1,=A1\n")]), "a/b.csv 第 1 行"),
    "too many": (packed((f"{n}.txt", b"") for n in range(MOST_ENTRIES + 1)), "2,001 个文件"),
    "a bomb": (packed([("a.txt", bytes(10_000_001))]), "大得不合常理"),
}


@pytest.mark.parametrize("name", ZIPS)
def test_a_zip_with(name: str, tmp_path: Path) -> None:
    content, told = ZIPS[name]
    assert told in fault(tmp_path, "a.zip", content)


def test_as_many_files_as_a_zip_may_have(tmp_path: Path) -> None:
    content = packed((f"{number}.txt", b"") for number in range(MOST_ENTRIES))
    assert fault(tmp_path, "a.zip", content) == ""


def test_what_a_zip_holds_is_not_more_than_can_be_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = packed([("a.txt", b"x" * 600), ("b.txt", b"x" * 600)])
    monkeypatch.setattr(file_kinds, "_MOST_UNPACKED", 1200)
    assert fault(tmp_path, "a.zip", content) == ""
    monkeypatch.setattr(file_kinds, "_MOST_UNPACKED", 1199)
    assert "最多" in fault(tmp_path, "a.zip", content)


def test_a_zip_that_says_it_holds_too_much_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    end = struct.Struct("<4s4H2LH")
    end64 = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 60_000, 60_000, 99, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
    monkeypatch.setattr(zipfile, "ZipFile", None)
    many = end.pack(b"PK\x05\x06", 0, 0, 60_000, 60_000, 99, 0, 0)
    long = end.pack(b"PK\x05\x06", 0, 0, 1, 1, 9_000_000, 0, 0)
    more = end64 + locator + end.pack(b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0, 0, 0)
    assert "60,000 个文件" in fault(tmp_path, "a.zip", many)
    assert "60,000 个文件" in fault(tmp_path, "b.zip", more)
    assert "太多、太长" in fault(tmp_path, "c.zip", long)
    assert "打不开" in fault(tmp_path, "d.zip", many[:-1])


def test_a_zip_with_64_bits_is_read(tmp_path: Path) -> None:
    """As programs that write without knowing the size do it, Apache POI among them."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as bundle, bundle.open("a.txt", "w", force_zip64=True) as part:
        part.write(b"x")
    content = file.getvalue()
    place = content.rindex(b"PK\x05\x06")
    count, listed, start = struct.unpack_from("<H2L", content, place + 10)
    end64 = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, listed, start)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, place, 1)
    assert fault(tmp_path, "a.zip", content[:place] + end64 + locator + content[place:]) == ""


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (document(("word/vbaProject.bin", b"")), "里面有宏"),
        (document(types=f"<Override PartName='/word/a.bin' ContentType='{VBA}'/>"), "里面有宏"),
        (document(relation(VBA, "a.bin", "Internal")), "里面有宏"),
        (document(("word/embeddings/a.xlsm", b"")), "里面有宏"),
        (
            document(("word/embeddings/a.xlsx", packed([("xl/vbaProject.bin", b"")]))),
            "里面有宏",
        ),
        (document(("word/embeddings/oleObject1.bin", b"MZ\x90")), "嵌着程序"),
        (
            document(("word/embeddings/a.bin", b"\xd0\xcf" + "\1Ole10Native".encode("utf-16-le"))),
            "嵌着程序",
        ),
        (document(("word/media/a.exe", b"")), "嵌着程序"),
        (document(relation(f"{OFFICE}/attachedTemplate", "https://a.cn/b.dotm")), "别处"),
        (document(relation(f"{OFFICE}/attachedTemplate", "file://a.cn/b.dotm")), "别处"),
        (document(relation(f"{OFFICE}/attachedTemplate", "\\\\a.cn\\b.dotm")), "别处"),
        (document(relation(f"{OFFICE}/oleObject", "mhtml:https://a.cn/!x-usc")), "别处"),
        (document(relation(f"{OFFICE}/ole&#x4f;bject", "C:\\a.xlsx")), "别处"),
        (document(("a.rels", b"<!DOCTYPE a><a/>")), "有声明"),
        (document(("a.rels", b"<a>")), "打不开"),
        (document(relation(f"{OFFICE}/attachedTemplate", "file:///C:\\a\\b.dotx")), ""),
        (document(relation(f"{OFFICE}/attachedTemplate", "file:///Users/a/b.dotx")), ""),
        (document(relation(f"{OFFICE}/attachedTemplate", "b.dotx")), ""),
        (document(chart("file:///C:\\Users\\a\\统计.xlsx")), ""),
        (document(chart("https://a.cn/b.xlsx")), "别处"),
        (document(relation(f"{OFFICE}/hyperlink", "https://www.example.gov.cn/")), ""),
        (document(("word/embeddings/a.xlsx", packed([("xl/workbook.xml", b"")]))), ""),
        (document(("word/embeddings/oleObject1.bin", b"\xd0\xcf Equation Native")), ""),
    ],
)
def test_a_word_file(content: bytes, told: str, tmp_path: Path) -> None:
    found = fault(tmp_path, "a.docx", content)
    assert told in found
    assert bool(told) == bool(found)


def test_a_spreadsheet_with_formulas_passes(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.create_sheet()
    sheet.append([1, "=A1*2"])
    book.save(tmp_path / "a.xlsx")
    assert content_fault(tmp_path / "a.xlsx", "xlsx") == ""


RUN = [
    *("=1+1", "=cmd|' /C calc'!A0", "@SUM(1,1)", "+SUM(1,1)", "-SUM (1)", "-1+cmd|'/C calc'!A0"),
    *("+1+HYPERLINK(A1)", "@示例|'/C calc'!A0", "-示例!$B$2"),
    *(" =1+1", "\u3000=A1", "＝A1", "＠SUM(A1)", "+Sheet2!A1", "=\nA1", '=HYPERLINK("a","b")'),
]
PASSED = [
    *("-", "——", "－", "+86 0370-1234567", "+86（0370）1234567", "-5", "-5.2%", "-1,234.50"),
    *("+3", "-1.2E+5", "=", "=====", "-其中：行政许可(件)", "-PDF（扫描件）", "- A类", "'=1+1"),
    *("@示例发布", "-APP(客户端)", "-A(续)", "+A类|B类", "-IPv6!", '="0123"'),
    *("a@b.cn", "1=1", "增长-5%", "", "@", "-3（人）", "－其中：网络申请"),
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("quotes", ["always", "needed"])
def test_a_cell_that_is_run(quotes: str, separator: str, encoding: str, tmp_path: Path) -> None:
    def line(cell: str) -> bytes:
        if quotes == "always" or "\n" in cell or '"' in cell:
            cell = '"{}"'.format(cell.replace('"', '""'))
        return f"项目{separator}数\r\n甲{separator}{cell}\r\n".encode(encoding)

    for cell in RUN:
        assert "当作公式" in fault(tmp_path, "a.csv", line(cell)), cell
    for cell in PASSED:
        assert fault(tmp_path, "a.csv", line(cell)) == "", cell


@pytest.mark.parametrize("limit", [131_072, 10**9])
def test_a_table_that_no_spreadsheet_opens(limit: int, tmp_path: Path) -> None:
    # Another library may have raised the limit that the csv module has for the whole process.
    before = csv.field_size_limit(limit)
    try:
        assert_too_long(tmp_path)
    finally:
        csv.field_size_limit(before)


def assert_too_long(tmp_path: Path) -> None:
    for content in (b'a,"' + b"b,\n" * 60_000, b"a," * 70_000, b"-\n" * 1_048_577):
        assert "太长" in fault(tmp_path, "a.csv", content)
    assert fault(tmp_path, "a.csv", b"-\n" * 1_048_576) == ""


def pdf(change: Callable[[PdfWriter], None]) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    change(writer)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def action(kind: str, **more: str) -> DictionaryObject:
    named = {NameObject(f"/{key}"): TextStringObject(value) for key, value in more.items()}
    return DictionaryObject({NameObject("/S"): NameObject(f"/{kind}"), **named})


def opens(what: DictionaryObject) -> Callable[[PdfWriter], None]:
    return lambda writer: writer.root_object.update({NameObject("/OpenAction"): what})


def has_names(what: DictionaryObject) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        tree = DictionaryObject({NameObject("/Names"): ArrayObject([TextStringObject("a"), what])})
        names = DictionaryObject({NameObject("/JavaScript"): tree})
        writer.root_object[NameObject("/Names")] = names

    return change


def has_button(what: DictionaryObject) -> Callable[[PdfWriter], None]:
    def change(writer: PdfWriter) -> None:
        button = writer._add_object(DictionaryObject({NameObject("/A"): what}))  # noqa: SLF001
        writer.pages[0][NameObject("/Annots")] = ArrayObject([button])

    return change


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (has_names(action("JavaScript", JS="app.alert(1)")), "里面有脚本"),
        (opens(action("JavaScript", JS="app.alert(1)")), "里面有脚本"),
        (opens(action("Launch", F="calc.exe")), "启动程序"),
        (has_button(action("Launch", F="calc.exe")), "启动程序"),
        (has_button(action("Rendition", JS="app.alert(1)")), "里面有脚本"),
        (lambda writer: writer.add_attachment("a.exe", b"MZ"), "夹着文件 a.exe"),
        (lambda writer: writer.add_attachment("数据.json", b"{}"), ""),
        (has_button(action("URI", URI="https://www.example.gov.cn/")), ""),
        (opens(action("GoTo")), ""),
    ],
)
def test_a_pdf(change: Callable[[PdfWriter], None], told: str, tmp_path: Path) -> None:
    found = fault(tmp_path, "a.pdf", pdf(change))
    assert told in found
    assert bool(told) == bool(found)


def packed_objects(count: int, blank: int, *filters: str) -> bytes:
    """A PDF whose root leads to objects in so many streams, each with so many blanks behind it."""
    out, places = b"%PDF-1.7\n", {}

    def add(number: int, content: bytes) -> None:
        nonlocal out
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)

    def stream(about: bytes, content: bytes) -> bytes:
        return b"<<%b/Length %d>>stream\n%b\nendstream" % (about, len(content), content)

    inside = range(10, 10 + count)
    add(1, b"<</Type/Catalog/Pages 2 0 R/X[%b]>>" % b" ".join(b"%d 0 R" % n for n in inside))
    add(2, b"<</Type/Pages/Kids[3 0 R]/Count 1>>")
    add(3, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")
    names = "".join(f"/{name}" for name in ("FlateDecode", *filters)).encode()
    for number in inside:
        data = bytes(blank) if filters else b"%d 0 [] " % number + b" " * blank
        about = b"/Type/ObjStm/N 1/First %d/Filter[%b]" % (len(b"%d 0 " % number), names)
        add(number + count, stream(about, zlib.compress(data, 9)))
    start, size = len(out), 10 + 2 * count
    rows = b"".join(
        struct.pack(">BLH", 2, number + count, 0)
        if number in inside
        else struct.pack(">BLH", number in places, places.get(number, 0), 0)
        for number in range(size)
    )
    table = stream(b"/Type/XRef/Size %d/W[1 4 2]/Root 1 0 R" % size, rows)
    return out + b"9 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, start)


def test_a_pdf_that_unpacks_to_much_is_told(tmp_path: Path) -> None:
    assert fault(tmp_path, "a.pdf", packed_objects(20, 1_000)) == ""
    for content in (
        packed_objects(1, 5_000_000),
        packed_objects(20, 3_000_000),
        packed_objects(1, 1_000_000, "LZWDecode"),
    ):
        assert "大得不合常理" in fault(tmp_path, "a.pdf", content)


def test_a_pdf_cannot_hide_what_it_does(tmp_path: Path) -> None:
    def starts(writer: PdfWriter) -> None:
        launch = action("Launch", F="calc.exe")
        launch[NameObject("/S")] = writer._add_object(NameObject("/Launch"))  # noqa: SLF001
        opens(launch)(writer)

    assert "启动程序" in fault(tmp_path, "a.pdf", pdf(starts))


def test_a_pdf_that_cannot_be_read_is_left_to_its_reader(tmp_path: Path) -> None:
    for content in (b"%PDF-1.4\n", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n", b"%PDF-" * 999):
        assert fault(tmp_path, "a.pdf", content) == ""


def test_nothing_is_only_a_fault(tmp_path: Path) -> None:
    """An empty file of every kind is told or passes, and raises nothing."""
    for kind in ALL_KINDS:
        fault(tmp_path, f"a.{kind}", b"")
