"""PDFs made by Typst are read back: tables with their spans, prose without page furniture."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Protocol

import pytest
import typst
from nianbao.form import Form, Role, forms, lay_out
from nianbao.intake.document import Document, Paragraph, Refusal, SourceTable
from nianbao.intake.readers.pdf_reader import read_pdf
from opened_pdf import fonts_of
from PIL import Image, ImageDraw
from publications import TYPEFACES, report_pdf
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject
from reading import full_report

PAGE = """
#set page(width: 400pt, height: 500pt, margin: 70pt, footer: context align(center)[
  — #counter(page).display() —])
#set text(font: "Noto Serif SC", size: 13pt, lang: "zh", region: "cn")
#set par(justify: true, first-line-indent: (amount: 2em, all: true))
"""
HEADER = "#set page(header: [示例县政府信息公开])\n"
LONG = "示例县全年主动公开政府信息12345条，网站 www.example.gov.cn 发布解读材料，办理IPv6改造。"


class PdfOf(Protocol):
    """Makes a PDF of a Typst source."""

    def __call__(self, source: str, preamble: str = PAGE) -> bytes: ...


@pytest.fixture
def pdf_of(tmp_path: Path) -> PdfOf:
    """A PDF with the content of a Typst source."""

    def make(source: str, preamble: str = PAGE) -> bytes:
        file = tmp_path / "source.typ"
        file.write_text(preamble + source, "utf-8")
        result = typst.compile(str(file), font_paths=TYPEFACES.book)
        assert isinstance(result, bytes)
        return result

    return make


def outline(document: Document) -> list[tuple[str, str]]:
    """Tag and text of every paragraph; a table is its place."""
    return [
        (block.element.tag, block.element.text)
        if isinstance(block, Paragraph)
        else ("table", block.place)
        for block in document.blocks
    ]


def refusal_of(data: bytes) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read_pdf(data)
    return caught.value


def png(path: Path, size: tuple[int, int]) -> None:
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).ellipse((10, 10, 60, 60), fill="red")
    image.save(path)


@pytest.mark.parametrize("form", forms().values(), ids=lambda form: form.key)
def test_our_own_pdf_gives_back_every_table(form: Form, tmp_path: Path) -> None:
    report = full_report(tmp_path, form)
    document = read_pdf(report_pdf(report, tmp_path / "cache"))
    assert document.title == report.title
    texts = [
        cell.text.replace("\n", "").replace(" ", "")
        for block in document.blocks
        if isinstance(block, SourceTable)
        for row in block.rows
        for cell in row
    ]
    for table in form.tables.values():
        cells = [cell for row in lay_out(table).rows for cell in row.cells]
        for cell in cells:
            if cell.role in (Role.CAPTION, Role.COLUMN, Role.ROW):
                assert cell.text.replace(" ", "") in texts
    shown = [text for text in texts if re.match(r"[+-]?\d+(\.\d+)?(（|$)", text)]
    assert len(shown) >= sum(figure.value is not None for figure in report.figures.values())
    assert not [text for tag, text in outline(document) if text.strip("—－ ").isdigit()]
    assert outline(document)[0] == ("h1", report.title)


def test_merged_cells_have_spans(pdf_of: PdfOf) -> None:
    document = read_pdf(
        pdf_of("""#table(columns: 4, stroke: 0.5pt,
          table.cell(colspan: 2, rowspan: 2)[甲], table.cell(colspan: 2)[乙], [丙], [丁],
          [戊\\ 己], [], [3  14], [795.00])""")
    )
    (table,) = document.blocks
    assert isinstance(table, SourceTable)
    assert table.place == "第 1 页表 1"
    assert [
        [(cell.text, cell.row, cell.column, cell.rowspan, cell.colspan) for cell in row]
        for row in table.rows
    ] == [
        [("甲", 0, 0, 2, 2), ("乙", 0, 2, 1, 2)],
        [("丙", 1, 2, 1, 1), ("丁", 1, 3, 1, 1)],
        [("戊\n己", 2, 0, 1, 1), ("", 2, 1, 1, 1), ("3 14", 2, 2, 1, 1), ("795.00", 2, 3, 1, 1)],
    ]
    assert table.rows[2][3].place == "第 1 页表 1 第 3 行第 4 列"


def test_each_page_has_its_part_of_a_table(pdf_of: PdfOf) -> None:
    rows = "".join(f"[行{number}], [{number}]," for number in range(30))
    document = read_pdf(pdf_of(f"#table(columns: 2, {rows})"))
    assert [text for _, text in outline(document)] == ["第 1 页表 1", "第 2 页表 1"]


def test_a_frame_around_text_is_prose(pdf_of: PdfOf) -> None:
    document = read_pdf(pdf_of("#rect(width: 100%)[示例县的说明。]\n\n正文在这里，一共一句话。"))
    assert outline(document) == [("p", "示例县的说明。"), ("p", "正文在这里，一共一句话。")]


def test_lines_are_joined_across_pages_without_furniture(pdf_of: PdfOf) -> None:
    texts = [LONG * times for times in (1, 4, 7, 2, 9, 3)]
    data = pdf_of(HEADER + "\n\n".join(texts))
    assert len(PdfReader(BytesIO(data)).pages) > 2
    document = read_pdf(data)
    joined = [text.replace(" ", "") for text in texts]
    assert [text.replace(" ", "") for _, text in outline(document)] == joined


def test_headings_are_known_by_size_and_font(pdf_of: PdfOf) -> None:
    document = read_pdf(
        pdf_of(f"""
#align(center, text(size: 20pt)[示例县人民政府 2023 年\\ 政府信息公开工作年度报告])

#text(font: "Noto Sans SC")[一、总体情况]

{LONG * 3}

#text(font: "Noto Sans SC")[二、主动公开政府信息情况]

#table(columns: 2, [规章], [0])

{LONG * 2}""")
    )
    assert [tag for tag, _ in outline(document)] == ["h1", "h2", "p", "h2", "table", "p"]
    assert outline(document)[0][1] == "示例县人民政府2023年政府信息公开工作年度报告"


def test_pictures_are_cut_out_in_their_place(pdf_of: PdfOf, tmp_path: Path) -> None:
    png(tmp_path / "chart.png", (200, 100))
    png(tmp_path / "icon.png", (70, 70))
    document = read_pdf(
        pdf_of(f"""{LONG}\n\n#image("chart.png", width: 120pt)\n\n{LONG}
        #image("icon.png", width: 20pt)""")
    )
    assert [tag for tag, _ in outline(document)] == ["p", "p", "p"]
    block = document.blocks[1]
    assert isinstance(block, Paragraph)
    (image,) = block.element.children
    assert not isinstance(image, str)
    assert (image.tag, image.attributes["src"]) == ("img", "1.png")
    with Image.open(BytesIO(document.pictures["1.png"])) as picture:
        assert (picture.format, picture.width) == ("PNG", 250)


def test_the_same_pdf_gives_the_same_document(pdf_of: PdfOf, tmp_path: Path) -> None:
    png(tmp_path / "chart.png", (200, 100))
    data = pdf_of(f'{LONG}\n\n#image("chart.png", width: 120pt)')
    assert read_pdf(data) == read_pdf(data)


def test_a_scan_is_refused(pdf_of: PdfOf, tmp_path: Path) -> None:
    png(tmp_path / "scan.png", (400, 500))
    scan = '#set page(margin: 0pt, width: 400pt, height: 500pt)\n#image("scan.png", width: 100%)'
    refusal = refusal_of(pdf_of(scan, ""))
    assert refusal.sentence == "这个 PDF 是扫描件，没有文字层"
    assert "OCR" in refusal.advice


def test_a_scanned_page_among_others_is_told(pdf_of: PdfOf, tmp_path: Path) -> None:
    png(tmp_path / "scan.png", (400, 500))
    document = read_pdf(
        pdf_of(
            f"{LONG * 3}\n#page(margin: 0pt, header: none, footer: none)"
            '[#image("scan.png", width: 100%)]'
        )
    )
    assert document.notes == ("第 2 页是扫描的图片，没有文字，已作为图片导入",)


def test_a_page_without_text_is_refused(pdf_of: PdfOf) -> None:
    assert refusal_of(pdf_of("#rect()", "")).sentence == "这个 PDF 里没有文字，可能已转成图形"


def test_a_locked_pdf_is_refused(pdf_of: PdfOf) -> None:
    writer = PdfWriter(clone_from=BytesIO(pdf_of(LONG)))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = BytesIO()
    writer.write(locked)
    assert refusal_of(locked.getvalue()).sentence == "这个 PDF 加了密码，打不开"


def test_more_than_a_hundred_pages_are_refused(pdf_of: PdfOf) -> None:
    assert "101 页" in refusal_of(pdf_of("一#pagebreak()" * 100 + "一")).sentence


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"PK\x03\x04" * 50, b"%PDF-1.4\n%%EOF"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    assert refusal_of(data).sentence


def test_text_without_its_characters_is_refused(pdf_of: PdfOf) -> None:
    writer = PdfWriter(clone_from=BytesIO(pdf_of(LONG * 3)))
    for page in writer.pages:
        for font in fonts_of(page):
            font.pop(NameObject("/ToUnicode"), None)
    garbled = BytesIO()
    writer.write(garbled)
    assert "乱码" in refusal_of(garbled.getvalue()).sentence
