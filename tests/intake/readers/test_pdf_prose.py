"""Every character of a PDF's prose comes in, in order, in its own paragraph, whoever made it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from io import BytesIO

import pytest
from fixture_making.prose_html import page_of
from fixture_making.prose_pieces import Kind, Piece, invented
from fixture_making.prose_typst import literal, typst_pdf, typst_pieces
from nianbao.intake.document import Document, Paragraph
from nianbao.intake.readers.pdf_reader import read_pdf
from nianbao.intake.reading import Request, import_source
from places import DATA, ROOT
from playwright.sync_api import Browser, PdfMargins
from pypdf import PdfReader, PdfWriter

PROSE = DATA / "pdf_prose"
MADE = sorted(path.stem for path in PROSE.glob("*.json"))
LONG = (
    "全年公开信息1,234条，对照《2023年工作要点》，执行《示例县公开条例》（县政府令第711号），"
    "网站（www.example.gov.cn）访问12.5万人次，比2022年增长15.3%，方便公众查阅，全部按期答复。"
)


def squeezed(text: str) -> str:
    return "".join(text.split())


def accounted(document: Document) -> list[object]:
    """Each paragraph and item as its characters, each table as its cells, in order."""
    found: list[object] = []
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            rows = [[squeezed(cell.text) for cell in row] for row in block.rows]
            if found and isinstance(found[-1], list):
                found[-1] += rows  # the rest of a table, on the next page
            else:
                found.append(rows)
        elif block.element.tag == "ul":
            children = block.element.children
            found += [squeezed(item.text) for item in children if not isinstance(item, str)]
        else:
            found.append(squeezed(block.element.text))
    return found


def truth_of(pieces: Sequence[Piece]) -> list[object]:
    return [
        [list(row) for row in piece.rows] if piece.kind is Kind.TABLE else squeezed(piece.text)
        for piece in pieces
    ]


@pytest.mark.parametrize("name", MADE)
def test_what_libreoffice_writes(name: str) -> None:
    truth = json.loads((PROSE / f"{name}.json").read_text("utf-8"))
    assert len(truth) > 10
    expected = [squeezed(item) if isinstance(item, str) else item for item in truth]
    assert accounted(read_pdf((PROSE / f"{name}.pdf").read_bytes())) == expected


def test_there_is_one_of_every_look() -> None:
    assert MADE == ["boxed", "columns", "grey", "shaded"]


LOOKS = {
    "plain": "",
    "ragged": "#set par(justify: false)",
    "white": "#show par: it => block(fill: white, width: 100%, it)",
    "tracked": "#set text(tracking: .15em)",
    "wide": "#set page(flipped: true)",
    "headed": '#set page(header: [示例县人民政府#h(1fr)年报], numbering: "— 1 —")',
    "narrow": '#set page(margin: (top: 1cm, bottom: 1.6cm, x: 5cm), numbering: "1")',
    "spaced": "#set par(first-line-indent: 0pt, spacing: 1.6em)",
}


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("look", LOOKS)
def test_what_typst_writes(look: str, seed: int) -> None:
    pieces = invented(10 * seed + len(look), items=seed == 1)
    assert accounted(read_pdf(typst_pieces(pieces, LOOKS[look]))) == truth_of(pieces)


@pytest.mark.parametrize("seed", range(4))
def test_two_columns_are_read_one_after_the_other(seed: int) -> None:
    pieces = invented(seed, tables=False)
    made = typst_pieces(pieces, "#set text(size: 10pt)", columns=True)
    assert accounted(read_pdf(made)) == truth_of(pieces)


STYLES = {
    "plain": "",
    "white": "p, span, h1, h2 { background: #fff } td { background: #eee }",
    "apart": "p { text-indent: 0; margin: 1em 0 }",
    "anywhere": "p { line-break: anywhere; word-break: break-all }",
    "columns": "div { column-count: 2 }",
}


@pytest.mark.slow("a real browser prints")
@pytest.mark.parametrize("look", STYLES)
def test_what_chromium_prints(look: str, browser: Browser) -> None:
    """Its fonts have signs of radicals for characters; it prints where a page is from."""
    pieces = invented(len(look), items=True, tables=look != "columns")
    page = browser.new_page()
    try:
        page.set_content(page_of(pieces, STYLES[look]))
        margin: PdfMargins = {"top": "1cm", "bottom": "1cm", "left": "1cm", "right": "1cm"}
        made = page.pdf(
            format="A4", margin=margin, print_background=True, display_header_footer=True
        )
    finally:
        page.close()
    document = read_pdf(made)
    assert accounted(document) == truth_of(pieces)
    assert not document.notes or document.notes[0].startswith("页眉页脚没有导入：")


def test_a_pasted_report_comes_in_whole() -> None:
    """White boxes behind every line are no cells, and a comma beyond the margin no paragraph."""
    path = PROSE / "pasted.pdf"
    request = Request(path.name, path.read_bytes(), None, {"demo": "示例县示例局"}, "demo", 2023)
    imported = import_source(request, ROOT)
    assert imported.open_count == 0
    assert "本年新收: [3, 0, 0, 0, 0, 0, 3]" in imported.text
    body = imported.text.split("---\n", 2)[-1]
    assert [line for line in body.splitlines() if line and not line.startswith("#")] == [
        "示例正文第一段，说明全年工作，举例若干，例如主动公开、依申请公开、信息管理、平台建设和监督保障各项。",
        "示例正文第二段，说明依申请公开的办理，全年收到申请3件，全部按期答复，没有发生行政复议和行政诉讼。",
        "示例问题和改进，写明问题，写明措施。",
        "本年度没有收取信息处理费。",
    ]


def read(source: str) -> list[object]:
    return accounted(read_pdf(typst_pdf(source)))


def test_a_footnote_comes_after_the_paragraph_that_runs_over_the_page() -> None:
    text, note = LONG * 12, "数据截至2023年12月31日。"
    source = f"#{literal(text)}#footnote[{note}]#{literal(text)}\n\n#{literal(LONG)}"
    first, *others = read(source)
    assert first == f"{text}1{text}"
    assert others == [f"1{note}", LONG]


def test_a_raised_number_stays_in_its_line() -> None:
    source = f"#{literal(LONG)}#super[①]#{literal(LONG)}"
    assert read(source) == [f"{LONG}①{LONG}"]


def test_a_stop_alone_on_a_line_ends_its_paragraph() -> None:
    body = "全年按期公开各项政府信息，执行《示例县公开条例》，方便公众查阅，" * 4
    lines = "#linebreak()".join(f"#{literal(body[n : n + 20])}" for n in range(0, len(body), 20))
    assert read(f"#set par(justify: false)\n{lines}#linebreak()#{literal('。')}") == [body + "。"]


@pytest.mark.parametrize("times", range(1, 9))
def test_lines_may_end_after_a_bracket_or_a_digit(times: int) -> None:
    texts = ["对照《2023年工作要点》" * times + "，共2023" * times + "件。", LONG]
    source = "#set par(justify: false)\n" + "\n\n".join(f"#{literal(text)}" for text in texts)
    assert read(source) == texts


def test_frames_on_top_of_each_other_are_no_table() -> None:
    source = f"#rect(width: 100%)[一、总体情况]\n#v(-1.2em)\n#rect(width: 100%)[#{literal(LONG)}]"
    assert read(source) == ["一、总体情况", LONG]


def test_a_heading_on_a_coloured_bar_is_a_heading() -> None:
    source = f"#block(fill: red, inset: 4pt, width: 100%)[一、总体情况]\n\n#{literal(LONG)}"
    assert read(source) == ["一、总体情况", LONG]


ROWS = [["项目", "件数", "说明"], ["规章", "0", "无"], ["规范性文件", "12", "含修订3件"]]
CELLS = "".join(f"[{cell}], " for row in ROWS for cell in row)


def test_a_table_may_be_open_at_its_sides() -> None:
    inner = "(x, y) => (left: if x > 0 { .5pt } else { 0pt }, right: 0pt, top: .5pt, bottom: .5pt)"
    table = f"#table(columns: (1fr, 3cm, 5cm), stroke: {inner}, {CELLS})"
    assert read(f"#{literal(LONG)}\n\n{table}\n\n#{literal(LONG)}") == [LONG, ROWS, LONG]


@pytest.mark.parametrize("degrees", [-90, 90])
def test_a_table_on_its_side_is_turned(degrees: int) -> None:
    table = f"#rotate({degrees}deg, reflow: true, table(columns: 3, {CELLS}))"
    assert read(f"#set page(numbering: none)\n{table}") == [ROWS]


def test_turned_pages_are_read_as_they_are_shown() -> None:
    pieces = invented(5)
    writer = PdfWriter(clone_from=PdfReader(BytesIO(typst_pieces(pieces))))
    for number, page in enumerate(writer.pages):
        page.rotate(90 * (number + 1))
    turned = BytesIO()
    writer.write(turned)
    assert accounted(read_pdf(turned.getvalue())) == truth_of(pieces)


def test_what_is_left_out_is_told() -> None:
    watermark = "#set page(background: rotate(24deg, text(60pt)[样张]), header: [示例县年报])\n"
    document = read_pdf(typst_pdf(watermark + f"#{literal(LONG * 30)}"))
    assert accounted(document) == [squeezed(LONG * 30)]
    assert document.notes == (
        "页眉页脚没有导入：“示例县年报”",
        "斜排或竖放的文字（多半是水印）没有导入：“样张”",
    )


def test_a_number_within_the_text_is_no_page_number() -> None:
    """Only a number that counts with the pages is one, and only at the edge of the text."""
    numbers = ("12", "7", "33")
    texts = [f"{name}组。{LONG}" for name in "甲乙丙"]
    source = "#set page(margin: 1cm, numbering: none)\n" + "#pagebreak()".join(
        f"#{literal(text)}\n\n#{literal(number)}"
        for text, number in zip(texts, numbers, strict=True)
    )
    assert read(source) == [item for pair in zip(texts, numbers, strict=True) for item in pair]


def test_signs_of_radicals_are_the_characters_they_stand_for() -> None:
    source = "⼀、⽰例县⼯作⼈员⻓期⾛访，打印⻚⾯ﬁle，。"
    assert read(f"#{literal(source)}") == ["一、示例县工作人员长期走访，打印页面file，。"]


def test_a_number_broken_by_a_line_has_no_blank() -> None:
    parts = [
        "增长15.",
        "3%，热线1234",
        "5，电话0000-",
        "123，计8,",
        "765件，见www.",
        "example.gov.cn，Open",
        "Data。",
    ]
    lines = "#linebreak()".join(f"#{literal(part)}" for part in parts)
    source = f"#set page(width: 9cm, margin: 1cm, numbering: none)\n#set text(10pt)\n{lines}"
    document = read_pdf(typst_pdf(source))
    texts = [block.element.text for block in document.blocks if isinstance(block, Paragraph)]
    assert "".join(texts) == "".join(parts).replace("OpenData", "Open Data")


def test_columns_of_one_table_do_not_move_those_of_another() -> None:
    """Three tables whose second column begins a little further right each time."""
    tables = [
        f"#table(columns: ({width}pt, 14pt, 60pt), inset: (x: 1pt), [甲], [7], [143])"
        for width in (60, 62.5, 65, 67.5)
    ]
    rows = [["甲", "7", "143"]]
    source = f"\n\n#{literal(LONG)}\n\n".join(tables)
    assert [item for item in read(source) if item != LONG] == [rows] * len(tables)


def test_a_number_wider_than_its_cell_stays_whole() -> None:
    source = "#table(columns: (9pt, 9pt, 9pt), inset: 0pt, align: center, [7], [13323], [5])"
    assert read(source) == [[["7", "13323", "5"]]]


def test_a_cell_that_a_page_cuts_is_in_the_table_on_both() -> None:
    rows = "".join(f"[第{number}行], [{number}], " for number in range(1, 41))
    label = literal("本年度办理结果")
    stroke = "(top: 0pt, bottom: 0pt, left: .5pt, right: .5pt)"
    cell = f"table.cell(rowspan: 40, stroke: {stroke}, {label})"
    source = f"#table(columns: (4cm, 1fr, 2cm), {cell}, {rows})"
    (table,) = read(f"#set page(numbering: none)\n{source}")
    assert isinstance(table, list)
    assert len(table) == 40
    assert "".join(cell for row in table for cell in row).count("本年度办理结果") == 1
