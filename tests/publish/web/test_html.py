"""Figures, tables and prose as HTML."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest
from nianbao.form import forms, lay_out, local_frame
from nianbao.picture_head import picture_head
from nianbao.problem import Mark
from nianbao.publish.paper.typst_data import form_for_typst
from nianbao.publish.web.html import (
    Targets,
    _frame,
    figure_in_words,
    figure_text,
    prose_html,
    table_html,
)
from nianbao.publish.web.links import page_link
from nianbao.source import Figure, Report, parse_number
from places import DATA
from reading import SITE, full_report

FORMS = {**forms(), "local": local_frame()}
TABLES = [(key, table) for key, form in FORMS.items() for table in form.tables]


class Reader(HTMLParser):
    """Collects what a test asks of a table."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.headers: list[str] = []
        self.headers_of: dict[str, str | None] = {}
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "a":
            self.links.append(attributes["href"] or "")
        if attributes.get("id"):
            self.ids.append(attributes["id"] or "")
        if tag == "td":
            self.headers_of[attributes.get("id") or ""] = attributes.get("headers")
        if tag == "th":
            self.headers.append(attributes.get("id") or "")


@pytest.mark.parametrize(("form", "table"), TABLES)
def test_table(form: str, table: str, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    report = full_report(tmp_path, FORMS[form])
    html = table_html(report.form, report.form.tables[table], report.figures)
    golden(DATA / "tables" / f"{form}-{table}.html", html + "\n")


@pytest.mark.parametrize(("form", "table"), TABLES)
def test_every_figure_is_reached_by_its_address(form: str, table: str, tmp_path: Path) -> None:
    report = full_report(tmp_path, FORMS[form])
    reader = Reader(table_html(report.form, report.form.tables[table], report.figures))
    addresses = [a.dotted for a in report.form.tables[table].measures]
    assert [i for i in reader.ids if i in set(addresses)] == addresses
    assert len(set(reader.ids)) == len(reader.ids)


@pytest.mark.parametrize(
    ("form", "table"),
    [("2021", "依申请公开"), ("2021", "复议诉讼"), ("2014", "统计表"), ("local", "自定表")],
)
def test_wide_tables_name_the_headers_of_every_figure(
    form: str, table: str, tmp_path: Path
) -> None:
    report = full_report(tmp_path, FORMS[form])
    reader = Reader(table_html(report.form, report.form.tables[table], report.figures))
    figures = [address.dotted for address in report.form.tables[table].measures]
    for headers in (reader.headers_of[figure] for figure in figures):
        assert headers
        assert set(headers.split()) <= set(reader.headers)


def test_an_outline_has_a_line_for_every_label(tmp_path: Path) -> None:
    report = full_report(tmp_path, forms()["2014"])
    html = table_html(report.form, report.form.tables["统计表"], report.figures)
    assert 'class="official official--outline"' in html
    assert (
        '<th scope="row" class="row level-4" id="统计表-36-0">'
        '<a href="#用语-商业秘密">涉及商业秘密</a></th>'
        '<td class="unit">件</td>'
    ) in html
    assert '二、回应解读情况</th><td class="unit">——</td><td class="empty"></td>' in html
    assert "1,520<small>（含各乡镇）</small>" in html


def test_tables_of_many_local_forms_are_not_all_kept(tmp_path: Path) -> None:
    for number in range(80):
        report = full_report(tmp_path / str(number), local_frame())
        table_html(report.form, report.form.tables["自定表"], report.figures)
        form_for_typst(report.form)
    for kept in (_frame, lay_out, form_for_typst):
        assert kept.cache_info().currsize <= 64


def test_a_table_says_what_it_is(tmp_path: Path) -> None:
    report = full_report(tmp_path)
    html = table_html(report.form, report.form.tables["依申请公开"], report.figures)
    assert html.startswith(
        '<div class="table-box" role="region" tabindex="0" aria-labelledby="表.依申请公开">'
    )
    assert '<caption id="表.依申请公开">收到和处理政府信息公开申请情况</caption>' in html
    assert html.count("<thead>") == 1


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("13323", "13,323"),
        ("0", "0"),
        ("+2", "+2"),
        ("-1036", "-1,036"),
        ("59237.2400", "59,237.2400"),
        ("0.0000001", "0.0000001"),
        ("0.0000000", "0.0000000"),
    ],
)
def test_figures_are_grouped_and_keep_their_digits(written: str, shown: str) -> None:
    assert figure_text(Figure(parse_number(written), Mark(1, 1), written)) == shown


def test_a_blank_shows_nothing() -> None:
    assert figure_text(Figure(None, Mark(1, 1))) == ""
    assert figure_text(Figure(Decimal("0.00"), Mark(1, 1), "0.00")) == "0.00"


def targets_of(report: Report) -> Targets:
    def size(source: str) -> tuple[int, int] | None:
        head = picture_head(report.path.parent / source)
        return head.width, head.height

    return Targets(lambda target: page_link(report, target, SITE), size, lambda _: "")


def test_prose(tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    report = full_report(tmp_path)
    blocks = report.sections[0].blocks
    golden(DATA / "prose.html", prose_html(blocks, targets_of(report)) + "\n")


@pytest.mark.parametrize(
    ("target", "link"),
    [
        ("https://example.cn/a?b=1#c", "https://example.cn/a?b=1#c"),
        ("https://www.example.gov.cn/a?b=1#c", "/a?b=1#c"),
        ("https://www.example.gov.cn", "/"),
        ("/zwgk/", "../../../"),
        ("2020.md", "../2020/"),
        ("#二", "#二"),
        ("mailto:x@example.cn", "mailto:x@example.cn"),
        # Whatever its path begins with, an address of the site's own stays on the site.
        ("https://www.example.gov.cn//evil.example/", "/evil.example/"),
        ("https://WWW.example.gov.cn///evil.example/a", "/evil.example/a"),
        ("https://www.example.gov.cn/../..//evil.example", "/evil.example"),
        ("https://www.example.gov.cn/zwgk/..", "/"),
        ("/%2F/evil.example", "../../../../evil.example"),
        ("/../../evil", "../../../../evil"),
    ],
)
def test_only_links_to_other_sites_keep_a_host(tmp_path: Path, target: str, link: str) -> None:
    assert page_link(full_report(tmp_path), target, SITE) == link


def test_figures_in_words_tell_blanks_notes_and_what_is_not_there() -> None:
    assert figure_in_words(None) == "（没有这一项）"
    assert figure_in_words(Figure(None, Mark(1, 1))) == "（空白）"
    noted = Figure(1300, Mark(1, 1), "1300", note="其中修订16件", unit="项")
    assert figure_in_words(noted) == "1,300（项，其中修订16件）"


def test_text_of_an_author_is_never_markup(tmp_path: Path) -> None:
    report = full_report(tmp_path)
    html = prose_html(report.sections[0].blocks, Targets(str, lambda _: None, lambda _: ""))
    assert "x &lt; y" in html
    assert "https://example.cn/?a=1&b=<2>" in Reader(html).links
