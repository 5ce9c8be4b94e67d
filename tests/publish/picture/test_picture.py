"""The picture of a report: its story, the drawing, and the sheet as pypdf opens it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import typst
from lxml import etree
from nianbao.facts import portal_facts
from nianbao.form import Form, forms, local_frame
from nianbao.problem import TOP
from nianbao.publish.charts.line_breaking import in_lines
from nianbao.publish.paper import typesetting
from nianbao.publish.paper.typesetting import Typesetter
from nianbao.publish.picture.panels import panels
from nianbao.publish.picture.plan import plan
from nianbao.publish.picture.poster import poster_of
from nianbao.publish.picture.stories import report_story, year_story
from nianbao.publish.picture.story import Story
from nianbao.publish.picture.words import change_in_words, marked
from nianbao.source import Figure, Report, shown
from opened_pdf import MILLIMETRE, conformance_of, lines_of, root_of, tags_of, text_of
from picture_stories import filled, heaviest, story_of
from publications import TYPEFACES, file_of, portal_of
from pypdf import PdfReader
from reading import SITE, full_report, invented_report

FORMS = [*forms().values(), local_frame()]
HEAVIEST = 5000
# The height of a sheet in some sizes, as Typst measures it and as its template works it out, in mm.
MEASURED = b"""
#context [#metadata((1.04, 0.9, 0.75, 0.6).map(scale => (
  measure(block(width: 210mm - 2 * side, sheet(scale))).height.mm(),
  sheet-height(scale).mm(),
))) <heights>]"""


def sheet(story: Story, cache: Path) -> Path:
    return file_of(poster_of("一图读懂", story), cache)


def year_story_of(year: int, *reports: Report) -> Story | None:
    return year_story(year, portal_facts(portal_of(*reports), {}, {}), "示例县", SITE)


def drawn(story: Story) -> etree._Element:
    """The drawings of the page, below each other."""
    return etree.fromstring(f"<div>{''.join(panels('t', story))}</div>")


def differences(story: Story) -> list[int | Decimal | None]:
    """How much more each number is than the year before."""
    return [number.change.difference if number.change else None for number in story.numbers]


def numbers_in(story: Story) -> list[str]:
    """What is drawn: numbers of cards and lines, then of years."""
    drawn = [marked(number) for number in story.numbers]
    drawn += [marked(part.number) for group in story.groups for part in group.drawn]
    return drawn + [shown(each.value) for each in story.trend.years] if story.trend else drawn


@pytest.fixture(scope="module", params=FORMS, ids=lambda form: form.key)
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Report:
    """A report of each form."""
    form: Form = request.param
    return full_report(tmp_path_factory.mktemp("report"), form)


@pytest.fixture(scope="module", params=["usual", "heaviest"])
def story(request: pytest.FixtureRequest, report: Report) -> Story:
    """The story of each, as it is and with as much as there can be."""
    return story_of(report) if request.param == "usual" else heaviest(report)


@pytest.fixture(scope="module")
def opened(story: Story, tmp_path_factory: pytest.TempPathFactory) -> PdfReader:
    """The sheet of each story."""
    return PdfReader(sheet(story, tmp_path_factory.mktemp("sheet")))


def test_the_story_of_a_report(report: Report) -> None:
    story = story_of(report)
    told = {number.name: number.value for number in story.numbers}
    expected = {
        "2021": {
            "新收申请": 7, "办结": 6, "予以公开": 5,
            "行政许可": 13323, "行政处罚": None, "复议和诉讼": 0,
        },
        "2019": dict.fromkeys(("新收申请", "办结", "予以公开", "行政处罚", "复议和诉讼"), 0)
        | {"行政许可": 800},
        "2014": {
            "主动公开信息": 1520, "收到申请": 15, "申请办结": 15, "同意公开": 6,
            "行政复议数量": 1, "行政诉讼数量": 0,
        },
    }  # fmt: skip
    if report.form.key in expected:
        assert told == expected[report.form.key]
    else:
        assert [(n.name, marked(n), n.unit, n.remark) for n in story.numbers] == [
            ("主动公开信息数", "1,200", "条", "2009年度"),
            ("本年度对申请的答复总数", "5", "件", "2009年度"),
            ("收费金额", "125.50", "元", "2009年度"),
            ("行政诉讼数", "0", "件", "2009年度"),
        ]
        assert [[part.number.value for part in group.parts] for group in story.groups] == [[5, 0]]


def test_parts_add_up_to_what_they_are_parts_of(tmp_path: Path) -> None:
    story = story_of(full_report(tmp_path))
    assert [group.whole.name for group in story.groups] == ["新收申请", "办结", "复议和诉讼"]
    for group in story.groups:
        assert sum(part.number.value or 0 for part in group.parts) == group.whole.value
    applicants = {part.number.name: part.number.value for part in story.groups[0].parts}
    assert applicants["自然人"] == 5
    assert applicants["商业企业"] == 2


def test_reasons_are_only_told_where_something_was_refused(tmp_path: Path) -> None:
    report = full_report(tmp_path)
    headings = {group.whole.name for group in story_of(filled(report, 1)).groups}
    assert "不予公开" in headings
    assert "不予公开" not in {group.whole.name for group in story_of(filled(report, 0)).groups}


def test_what_has_no_number_has_no_story(report: Report) -> None:
    blank = filled(report, None)
    assert report_story(blank, portal_facts(portal_of(blank), {}, {}), SITE) is None


def test_a_change_is_told_against_the_nearest_report_before(tmp_path: Path) -> None:
    report = full_report(tmp_path)
    last_year = replace(filled(report, 3), year=2020)
    assert differences(story_of(report, last_year)) == [4, 3, 2, 13320, None, -9]
    long_ago = replace(last_year, year=2019)
    story = story_of(report, long_ago)
    assert differences(story) == [4, 3, 2, 13320, None, -9]
    assert story.compared_year == 2019
    assert change_in_words(story.numbers[0]) == "▲ 比2019年增加 4"


def test_what_means_something_else_is_not_compared_and_not_joined(tmp_path: Path) -> None:
    report = replace(full_report(tmp_path, forms()["2019"]), year=2019)
    old = filled(full_report(tmp_path / "old", forms()["2014"]), 8)
    story = story_of(report, *(replace(old, year=year) for year in (2016, 2017, 2018)))
    assert set(differences(story)) == {None}
    assert story.trend is not None
    assert story.trend.breaks == (2019,)
    assert [each.value for each in story.trend.years] == [8, 8, 8, 0]
    assert any("不作比较" in remark for remark in story.remarks)
    assert any("2018年度及以前是“收到申请”" in remark for remark in story.remarks)


def test_a_year_without_a_report_stays_empty(tmp_path: Path) -> None:
    report = full_report(tmp_path)
    story = story_of(report, *(replace(report, year=year) for year in (2016, 2017, 2018, 2020)))
    assert story.trend is not None
    assert [each.year for each in story.trend.years] == [2016, 2017, 2018, 2019, 2020, 2021]
    assert [each.value for each in story.trend.years] == [7, 7, 7, None, 7, 7]
    assert story_of(report, replace(report, year=2020)).trend is None


def test_all_reports_of_a_year_are_added_up(tmp_path: Path) -> None:
    report = full_report(tmp_path)
    others = [replace(report, organ=replace(report.organ, slug=slug)) for slug in ("a", "b")]
    blank = [replace(others[1], figures=filled(report, None).figures)]

    def told(reports: list[Report]) -> Story:
        story = year_story_of(2021, *reports)
        assert story is not None
        return story

    whole = told([report, *others])
    assert [number.value for number in whole.numbers] == [21, 18, 15, 39969, None, 0]
    assert whole.sentences[0] == "2021年，各机关新收政府信息公开申请21件。"
    part = told([report, *others[:1], *blank])
    assert part.numbers[0].value == 14
    assert part.numbers[0].remark == "3 份报告中的 2 份"
    assert part.sentences == ()


def test_years_of_different_organs_are_not_compared(tmp_path: Path) -> None:
    report = full_report(tmp_path)
    other = replace(report, organ=replace(report.organ, slug="a"))
    both = [replace(report, year=2020), replace(other, year=2020)]
    alike = year_story_of(2021, *both, report, other)
    fewer = year_story_of(2021, *both, report)
    assert alike is not None
    assert fewer is not None
    assert differences(alike)[0] == 0
    assert differences(fewer)[0] is None
    assert "计入合计的机关与上一年度不同，合计不作比较。" in fewer.remarks


def test_years_of_local_tables_do_not_add_up(tmp_path: Path) -> None:
    report = full_report(tmp_path, local_frame())
    assert year_story_of(report.year, report) is None


# ---- the drawing --------------------------------------------------------------------------


def test_the_drawing_has_the_numbers_of_the_story(story: Story) -> None:
    panels = drawn(story)
    texts = [t.text for t in panels.iter("text") if t.get("class", "") in ("big", "figure")]
    assert texts == numbers_in(story)
    for panel in panels:
        assert [child.tag for child in panel][:2] == ["title", "desc"]


def test_every_number_is_in_the_words_of_its_drawing(story: Story) -> None:
    for panel in drawn(story):
        words = panel.findtext("desc") or ""
        texts = [
            t.text or "" for t in panel.iter("text") if t.get("class", "") in ("big", "figure")
        ]
        assert words
        assert [text for text in texts if not text or text not in words] == []


def test_every_piece_is_an_icon_or_bars_are_as_long_as_their_numbers(tmp_path: Path) -> None:
    story = story_of(full_report(tmp_path))
    svg = drawn(story)
    pieces = sum(int(p.number.value or 0) for g in story.groups for p in g.parts)
    assert len(list(svg.iter("use"))) == pieces + len(story.groups)
    many = full_report(tmp_path / "many")
    figures = dict(many.figures)
    for name, value in {"自然人": 40, "商业企业": 10, "科研机构": 20}.items():
        figures[many.form.indicators[name].addresses[0]] = Figure(value, TOP)
    svg = drawn(story_of(replace(many, figures=figures)))
    bars = [float(bar.get("width", "")) for bar in svg.iter("rect") if bar.get("class") == "bar"]
    assert bars[:3] == pytest.approx([bars[0], bars[0] / 4, bars[0] / 2], abs=0.1)


def test_a_drawing_is_small_and_the_same_every_time(story: Story) -> None:
    drawn = panels("t", story)
    assert max(len(panel.encode()) for panel in drawn) <= HEAVIEST
    assert drawn == panels("t", story)


def test_text_of_authors_is_only_text(tmp_path: Path) -> None:
    report = full_report(tmp_path)
    hostile = '<script>&"#panic() $x$ {{ }}'
    story = story_of(replace(report, notice=hostile, organ=replace(report.organ, name=hostile)))
    svg = drawn(story)
    assert not list(svg.iter("script"))
    text = re.sub(r"\s", "", "".join(map(str, svg.itertext())))
    wanted = re.sub(r"\s", "", hostile)
    assert wanted in text
    assert f"说明：{hostile}" in story.remarks
    assert wanted in text_of(PdfReader(sheet(story, tmp_path / "cache")))


def test_lines_lose_nothing_and_are_not_too_long() -> None:
    text = "因政府信息公开引起的复议和诉讼1,234,567件，详见https://a.example.gov.cn/zwgk/gknb/"
    lines = in_lines(text, 12, 120)
    assert "".join(lines) == text
    assert "1,234,567" in next(line for line in lines if "567" in line)
    assert not [line for line in lines if line[0] in "，。、"]


# ---- the sheet ----------------------------------------------------------------------------


def test_it_is_one_page_of_paper(opened: PdfReader) -> None:
    (page,) = opened.pages
    assert [round(side / MILLIMETRE) for side in page.mediabox[2:]] == [210, 297]
    lines = lines_of(page)
    assert min(lines) > 8
    assert max(lines) < 297 - 8
    assert min(x for line in lines.values() for x, _ in line) >= 14.9


def test_it_is_as_high_as_its_template_works_out(story: Story, tmp_path: Path) -> None:
    """In every size; a tenth of the paper is left for what is not worked out exactly."""
    source = Path(typesetting.__file__).with_name("picture.typ").read_bytes()
    (tmp_path / "picture.json").write_text(json.dumps(poster_of("一图读懂", story).inputs()))
    compiler = typst.Compiler(
        source + MEASURED,
        root=tmp_path,
        font_paths=TYPEFACES.book,
        ignore_system_fonts=True,
        sys_inputs={"inputs": "/picture.json", "fonts": json.dumps(TYPEFACES.roles)},
    )
    heights = json.loads(compiler.query("<heights>", field="value", one=True))
    for measured, worked_out in heights:
        assert measured - 1 < worked_out < 1.05 * measured


def test_it_is_pdf_a_3a_and_pdf_ua_1(opened: PdfReader, story: Story) -> None:
    xmp = conformance_of(opened)
    assert re.search(r"<pdfaid:part>3</pdfaid:part>\s*<pdfaid:conformance>A<", xmp)
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert root_of(opened)["/MarkInfo"]["/Marked"]
    assert root_of(opened)["/Lang"] == "zh-CN"
    assert opened.metadata is not None
    assert opened.metadata.title == story.title
    assert opened.metadata.author == story.author


def test_it_says_every_number_beside_its_name(opened: PdfReader, story: Story) -> None:
    text = text_of(opened)
    for sentence in story.sentences:
        assert re.sub(r"\s", "", sentence) in text
    for number in story.numbers:
        assert f"{number.name}{marked(number)}" in text
    for group in story.groups:
        assert group.heading in text
        for part in group.drawn:
            assert f"{part.number.name}{marked(part.number)}" in text
        assert re.sub(r"\s", "", group.zeros) in text
    if story.trend:
        years = "".join(str(each.year) for each in story.trend.years)
        assert "".join(shown(each.value) for each in story.trend.years) + years in text
    for remark in (*story.remarks, story.source, story.address):
        assert re.sub(r"\s", "", remark) in text


def test_it_is_tagged(opened: PdfReader, story: Story) -> None:
    tags = tags_of(opened)
    assert tags.count("/H1") == len(story.groups) + (story.trend is not None)
    assert tags.count("/Table") == sum(bool(group.drawn) for group in story.groups)
    assert tags.count("/TH") == 2 * tags.count("/Table")
    assert tags.count("/TD") == 2 * sum(len(group.drawn) for group in story.groups)
    assert tags.count("/Figure") == (story.trend is not None)


def test_it_is_small(opened: PdfReader) -> None:
    assert opened.stream.seek(0, 2) <= 55_000


def test_bytes_are_the_same_on_every_build(tmp_path: Path) -> None:
    story = heaviest(full_report(tmp_path))
    assert sheet(story, tmp_path / "a").read_bytes() == sheet(story, tmp_path / "b").read_bytes()


def test_a_second_time_it_is_not_typeset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = story_of(invented_report(tmp_path, forms()["2021"]))
    first = sheet(story, tmp_path / "cache").read_bytes()
    monkeypatch.setattr(Typesetter, "_compiler", None)
    assert sheet(story, tmp_path / "cache").read_bytes() == first


@pytest.mark.parametrize("form", forms().values(), ids=lambda form: form.key)
def test_every_form_has_groups(form: Form) -> None:
    assert sum(rule.of in form.indicators for rule in plan().pictures) >= 3
