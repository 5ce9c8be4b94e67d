"""A portal that fits into a head: two organs with reports, three without, the years 2021 and 2022.

What its pages say is worked out by hand in the tests of their views.
"""

from __future__ import annotations

from pathlib import Path

from invented import body
from nianbao.form import OrganKind, forms
from nianbao.publish.site import Publication
from nianbao.source import Organ, Portal, Report, read_report
from publications import material_of
from reading import FRONT_2021, ORGAN

__all__ = ["small_publication"]

COUNTY_2022 = """---
year: 2022
published: 2023-03-01
主动公开:
  规章: 0
  行政规范性文件: [20, 1, 1331]
  行政许可: 13000
  行政处罚: 12
  行政强制: 0
  行政事业性收费: 60000
依申请公开:
  本年新收: [9, 1, 0, 0, 0, 0]
  上年结转: [1, 1, 0, 0, 0, 0]
  本年度办理结果:
    予以公开: [8, 1, 0, 0, 0, 0]
    部分公开: 0
    不予公开: 0
    无法提供: 0
    不予处理: 0
    其他处理: 0
    总计: [8, 1, 0, 0, 0, 0]
  结转下年度: [2, 1, 0, 0, 0, 0]
复议诉讼: 0
---
"""
BUREAU_2022 = """---
year: 2022
published: 2023-02-10
主动公开:
  规章: 0
  行政规范性文件: 0
  行政许可: 50
  行政处罚: ~
  行政强制: 0
  行政事业性收费: 0
依申请公开:
  本年新收: {自然人: 4}
  上年结转: 0
  本年度办理结果:
    予以公开: {自然人: 3}
    部分公开: 0
    不予公开: 0
    无法提供: 0
    不予处理: 0
    其他处理: 0
    总计: {自然人: 3}
  结转下年度: {自然人: 1}
复议诉讼: 0
---
"""
_DEPARTMENT = OrganKind.DEPARTMENT
# Two offices became one bureau; another bureau has not reported yet.
_BUREAU = Organ(
    "minzheng", "示例县民政局", _DEPARTMENT, first_year=2022, predecessors=("jiuzhu", "laoling")
)
_ORGANS = (
    ORGAN,
    _BUREAU,
    Organ("jiaoyu", "示例县教育局", _DEPARTMENT, first_year=2022),
    Organ("jiuzhu", "示例县救助站", _DEPARTMENT, first_year=2021, last_year=2021),
    Organ("laoling", "示例县老龄办", _DEPARTMENT, first_year=2021, last_year=2021),
)


def small_publication(folder: Path) -> Publication:
    """Everything that it comes to."""
    reports = (
        _read(folder, ORGAN, FRONT_2021),
        _read(folder, ORGAN, COUNTY_2022),
        _read(folder, _BUREAU, BUREAU_2022),
    )
    return Publication(material_of(Portal({organ.slug: organ for organ in _ORGANS}, reports)))


def _read(folder: Path, organ: Organ, front: str) -> Report:
    year = int(front.split("year: ")[1][:4])
    path = folder / "reports" / organ.slug / f"{year}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(front + body(forms()["2021"], {1: f"{year}年做了四件事。"}), "utf-8")
    report, problems = read_report(path, organ, path.name)
    assert report is not None, problems
    return report
