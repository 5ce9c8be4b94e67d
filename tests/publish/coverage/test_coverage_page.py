"""What the page of 发布情况 shows."""

from __future__ import annotations

from nianbao.publish.coverage.page import CoveragePage
from nianbao.publish.site import Publication
from nianbao.publish.web.addresses import COVERAGE
from publications import page_at


def coverage(publication: Publication) -> CoveragePage:
    return page_at(publication, COVERAGE, CoveragePage)


def test_each_year_added_up(small: Publication) -> None:
    page = coverage(small)
    assert [(c.year, c.path, c.numbers, c.on_time_share) for c in page.board.years] == [
        (2022, "zwgk/gknb/2022/", (3, 2, 1, 1, 0, 1, 0), "33.3%"),
        (2021, "zwgk/gknb/2021/", (3, 1, 1, 0, 0, 2, 0), "33.3%"),
    ]
    assert page.latest == page.board.years[0]


def test_what_is_missing(small: Publication) -> None:
    owed = coverage(small).board.owed
    assert [(s.year, s.organ.name, s.status.value, str(s.deadline), s.anchor) for s in owed] == [
        (2022, "示例县教育局", "未发布", "2023-01-31", "jiaoyu-2022"),
        (2021, "示例县救助站", "未发布", "2022-01-31", "jiuzhu-2021"),
        (2021, "示例县老龄办", "未发布", "2022-01-31", "laoling-2021"),
    ]


def test_every_organ_and_year(small: Publication) -> None:
    groups = coverage(small).board.groups
    assert [
        (kind.value, row.organ.name, row.path, [s.word for s in row.standings], row.remarks)
        for kind, rows in groups
        for row in rows
    ] == [
        ("政府", "示例县人民政府", "zwgk/gknb/shili/", ["按期", "按期"], ()),
        (
            *("部门", "示例县民政局", "zwgk/gknb/minzheng/", ["逾期10天", "未设"]),
            ("前身：示例县救助站、示例县老龄办",),
        ),
        ("部门", "示例县教育局", "", ["未发布", "未设"], ()),
        ("部门", "示例县救助站", "", ["撤并", "未发布"], ("后继：示例县民政局",)),
        ("部门", "示例县老龄办", "", ["撤并", "未发布"], ("后继：示例县民政局",)),
    ]


def test_when_reports_are_due(small: Publication) -> None:
    (rule,) = coverage(small).due_days
    assert rule.years == "2021—2022年度"
    assert [(day.kind.value, day.text) for day in rule.days] == [
        ("政府", "次年3月31日"),
        ("部门", "次年1月31日"),
        ("乡镇街道", "次年3月31日"),
    ]
    assert not rule.has_own
