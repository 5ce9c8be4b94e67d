"""What the page of an indicator shows: sums, order, organs by years."""

from __future__ import annotations

from pathlib import Path

from nianbao.facts import Observation
from nianbao.form import forms, indicators
from nianbao.publish.indicator.organ_rows import organ_row, year_columns
from nianbao.publish.indicator.page import IndicatorPage
from nianbao.publish.site import Publication
from publications import page_at, publication_of
from reading import ORGAN, full_report

NEW_REQUESTS = "zwgk/nbsj/xinshou/"


def test_the_sums_of_the_years(small: Publication) -> None:
    page = page_at(small, NEW_REQUESTS, IndicatorPage)
    assert page.title == "新收政府信息公开申请"
    assert [(c.year, c.sum.value, c.meaning, c.counted) for c in page.columns] == [
        (2022, 14, "新收申请", "2"),
        (2021, 7, "新收申请", "1"),
    ]
    assert (page.meanings, page.has_breaks) == ((("新收申请", 2),), False)
    assert page.change is not None
    assert page.change.difference == 7
    assert page.parts is not None
    assert [(part.name, total.value) for part, total in page.parts.numbers] == [
        ("自然人", 13),
        ("商业企业", 1),
        ("科研机构", 0),
        ("社会公益组织", 0),
        ("法律服务机构", 0),
        ("其他组织", 0),
    ]


def test_a_blank_is_told_and_not_compared(small: Publication) -> None:
    page = page_at(small, "zwgk/nbsj/chufa/", IndicatorPage)
    assert [(c.sum.value, c.counted) for c in page.columns] == [(12, "1 / 2"), (None, "0 / 1")]
    assert page.change is None
    # One organ of each kind: nobody to be compared with.
    assert page.rankings == ()


def test_its_neighbours(small: Publication) -> None:
    page = page_at(small, NEW_REQUESTS, IndicatorPage)
    assert [(chip.name, chip.path, chip.is_own) for chip in page.chips] == [
        ("新收申请", "zwgk/nbsj/xinshou/", True),
        ("上年结转", "zwgk/nbsj/shangnianjiezhuan/", False),
        ("办结", "zwgk/nbsj/banjie/", False),
        ("结转下年度", "zwgk/nbsj/jiezhuan/", False),
    ]


def test_the_organs_by_years(small: Publication) -> None:
    page = page_at(small, NEW_REQUESTS, IndicatorPage)
    rows = [(kind.value, row) for kind, of_kind in page.kinds for row in of_kind]
    assert [(kind, row.organ.name, [cell.value for cell in row.cells]) for kind, row in rows] == [
        ("政府", "示例县人民政府", [10, 7]),
        ("部门", "示例县民政局", [4, None]),
    ]
    assert rows[1][1].remark == "前身救助站、老龄办"
    assert [cell.path for cell in rows[1][1].cells] == ["zwgk/gknb/minzheng/2022/", ""]


def test_years_that_count_something_else_break_the_table(tmp_path: Path) -> None:
    reports = [full_report(tmp_path, forms()[key]) for key in ("2014", "2021")]
    publication = publication_of(*reports)
    page = page_at(publication, NEW_REQUESTS, IndicatorPage)
    assert [(c.year, c.sum.value, c.meaning, c.breaks) for c in page.columns] == [
        (2021, 7, "新收申请", False),
        (2014, 15, "收到申请", True),
    ]
    assert page.has_breaks
    assert page.meanings == (("新收申请", 1), ("收到申请", 1))
    ((_, (row,)),) = page.kinds
    assert [(cell.value, cell.breaks, cell.other_meaning) for cell in row.cells] == [
        (7, False, ""),
        (15, True, ""),
    ]
    # Most reports of that year counted something else than this one.
    columns = year_columns([Observation(2021, "收到申请", "件", 40)])
    row = organ_row(
        indicators()["新收申请"],
        ORGAN,
        {ORGAN.slug: ORGAN.name},
        columns,
        publication.material.facts,
    )
    assert [cell.other_meaning for cell in row.cells] == ["新收申请"]
