"""Word documents: automatic numbers become text, merged cells keep their places."""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph as WordParagraph
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_shapes import lines, shape, tables
from nianbao.intake.document import Document, Refusal
from nianbao.intake.readers.archives import check_archive
from nianbao.intake.readers.docx_reader import read_docx
from nianbao.intake.readers.list_numbers import number_text

CHINESE = [("chineseCounting", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%3.")]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)


def saved(word: WordDocument) -> bytes:
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def add_list(
    word: WordDocument, levels: list[tuple[str, str]], num_id: int = 90, extra: str = ""
) -> None:
    """A list of the document, with the format and the text of each level."""
    numbering = word.part.numbering_part.element
    written = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{extra}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for index, (style, text) in enumerate(levels)
    )
    abstract = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{num_id}">{written}</w:abstractNum>'
    numbering.insert(0, parse_xml(abstract))
    add_use(word, num_id, num_id)


def add_use(word: WordDocument, num_id: int, made_of: int, override: str = "") -> None:
    word.part.numbering_part.element.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{num_id}"><w:abstractNumId w:val="{made_of}"/>'
            f"{override}</w:num>"
        )
    )


def numbered(
    word: WordDocument, text: str, level: int | str = 0, num_id: int = 90
) -> WordParagraph:
    paragraph = word.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(  # noqa: SLF001
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/>'
            f'<w:numId w:val="{num_id}"/></w:numPr>'
        )
    )
    return paragraph


def read(word: WordDocument) -> Document:
    return read_docx(saved(word))


def changed(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == part:
                content = change(content.decode("utf-8", "ignore")).encode()
            new.writestr(entry, content)
    return file.getvalue()


def test_numbers_are_text_and_restart_below_a_higher_level() -> None:
    word = docx.Document()
    add_list(word, CHINESE)
    for text, level in [
        ("甲", 0),
        ("乙", 1),
        ("丙", 2),
        ("丁", 2),
        ("戊", 1),
        ("己", 2),
        ("庚", 0),
    ]:
        numbered(word, text, level)
    numbered(word, "辛", 1)
    assert shape(read(word)) == [
        *("<p>一、甲</>", "<p>（一）乙</>", "<p>1. 丙</>", "<p>2. 丁</>", "<p>（二）戊</>"),
        *("<p>1. 己</>", "<p>二、庚</>", "<p>（一）辛</>"),
    ]


def test_numbers_come_by_style_and_by_what_it_is_based_on() -> None:
    word = docx.Document()
    add_list(word, CHINESE)
    number = f'<w:numPr {nsdecls("w")}><w:numId w:val="90"/></w:numPr>'
    heading = word.styles["Heading 1"]
    heading.element.get_or_add_pPr().append(parse_xml(number))
    own = word.styles.add_style("Own", 1)
    own.base_style = heading
    word.add_paragraph("总体情况", style="Heading 1")
    word.add_paragraph("主动公开", style="Own")
    without = word.add_paragraph("没有编号", style="Heading 1")
    without._p.get_or_add_pPr().append(  # noqa: SLF001
        parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="0"/></w:numPr>')
    )
    assert shape(read(word)) == ["<h1>一、总体情况</>", "<p>二、主动公开</>", "<h1>没有编号</>"]


def test_a_style_linked_to_a_level_has_its_number() -> None:
    word = docx.Document()
    add_list(word, CHINESE)
    level = word.part.numbering_part.element.findall(f".//{qn('w:lvl')}")[1]
    level.insert(0, parse_xml(f'<w:pStyle {nsdecls("w")} w:val="Heading2"/>'))
    word.styles["Heading 2"].element.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:numId w:val="90"/></w:numPr>')
    )
    word.add_paragraph("制度建设", style="Heading 2")
    assert shape(read(word)) == ["<h2>（一）制度建设</>"]


def test_lists_made_of_the_same_go_on_unless_told_to_start_again() -> None:
    word = docx.Document()
    add_list(word, CHINESE)
    add_use(word, 91, 90)
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    add_use(word, 92, 90, again)
    for text, num_id in [("甲", 90), ("乙", 91), ("丙", 92), ("丁", 92)]:
        numbered(word, text, num_id=num_id)
    assert shape(read(word)) == ["<p>一、甲</>", "<p>二、乙</>", "<p>一、丙</>", "<p>二、丁</>"]


def test_a_list_may_have_a_level_of_its_own() -> None:
    word = docx.Document()
    add_list(word, CHINESE)
    level = (
        '<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="3"/>'
        '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1)"/></w:lvl></w:lvlOverride>'
    )
    add_use(word, 91, 90, level)
    numbered(word, "甲", num_id=91)
    assert shape(read(word)) == ["<p>III) 甲</>"]


def test_numbers_of_several_levels() -> None:
    word = docx.Document()
    add_list(word, [("chineseCounting", "%1、"), ("decimal", "%1.%2")], extra="<w:isLgl/>")
    for text, level in [("甲", 0), ("乙", 1), ("丙", 1)]:
        numbered(word, text, level)
    assert shape(read(word)) == ["<p>1、甲</>", "<p>1.1 乙</>", "<p>1.2 丙</>"]


def test_empty_paragraphs_count_and_deleted_ones_do_not() -> None:
    word = docx.Document()
    add_list(word, CHINESE)
    numbered(word, "甲")
    numbered(word, "")
    deleted = numbered(word, "")
    deleted._p.get_or_add_pPr().append(  # noqa: SLF001
        parse_xml(f'<w:rPr {nsdecls("w")}><w:del w:id="1" w:author="x"/></w:rPr>')
    )
    numbered(word, "乙")
    assert "<p>三、乙</>" in shape(read(word))


def test_bullets_stay_lists() -> None:
    word = docx.Document()
    add_list(word, [("bullet", "•"), ("decimal", "%2.")])
    numbered(word, "甲")
    numbered(word, "乙")
    assert shape(read(word)) == ["<ul><li>甲</><li>乙</></>"]


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        (10, "chineseCounting", "十"),
        (11, "chineseCountingThousand", "十一"),
        (20, "japaneseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (1001, "chineseCountingThousand", "一千零一"),
        (3, "ideographTraditional", "丙"),
        (11, "ideographTraditional", "11"),
        (28, "lowerLetter", "bb"),
        (2, "upperLetter", "B"),
        (14, "lowerRoman", "xiv"),
        (1999, "upperRoman", "MCMXCIX"),
        (3, "decimalEnclosedCircle", "③"),
        (21, "decimalEnclosedCircleChinese", "㉑"),
        (12, "decimalFullWidth", "１２"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (5, "decimalZero", "05"),
        (5, "none", ""),
        (5, "unheard-of", "5"),
        (0, "chineseCounting", "0"),
        (99_999, "upperRoman", "99999"),
    ],
)
def test_number_formats(value: int, style: str, text: str) -> None:
    assert number_text(value, style) == text


@pytest.mark.parametrize(
    ("style", "tag"),
    [("Title", "h1"), ("heading 3", "h3"), ("标题 2", "h2"), ("Normal", "p")],
)
def test_headings(style: str, tag: str) -> None:
    word = docx.Document()
    if style.startswith("标题"):
        word.styles.add_style(style, 1)
    word.add_paragraph("总体情况", style="Heading 3" if style == "heading 3" else style)
    assert shape(read(word)) == [f"<{tag}>总体情况</>"]


def test_the_table_of_contents_is_left_out() -> None:
    word = docx.Document()
    word.styles.add_style("toc 1", 1)
    word.add_paragraph("一、总体情况\t1", style="toc 1")
    word.element.body.insert(
        0,
        parse_xml(
            f"<w:sdt {nsdecls('w')}><w:sdtPr><w:docPartObj><w:docPartGallery "
            'w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r>'
            "<w:t>目录</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    word.add_paragraph("正文")
    assert shape(read(word)) == ["<p>正文</>"]


def test_tracked_changes_are_accepted() -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("甲")
    for change, text in (("ins", "<w:t>乙</w:t>"), ("del", "<w:delText>丙</w:delText>")):
        paragraph._p.append(  # noqa: SLF001
            parse_xml(
                f'<w:{change} {nsdecls("w")} w:id="1" w:author="x"><w:r>{text}</w:r></w:{change}>'
            )
        )
    assert shape(read(word)) == ["<p>甲乙</>"]


def test_merged_cells_keep_their_places() -> None:
    word = docx.Document()
    table = word.add_table(3, 3)
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells.cells):
            cell.text = f"{row}{column}"
    table.cell(0, 0).merge(table.cell(2, 0)).text = "组"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "列"
    table.rows[0]._tr.get_or_add_trPr().append(  # noqa: SLF001
        parse_xml(f"<w:tblHeader {nsdecls('w')}/>")
    )
    assert lines(tables(read(word))[0]) == [
        ["组@0,0+3x1", "列@0,1+1x2"],
        ["11@1,1+1x1", "12@1,2+1x1"],
        ["21@2,1+1x1", "22@2,2+1x1"],
    ]


def test_skipped_columns_and_old_merges_keep_their_places() -> None:
    word = docx.Document()
    table = word.add_table(2, 3)
    for row, cells in enumerate(table.rows):
        for column, cell in enumerate(cells.cells):
            cell.text = f"{row}{column}"
    first, second = (row._tr for row in table.rows)  # noqa: SLF001
    first.remove(first.tc_lst[0])
    first.get_or_add_trPr().append(parse_xml(f'<w:gridBefore {nsdecls("w")} w:val="1"/>'))
    for cell, merge in zip(second.tc_lst[:2], ("restart", "continue"), strict=True):
        cell.get_or_add_tcPr().append(parse_xml(f'<w:hMerge {nsdecls("w")} w:val="{merge}"/>'))
    assert lines(tables(read(word))[0]) == [
        ["@0,0+1x1", "01@0,1+1x1", "02@0,2+1x1"],
        ["10@1,0+1x2", "12@1,2+1x1"],
    ]


def test_pictures_are_taken_and_others_told_of() -> None:
    word = docx.Document()
    word.add_picture(io.BytesIO(PNG))
    data = saved(word)
    document = read_docx(data)
    assert document.pictures == {"1.png": PNG}
    assert shape(document) == ["<p><img src=1.png alt=></></>"]
    document = read_docx(changed(data, "word/media/image1.png", lambda _: "WMF"))
    assert shape(document) == []
    assert document.notes == ("内嵌的图片不是 PNG、JPEG、GIF、WebP 格式，没有导入",)


def test_text_boxes_are_read() -> None:
    word = docx.Document()
    box = (
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox>'
        "<w:txbxContent><w:p><w:r><w:t>框里的字</w:t></w:r></w:p></w:txbxContent></v:textbox>"
        "</v:shape></w:pict></w:r>"
    )
    word.add_paragraph("框外的字")._p.append(parse_xml(box))  # noqa: SLF001
    assert shape(read(word)) == ["<p>框外的字</>", "<p>框里的字</>"]


def test_notes_stand_at_the_end() -> None:
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>说明</w:t></w:r></w:p></w:footnote>'
    notes = f"<w:footnotes {nsdecls('w')}>{note}</w:footnotes>"
    data = changed(
        saved_with_text("甲"),
        "word/document.xml",
        lambda text: text.replace("</w:t></w:r>", '</w:t><w:footnoteReference w:id="2"/></w:r>'),
    )
    file = io.BytesIO(data)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/footnotes.xml", notes)
    assert shape(read_docx(file.getvalue())) == ["<p>甲[1]</>", "<ol><li>说明</></>"]


def test_what_is_not_taken_over_is_told() -> None:
    word = docx.Document()
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    word.add_paragraph("甲")._p.append(  # noqa: SLF001
        parse_xml(f'<m:oMath xmlns:m="{math}"><m:r><m:t>x</m:t></m:r></m:oMath>')
    )
    assert read(word).notes == ("Word 文档里有图片、公式、图形之类的内容没有导入，请与原件对照",)


def test_a_numbered_main_part_is_found() -> None:
    data = saved_with_text("甲")
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for entry in old.infolist():
            name = entry.filename.replace("word/document.xml", "word/document2.xml")
            name = name.replace("document.xml.rels", "document2.xml.rels")
            content = old.read(entry).replace(b"word/document.xml", b"word/document2.xml")
            new.writestr(name, content)
    assert shape(read_docx(file.getvalue())) == ["<p>甲</>"]


def saved_with_text(text: str) -> bytes:
    word = docx.Document()
    word.add_paragraph(text)
    return saved(word)


def test_hostile_documents_are_refused() -> None:
    data = saved_with_text("甲")
    entity = '<!DOCTYPE x [<!ENTITY a "b">]>'

    def with_entity(text: str) -> str:
        return re.sub(r"(<\?xml[^>]*>)", rf"\1{entity}", text, count=1)

    for part in ("word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"):
        with pytest.raises(Refusal, match="实体声明"):
            read_docx(changed(data, part, with_entity))


def test_deep_documents_are_refused() -> None:
    deep = "<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000
    data = changed(
        saved_with_text("甲"), "word/document.xml", lambda t: t.replace("<w:p>", f"{deep}<w:p>", 1)
    )
    with pytest.raises(Refusal, match="损坏"):
        read_docx(data)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "文件损坏"),
        (b"PK\x03\x04", "文件损坏"),
        (
            bytes.fromhex("D0CF11E0A1B11AE1").ljust(512)
            + "EncryptedPackage".encode("utf-16-le")
            + b"\0\0",
            "加了密码",
        ),
        (bytes.fromhex("D0CF11E0A1B11AE1").ljust(512), "旧格式"),
    ],
)
def test_what_is_no_docx_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        read_docx(data)


def archive_of(*entries: tuple[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return file.getvalue()


def test_an_archive_without_a_document_is_refused() -> None:
    with pytest.raises(Refusal, match="缺少正文"):
        read_docx(archive_of(("a.txt", b"x")))


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        ([("../a", b"")], "指向外面"),
        ([("/etc/a", b"")], "指向外面"),
        ([("c:\\a", b"")], "指向外面"),
        ([("a", bytes(11_000_000))], "压缩得不寻常"),
        ([(f"{n}", b"") for n in range(5001)], "5001 个部件"),
    ],
)
def test_harmful_archives_are_refused(entries: list[tuple[str, bytes]], sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        check_archive(archive_of(*entries))


def test_archives_with_a_password_are_refused() -> None:
    data = bytearray(archive_of(("a", b"x")))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Refusal, match="加了密码"):
        check_archive(bytes(data))


@pytest.mark.slow("a campaign")
@settings(max_examples=60)
@given(st.data())
def test_damaged_documents_are_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(saved_with_text("一、总体情况"))
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=20)):
        whole[place] = data.draw(st.integers(0, 255))
    with contextlib.suppress(Refusal):
        read_docx(bytes(whole))


@pytest.mark.parametrize("number", ["9" * 5000, "²", "-1", "x"])
def test_numbers_that_word_never_writes_are_none(number: str) -> None:
    word = docx.Document()
    add_list(word, CHINESE)
    numbered(word, "甲", level=number)
    row = word.add_table(1, 1).rows[0]._tr  # noqa: SLF001
    row.get_or_add_trPr().append(parse_xml(f'<w:gridBefore {nsdecls("w")} w:val="{number}"/>'))
    assert shape(read(word))[0] == "<p>一、甲</>"
