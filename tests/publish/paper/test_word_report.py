"""The Word file of a report: all that its PDF says, in tables and styles that can be edited."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from urllib.parse import quote

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from invented import body, county_prose, front_matter, random_numbers
from lxml.etree import _Element
from nianbao.facts import facts_of
from nianbao.form import Form, forms, lay_out, local_frame, tableless_form
from nianbao.intake.reading import Request, import_source
from nianbao.publish.data.open_data import report_json
from nianbao.publish.paper.manuscripts import Manuscript, manuscript_of
from nianbao.publish.paper.word_report import word_report
from nianbao.source import Report
from opened_pdf import text_of
from places import ROOT
from publications import TYPEFACES, set_pdf
from pypdf import PdfReader
from reading import DAY, ORGAN, SITE, full_report, read, read_report

FORMS = [*forms().values(), local_frame(), tableless_form()]
REMARK = "本报告更正过，更正前后的对照见"


def manuscript(report: Report) -> Manuscript:
    facts = replace(facts_of(report, (), {}), day=DAY)
    return manuscript_of(report, facts, report_json(report, (), SITE), SITE, (REMARK,))


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def pieces(document: Document) -> Iterator[str]:
    """The text of every paragraph, those of cells too, from the first to the last, each once."""
    for paragraph in document.element.body.iter(qn("w:p")):
        yield "".join(text.text or "" for text in paragraph.iter(qn("w:t")))


@pytest.fixture(scope="module", params=FORMS, ids=lambda form: form.key)
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Report, Manuscript, Document]:
    report = full_report(tmp_path_factory.mktemp("word"), request.param)
    written = manuscript(report)
    return report, written, opened(word_report(written))


def test_it_says_what_the_pdf_says(
    made: tuple[Report, Manuscript, Document], tmp_path: Path
) -> None:
    _, written, document = made
    pdf, _ = set_pdf(written, tmp_path, TYPEFACES)
    printed = text_of(PdfReader(io.BytesIO(pdf)))
    told = [re.sub(r"\s", "", text) for text in pieces(document)]
    assert [text for text in told if text not in printed] == []
    # And nothing is missing: the PDF has, besides, the digest of its data, numbers of pages and of
    # lists, and heads again.
    rest = re.sub(r"数据文件.*?：[0-9a-f]{64}", "", printed)
    for text in sorted(told, key=len, reverse=True):
        rest = rest.replace(text, "", 1)
    assert len(rest) < 0.1 * len(printed)


def test_official_tables_are_merged_as_they_are_printed(
    made: tuple[Report, Manuscript, Document],
) -> None:
    report, _, document = made
    width = [len(table.columns) for table in document.tables if len(table.columns) > 2]
    assert width == [lay_out(table).width for table in report.form.tables.values()]
    for table in document.tables:
        # python-docx finds every place of the grid, in whichever cell it lies.
        assert {len(row.cells) for row in table.rows} == {len(table.columns)}


def _official(document: Document) -> list[_Element]:
    tables = document.element.body.iterchildren(qn("w:tbl"))
    return [table for table in tables if len(list(table.iter(qn("w:gridCol")))) > 2]


def test_heads_are_repeated_and_none_says_something_wrong(
    made: tuple[Report, Manuscript, Document],
) -> None:
    """The first head of a table of several blocks is wrong for the others."""
    report, _, document = made
    for table, form_table in zip(_official(document), report.form.tables.values(), strict=True):
        repeated = len(list(table.iter(qn("w:tblHeader"))))
        heads = [row.head for row in lay_out(form_table).rows]
        assert bool(repeated) == (heads == sorted(heads, reverse=True))
        assert repeated in (0, heads.count(True))


def test_a_table_stays_on_one_page_unless_it_is_longer(
    made: tuple[Report, Manuscript, Document],
) -> None:
    report, _, document = made
    for table, form_table in zip(_official(document), report.form.tables.values(), strict=True):
        kept = [
            {bool(list(text.iter(qn("w:keepNext")))) for text in row.iter(qn("w:p"))}
            for row in table.iter(qn("w:tr"))
        ]
        is_kept = lay_out(form_table).layout != "outline"
        assert kept == [{is_kept}] * (len(kept) - 1) + [{False}]


def test_it_has_headings_links_lists_and_pictures(
    made: tuple[Report, Manuscript, Document],
) -> None:
    report, _, document = made
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings == [section.heading for section in report.sections if section.heading]
    links = [link.address for p in document.paragraphs for link in p.hyperlinks]
    assert f"{SITE}zwgk/gknb/shili/{quote('附件.pdf')}" in links
    assert "https://example.cn/?a=1&b=<2>" in links
    assert document.element.xpath("//wp:docPr/@descr") == ["一张图"]
    assert len(document.element.xpath("//w:numPr")) == 3
    assert document.core_properties.title == report.title
    footers = document.sections[0].footer, document.sections[0].even_page_footer
    assert ["PAGE" in footer.part.element.xpath("string(.//@w:instr)") for footer in footers] == [
        True,
        True,
    ]


def test_the_same_report_is_the_same_bytes(made: tuple[Report, Manuscript, Document]) -> None:
    _, written, _ = made
    content = word_report(written)
    assert word_report(written) == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        # Each part once, and none that only makes the file larger.
        names = sorted(archive.namelist())
        assert names == sorted(set(names))
        needless = ("thumbnail", "stylesWithEffects", "customXml")
        assert not [name for name in names if any(word in name for word in needless)]
        assert not [word for word in needless if word.encode() in archive.read("_rels/.rels")]
        assert b"2022-01-20T00:00:00Z" in archive.read("docProps/core.xml")


def test_what_xml_has_signs_for_is_text(made: tuple[Report, Manuscript, Document]) -> None:
    """Neither a sign of XML's own nor a character that it cannot have breaks the file."""
    _, written, _ = made
    content = json.loads(written.content) | {"title": '<甲>&"乙"', "notice": "a<b>&c\x01\ufffe"}
    document = opened(word_report(replace(written, content=json.dumps(content))))
    assert document.core_properties.title == '<甲>&"乙"'
    assert "说明：a<b>&c" in list(pieces(document))


def test_it_is_made_of_what_the_pdf_is_made_of(made: tuple[Report, Manuscript, Document]) -> None:
    _, written, document = made
    notice = json.loads(written.content)["notice"]
    texts = list(pieces(document))
    assert REMARK in texts
    assert not notice or f"说明：{notice}" in texts
    assert f"联系方式：{ORGAN.contact[0]}" in texts


@pytest.mark.parametrize("form", forms().values(), ids=lambda form: form.key)
def test_figures_come_back(form: Form, tmp_path: Path) -> None:
    """Whoever is sent the Word file can import it."""
    random = Random(form.key)
    numbers = {a: str(number) for a, number in random_numbers(form, random).items()}
    written = {
        a: n if form.measures[a].unit else f"{{值: {n}, 单位: 元}}" for a, n in numbers.items()
    }
    year = form.first_year
    front = front_matter(form, year, written, f"published: {year + 1}-01-20")
    report = read(tmp_path, front + body(form, {1: county_prose(random, 1500)}), year)
    facts = facts_of(report, (), {})
    content = word_report(manuscript_of(report, facts, "{}", SITE))
    name = f"shili-{year}.docx"
    request = Request(name, content, tmp_path, {"shili": ORGAN.name}, "shili")
    imported = import_source(request, ROOT)
    path = tmp_path / f"{year}.md"
    path.write_text(imported.text, "utf-8")
    back, problems = read_report(path, ORGAN, path.name)
    assert back is not None
    assert problems == []
    assert {a: (f.value, f.unit) for a, f in back.figures.items()} == {
        a: (f.value, f.unit) for a, f in report.figures.items()
    }
    assert (back.title, back.published) == (report.title, report.published)
    assert [s.heading for s in back.sections] == [s.heading for s in report.sections]
