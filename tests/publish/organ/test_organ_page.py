"""What the page of an organ shows, from its reports and its place in a reform."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from nianbao.form import forms
from nianbao.problem import TOP
from nianbao.publish.organ.page import Gap, OrganPage, organ_pages
from nianbao.publish.site import Publication
from nianbao.source import Withdrawal
from publications import page_at, publication_of
from reading import ORGAN, full_report


def test_its_reports_newest_first(small: Publication) -> None:
    page = page_at(small, "zwgk/gknb/shili/", OrganPage)
    assert (page.title, page.span) == ("示例县人民政府信息公开年报", "2021—2022年")
    (table,) = page.tables
    assert not page.has_several_tables
    names = [column.name for column in table.columns]
    assert names == ["新收申请", "办结", "予以公开", "行政许可", "行政处罚", "复议和诉讼"]
    assert [(row.name, row.path, [n.value for n in row.numbers]) for row in table.rows] == [
        ("2022年", "zwgk/gknb/shili/2022/", [10, 9, 9, 13000, 12, 0]),
        ("2021年", "zwgk/gknb/shili/2021/", [7, 6, 5, 13323, None, 0]),
    ]
    blank = table.rows[1].numbers[4]
    assert (blank.is_known, blank.is_zero) == (False, False)
    assert table.rows[1].numbers[5].is_zero


def test_its_figures_over_the_years(small: Publication) -> None:
    page = page_at(small, "zwgk/gknb/shili/", OrganPage)
    requests = page.years[0]
    assert requests.topic == "申请"
    assert [(indicator.name, unit) for indicator, unit in requests.headings] == [
        ("新收申请", "件"),
        ("上年结转", "件"),
        ("办结", "件"),
        ("结转下年度", "件"),
    ]
    (era,) = requests.eras
    assert era.title == "2021—2022年，国办公开办函〔2021〕30号格式"
    assert [[cell and cell.value for cell in row.cells] for row in era.rows] == [
        [10, 2, 9, 3],
        [7, 1, 6, 2],
    ]


def test_what_it_came_from(small: Publication) -> None:
    page = page_at(small, "zwgk/gknb/minzheng/", OrganPage)
    assert [(organ.name, path) for organ, path in page.before] == [
        ("示例县救助站", ""),
        ("示例县老龄办", ""),
    ]
    assert page.merged == page.before
    assert (page.renamed, page.after) == ((), ())


def test_a_year_without_a_report_is_a_row_with_its_reason(tmp_path: Path) -> None:
    report = full_report(tmp_path, forms()["2021"])
    years = (replace(report, year=year) for year in (2021, 2024))
    material = publication_of(*years).material
    gone = Withdrawal(ORGAN, 2023, 1, date(2024, 5, 1), "统计口径有误", "2023.md", TOP)
    facts = replace(material.facts, withdrawn={(ORGAN.slug, 2023): gone})
    (page,) = organ_pages(replace(material, facts=facts), {})
    assert page.gaps == (
        Gap(2023, f"zwgk/gknb/{ORGAN.slug}/2023/", "统计口径有误"),
        Gap(2022),
    )
    # Neither what was before its time nor what another organ has not published yet.
    young = replace(ORGAN, first_year=2023)
    (page,) = organ_pages(replace(material, facts=replace(facts, organs={ORGAN.slug: young})), {})
    assert [gap.year for gap in page.gaps] == [2023]
