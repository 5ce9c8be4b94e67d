"""Every place of a file where text can stand is seen, whatever the readers make of it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from nianbao.intake.account.account import Loss, SetAside
from nianbao.intake.account.pieces import Kind, SourcePiece
from nianbao.intake.account.source_text import source_text
from nianbao.intake.account.unread import unread
from nianbao.intake.formats import Source, format_of
from nianbao.intake.readers.kinds import sniff
from openpyxl import Workbook
from openpyxl.comments import Comment

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)
BOX = (
    '<w:r {ns}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
    "<w:txbxContent><w:p><w:r><w:t>框里的一句话。</w:t></w:r></w:p></w:txbxContent>"
    "</v:textbox></v:shape></w:pict></w:r>"
)


def word(fill: Callable[[WordDocument], None]) -> bytes:
    document = docx.Document()
    fill(document)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def run(xml: str) -> Callable[[WordDocument], None]:
    """A document whose second paragraph ends in that markup."""

    def fill(document: WordDocument) -> None:
        document.add_paragraph("正文第一句。")
        paragraph = document.add_paragraph("正文第二句。")
        paragraph._p.append(  # noqa: SLF001 -- what python-docx cannot write
            parse_xml(xml.replace("{ns}", nsdecls("w")))
        )

    return fill


def header(document: WordDocument) -> None:
    document.add_paragraph("正文第一句。")
    document.sections[0].header.paragraphs[0].text = "示例县文件"


def cell(document: WordDocument) -> None:
    document.add_paragraph("正文第一句。")
    table = document.add_table(2, 3)
    table.cell(1, 2).text = "格里的字"


WORD: dict[str, tuple[Callable[[WordDocument], None], str, str, Kind]] = {
    "a text box": (run(BOX), "框里的一句话。", "文本框", Kind.TEXT),
    "a content control": (
        run("<w:sdt {ns}><w:sdtContent><w:r><w:t>控件里的字</w:t></w:r></w:sdtContent></w:sdt>"),
        "正文第二句。控件里的字",
        "第 2 段",
        Kind.TEXT,
    ),
    "a tracked insertion": (
        run('<w:ins {ns} w:id="1" w:author="甲"><w:r><w:t>加上的字</w:t></w:r></w:ins>'),
        "正文第二句。加上的字",
        "第 2 段",
        Kind.TEXT,
    ),
    "a tracked deletion": (
        run(
            '<w:del {ns} w:id="1" w:author="甲"><w:r><w:delText>删去的字</w:delText></w:r></w:del>'
        ),
        "删去的字",
        "第 2 段",
        Kind.DELETED,
    ),
    "a page's head": (header, "示例县文件", "页眉", Kind.RUNNING_HEAD),
    "a cell": (cell, "格里的字", "表 1 第 2 行第 3 格", Kind.TEXT),
    "a formula": (
        run(
            '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
            "<m:r><m:t>a+b</m:t></m:r></m:oMath>"
        ),
        "正文第二句。a+b",
        "第 2 段",
        Kind.TEXT,
    ),
}


@pytest.mark.parametrize("name", WORD)
def test_a_word_document_is_read_in_all_its_corners(name: str) -> None:
    fill, text, place, kind = WORD[name]
    assert SourcePiece(text, place, kind) in source_text(word(fill), "报告.docx").pieces


def test_what_a_fallback_repeats_is_read_once() -> None:
    twice = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent>"
    )
    pieces = source_text(word(run(twice)), "报告.docx").pieces
    assert [piece.text for piece in pieces].count("框里的一句话。") == 1


def test_pictures_are_counted_wherever_they_stand() -> None:
    def fill(document: WordDocument) -> None:
        document.add_picture(BytesIO(PNG))
        document.add_table(1, 1).cell(0, 0).paragraphs[0].add_run().add_picture(BytesIO(PNG))

    pieces = source_text(word(fill), "报告.docx").pieces
    assert [piece.kind for piece in pieces] == [Kind.PICTURE] * 2


PAGE = """<html><head><title>标题</title><style>p { color: red }</style></head><body>
<nav>首页</nav><p>第一<b>段</b>的<span>话</span></p><table><tr><td>一格</td><td>又一格</td></tr></table>
<div style="display:none">看不见的话</div><script>alert("脚本")</script><img src="a/pic.png?x=1">
<p>行一<br>行二</p><!-- 注释 --></body></html>"""


def test_a_page_is_read_block_by_block() -> None:
    pieces = source_text(PAGE.encode(), "page.html").pieces
    assert [(piece.text, piece.kind) for piece in pieces] == [
        ("首页", Kind.FURNITURE),
        ("第一段的话", Kind.TEXT),
        ("一格", Kind.TEXT),
        ("又一格", Kind.TEXT),
        ("看不见的话", Kind.HIDDEN),
        ("pic.png", Kind.PICTURE),
        ("行一", Kind.TEXT),
        ("行二", Kind.TEXT),
    ]


def workbook() -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "年报"
    sheet.append(["予以公开", 12, 0.5])
    sheet["A1"].comment = Comment("按季统计", "甲")
    hidden = book.create_sheet("底稿")
    hidden.append(["底稿里的字"])
    hidden.sheet_state = "hidden"
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def test_hidden_sheets_and_comments_of_a_workbook_are_read() -> None:
    pieces = source_text(workbook(), "年报.xlsx").pieces
    assert [(piece.text, piece.place, piece.kind) for piece in pieces] == [
        ("予以公开", "年报 A1", Kind.TEXT),
        ("按季统计", "年报 A1", Kind.COMMENT),
        ("12", "年报 B1", Kind.TEXT),
        ("0.5", "年报 C1", Kind.TEXT),
        ("底稿里的字", "底稿 A1", Kind.TEXT),
    ]


def found(data: bytes, name: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What the reader of a file lost, and what was set aside."""
    document = format_of(sniff(data), name).read(data, Source(data))
    result = list(unread(source_text(data, name), document))
    losses = [(e.item.reason, e.item.found) for e in result if isinstance(e, Loss) and e.item]
    return losses, [(e.what, e.sample) for e in result if isinstance(e, SetAside)]


def test_what_the_reader_leaves_out_is_told_with_its_words() -> None:
    assert found(word(WORD["a tracked deletion"][0]), "报告.docx")[0] == [
        ("修订中删去的文字", "删去的字")
    ]
    assert found(word(header), "报告.docx") == ([], [("页眉、页脚", "示例县文件")])
    assert found(workbook(), "年报.xlsx")[0] == [
        ("批注", "按季统计"),
        ("原件里的文字", "底稿里的字"),
    ]
    assert found(word(WORD["a formula"][0]), "报告.docx")[0] == [
        ("原件里的文字", "正文第二句。a+b")
    ]


ARTICLE = """<h1>示例县2021年政府信息公开工作年度报告</h1><p>发布时间：2022-01-20 来源：示例县</p>
<p>一、总体情况</p><p>全年公开信息十二条，都在期限以内。</p><div style="display:none">{hidden}</div>
<p>二、主动公开政府信息情况</p><p>情况都在表里，没有别的要说明。</p><p>六、其他需要报告的事项</p>
<p>没有需要报告的事项。</p>"""


def test_what_stands_around_an_article_is_set_aside_and_sentences_in_it_are_not() -> None:
    menu = "".join(f"<li><a>栏目{n}</a></li>" for n in range(30))
    page = (
        f"<html><body><ul>{menu}</ul><div>{ARTICLE}</div><p>主办：示例县人民政府</p>"
        "<p>本站内容由各单位提供，如有错误，请告知管理员改正。</p></body></html>"
    )
    hidden = "这一段藏在页面里，读者看不见，却说明了情况。"
    losses, aside = found(page.replace("{hidden}", hidden).encode(), "page.html")
    assert losses == [
        ("原件里隐藏的文字", hidden),
        ("原件里的文字", "本站内容由各单位提供，如有错误，请告知管理员改正。"),
    ]
    assert {what for what, _ in aside} == {"菜单、发布信息、页脚之类"}
    assert "栏目29" in {sample for _, sample in aside}


def test_what_our_own_pages_explain_is_set_aside() -> None:
    own = '<details class="terms"><p>不用等人申请，行政机关自己把信息登出来。</p></details>'
    losses, aside = found(ARTICLE.replace("{hidden}", "").encode() + own.encode(), "page.html")
    assert losses == []
    assert ("本站文件附加的说明", "不用等人申请，行政机关自己把信息登出来。") in aside


def test_open_data_is_its_numbers_and_notes() -> None:
    text = (
        "机关,年度,格式,地址,表,行,列,数值,单位,备注\n示例县,2021,2021,甲.乙,甲,乙,丙,12,件,修订\n"
    )
    pieces = source_text(text.encode(), "2021.csv").pieces
    assert [p.text for p in pieces] == ["12", "修订"]
