"""The PDF of a report, opened by pypdf: what it holds, and how it stands on paper."""

from __future__ import annotations

import io
import itertools
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from invented import body
from nianbao.facts import facts_of
from nianbao.form import Form, Label, Layout, forms, lay_out, local_frame
from nianbao.publish.data.open_data import report_csv, report_json
from nianbao.publish.paper.manuscripts import Manuscript, manuscript_of
from nianbao.publish.paper.typefaces import Typefaces, load_typefaces
from nianbao.publish.paper.typesetting import Typesetter
from nianbao.publish.paper.typst_data import form_for_typst, report_for_typst
from nianbao.settings import Settings
from nianbao.source import Report
from opened_pdf import MILLIMETRE, conformance_of, fonts_of, lines_of, root_of, tags_of, text_of
from places import DATA
from publications import TYPEFACES, file_of, publication_of, set_pdf
from pypdf import PdfReader
from reading import DAY, FRONT_2014, FRONT_2021, ORGAN, PIXEL, SITE, full_report, read
from second_fonts import SECOND_SOURCES, second_source

FORMS = [*forms().values(), local_frame()]


def manuscript(report: Report) -> Manuscript:
    facts = replace(facts_of(report, (), {}), day=DAY)
    table = report_csv(report, (), SITE) if report.form.has_tables else ""
    return manuscript_of(report, facts, report_json(report, (), SITE), SITE, table=table)


def typeset(report: Report, cache: Path, typefaces: Typefaces = TYPEFACES) -> bytes:
    pdf, pages = set_pdf(manuscript(report), cache, typefaces)
    assert pages == len(PdfReader(io.BytesIO(pdf)).pages)
    return pdf


MADE = [
    *(pytest.param((form, None), id=form.key) for form in FORMS),
    *(pytest.param((forms()["2021"], source), id=source) for source in SECOND_SOURCES),
]


@pytest.fixture(scope="module", params=MADE)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A report of each form with its PDF; one of 2021 in each second source of fonts."""
    form, source = request.param
    folder = tmp_path_factory.mktemp("pdf")
    report = full_report(folder, form)
    typefaces = second_source(source, folder) if source else TYPEFACES
    path = folder / "report.pdf"
    path.write_bytes(typeset(report, folder / "cache", typefaces))
    return report, PdfReader(path)


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.key)
def test_data_for_typst(form: Form, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    report = full_report(tmp_path, form)
    content = report_for_typst(report, replace(facts_of(report, (), {}), day=DAY), SITE)
    golden(
        DATA / "typst" / f"{form.key}.json",
        json.dumps(content, ensure_ascii=False, indent=1) + "\n",
    )


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.key)
def test_tables_for_typst(form: Form, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    tables = json.loads(form_for_typst(full_report(tmp_path, form).form))
    rows = [
        f"{key} {json.dumps(row, ensure_ascii=False)}"
        for key, table in tables.items()
        for row in table["rows"]
    ]
    golden(DATA / "typst" / f"{form.key}-tables.txt", "\n".join(rows) + "\n")


def test_metadata(made: tuple[Report, PdfReader]) -> None:
    report, reader = made
    assert reader.metadata is not None
    assert reader.metadata.title == report.title
    assert reader.metadata.author == report.organ.name
    assert str(reader.metadata.creation_date)[:10] == DAY.isoformat()
    assert root_of(reader)["/Lang"] == "zh-CN"


def test_it_is_pdf_a_3a_and_pdf_ua_1(made: tuple[Report, PdfReader]) -> None:
    _, reader = made
    xmp = conformance_of(reader)
    assert re.search(r"<pdfaid:part>3</pdfaid:part>\s*<pdfaid:conformance>A<", xmp)
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert root_of(reader)["/MarkInfo"]["/Marked"]


def test_attachment_is_the_open_data(made: tuple[Report, PdfReader]) -> None:
    report, reader = made
    wanted = {f"shili-{report.year}.json": report_json(report, (), SITE)}
    if report.form.has_tables:
        wanted[f"shili-{report.year}.csv"] = report_csv(report, (), SITE)
    assert {name: content.decode() for name, (content,) in reader.attachments.items()} == wanted


def test_outline_has_the_sections_and_their_headings(made: tuple[Report, PdfReader]) -> None:
    report, reader = made
    outline: list[Any] = reader.outline
    titles = [entry.title for entry in outline if not isinstance(entry, list)]
    assert titles == [section.heading for section in report.sections]
    inner = [entry.title for entries in outline if isinstance(entries, list) for entry in entries]
    assert inner == ["（一）小标题 & “引号”"]


def test_text_comes_out_in_order(made: tuple[Report, PdfReader]) -> None:
    report, reader = made
    text = text_of(reader)
    place = 0
    for section in report.sections:
        place = text.index(section.heading, place)
    assert re.sub(r"\s", "", "1.甲2.乙") in text
    assert report.notice.replace(" ", "") in text


def test_rows_of_figures_come_out_whole_and_in_order(made: tuple[Report, PdfReader]) -> None:
    report, reader = made
    text = text_of(reader)
    place = text.index(next(s.heading for s in report.sections if s.official.table))
    for table in report.form.tables.values():
        for line in table.lines:
            written = "".join(
                figure.written + (f"（{remark}）" if (remark := figure.unit or figure.note) else "")
                for figure in (report.figures[cell] for cell in line.cells)
            )
            place = text.index(written, place)


def test_rows_of_a_group_stay_on_one_page_with_its_label(made: tuple[Report, PdfReader]) -> None:
    report, reader = made
    pages = [re.sub(r"\s", "", page.extract_text()) for page in reader.pages]
    checked = 0
    for table in report.form.tables.values():
        if table.layout is Layout.OUTLINE:
            continue
        groups = (label for row in table.rows for label in row.children if label.children)
        for group in groups:
            texts = [group.text, *(label.text for label in group.children)]
            assert any(all(text in page for text in texts) for page in pages), group.text
            checked += 1
    assert checked >= 3 or Layout.OUTLINE in {t.layout for t in report.form.tables.values()}


@pytest.mark.parametrize("lines", range(8))
def test_a_heading_in_an_outline_is_never_last_on_its_page(lines: int, tmp_path: Path) -> None:
    form = forms()["2014"]
    report = read(tmp_path, FRONT_2014 + body(form, {1: "公。\n\n" * lines}), 2014)
    path = tmp_path / "outline.pdf"
    path.write_bytes(typeset(report, tmp_path / "cache"))
    pages = [re.sub(r"\s", "", page.extract_text()) for page in PdfReader(path).pages]

    def check(label: Label) -> None:
        if not label.has_figures:
            first = label.children[0].text
            assert any(label.text in page and first in page for page in pages), label.text
        for child in label.children:
            check(child)

    for row in form.tables["统计表"].rows:
        check(row)
    assert sum("统计指标" in page for page in pages) >= 2


def test_tables_are_tagged_with_their_headers(made: tuple[Report, PdfReader]) -> None:
    report, reader = made
    tags = tags_of(reader)
    figures = len(report.form.measures)
    assert tags.count("/Table") == len(report.form.tables) + 1  # and the author's own
    assert tags.count("/TD") >= figures
    heads = [row for t in report.form.tables.values() for row in lay_out(t).rows if row.head]
    assert tags.count("/TH") >= sum(len(row.cells) for row in heads)
    assert tags.count("/Figure") == 1
    assert tags.index("/H1") < tags.index("/H2")


def test_everything_stands_in_the_type_area(made: tuple[Report, PdfReader]) -> None:
    _, reader = made
    for number, page in enumerate(reader.pages, 1):
        assert [round(side / MILLIMETRE) for side in page.mediabox[2:]] == [210, 297]
        lines = lines_of(page)
        (foot,) = (y for y in lines if y < 35)
        assert "".join(text for _, text in lines.pop(foot)) == f"— {number} —"
        assert foot == pytest.approx(35 - 7 - 14 / MILLIMETRE, abs=1.5)
        inside = 28 if number % 2 else 26
        assert min(x for line in lines.values() for x, _ in line) >= inside
        assert max(lines) < 297 - 37


def test_a_page_has_22_lines_of_28_characters(tmp_path: Path) -> None:
    text = body(forms()["2021"], {1: "公" * 28 * 60})
    report = read(tmp_path, FRONT_2021 + text, 2021)
    path = tmp_path / "long.pdf"
    path.write_bytes(typeset(report, tmp_path / "cache"))
    lines = lines_of(PdfReader(path).pages[1])
    heights = sorted((y for y in lines if y > 35), reverse=True)
    assert len(heights) == 22
    assert {len("".join(text for _, text in lines[y])) for y in heights} == {28}
    pitches = [above - below for above, below in itertools.pairwise(heights)]
    assert pitches == pytest.approx([225 / 22] * 21, abs=0.02)


def test_a_word_longer_than_a_line_is_parted_and_comes_out_whole(tmp_path: Path) -> None:
    word = "abcdefghij" * 20
    prose = (
        f"{word}\n\n- 甲\n    - [{word}](https://a.cn/)\n\n|甲|乙|丙|丁|\n|-|-|-|-|\n|{word}||||"
    )
    report = read(tmp_path, FRONT_2021 + body(forms()["2021"], {1: prose}), 2021)
    path = tmp_path / "word.pdf"
    path.write_bytes(typeset(report, tmp_path / "cache"))
    reader = PdfReader(path)
    assert text_of(reader).count(word) == 3
    found = [
        len(text)
        for page in reader.pages
        for line in lines_of(page).values()
        for _, text in line
        if "abcdefgh" in text
    ]
    assert max(found) <= 64


def test_every_font_is_embedded_with_its_characters(made: tuple[Report, PdfReader]) -> None:
    _, reader = made
    for page in reader.pages:
        for font in fonts_of(page):
            assert "/ToUnicode" in font
            assert "Noto" in font["/BaseFont"]


def test_images_of_the_prose_are_shown(made: tuple[Report, PdfReader]) -> None:
    _, reader = made
    resources: list[Any] = [page["/Resources"] for page in reader.pages]
    objects = [of_page.get("/XObject", {}).values() for of_page in resources]
    images = [o for of_page in objects for o in of_page if o.get_object()["/Subtype"] == "/Image"]
    assert len(images) == 1


def test_an_image_under_two_names_is_shown_twice(tmp_path: Path) -> None:
    """Alone and in the volume of the year."""
    folder = tmp_path / "reports" / ORGAN.slug
    folder.mkdir(parents=True)
    for name in ("a.png", "b.png"):
        (folder / name).write_bytes(PIXEL)
    prose = "![一张图](a.png)\n\n![同一张图](b.png)"
    report = read(tmp_path, FRONT_2021 + body(forms()["2021"], {1: prose}), 2021)
    publication = publication_of(report)
    assert [file.path.rpartition("/")[2] for file in publication.attachments] == ["a.png", "b.png"]
    for name in ("shili/2021/shili-2021.pdf", "2021/nianbao-2021.pdf"):
        (pdf,) = [f for f in publication.artifacts if f.path == f"zwgk/gknb/{name}"]
        reader = PdfReader(file_of(pdf.content, tmp_path))
        assert tags_of(reader).count("/Figure") == 2


def test_bytes_are_the_same_on_every_build(tmp_path: Path) -> None:
    report = full_report(tmp_path)
    assert typeset(report, tmp_path / "a") == typeset(report, tmp_path / "b")


def test_second_time_nothing_is_typeset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = manuscript(full_report(tmp_path))
    first = file_of(work, tmp_path / "cache").read_bytes()
    monkeypatch.setattr(Typesetter, "_compiler", None)
    assert file_of(work, tmp_path / "cache").read_bytes() == first


def test_a_half_written_pdf_is_made_again(tmp_path: Path) -> None:
    work = manuscript(full_report(tmp_path))
    kept = file_of(work, tmp_path / "cache")
    first = kept.read_bytes()
    kept.write_bytes(first[:100])
    assert file_of(work, tmp_path / "cache").read_bytes() == first
    value(tmp_path / "cache").unlink()
    kept.write_bytes(first[:100])
    assert file_of(work, tmp_path / "cache").read_bytes() == first


def test_hostile_text_is_only_text(tmp_path: Path) -> None:
    report = full_report(tmp_path)
    hostile = '#import "x"; #panic() $x$ @y <z> \\u{41} ]} */ // `'
    text = report.path.read_text("utf-8").replace('数据为虚构，<仅供> "测试"。', f"'{hostile}'")
    path = tmp_path / "hostile.pdf"
    path.write_bytes(typeset(read(tmp_path / "b", _without_files(text), 2021), tmp_path / "c"))
    assert re.sub(r"\s", "", hostile) in text_of(PdfReader(path))


def value(cache: Path) -> Path:
    """What is kept of the only PDF: its digest and how many pages it has."""
    (kept,) = (cache / "store/values").glob("*/*")
    return kept


def _without_files(text: str) -> str:
    return (
        text.replace("![一张图](图.png)", "")
        .replace("[附件](附件.pdf)", "")
        .replace("[去年报告](2020.md)", "")
    )


def test_a_killed_build_leaves_nothing_that_hinders_the_next(tmp_path: Path) -> None:
    work, store = manuscript(full_report(tmp_path)), tmp_path / "cache/store"
    kept = file_of(work, tmp_path / "cache")
    first = kept.read_bytes()
    # What it was writing, and what Typst's folder gets before.
    for path in (kept, value(tmp_path / "cache")):
        path.rename(store / "parts" / f"1-1-{path.name}")
    (tmp_path / "cache/typst/1.report.typ").write_text("")
    assert file_of(work, tmp_path / "cache").read_bytes() == first


def test_what_a_font_can_draw_is_the_same_from_the_cache(tmp_path: Path) -> None:
    read = load_typefaces(Settings(), tmp_path).drawable
    kept = load_typefaces(Settings(), tmp_path).drawable
    assert read == kept
    assert {"县", "㐀"} <= kept
    assert "😀" not in kept
