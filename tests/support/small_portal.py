"""A portal that fits into a head: two organs with reports, three without, the years 2021 and 2022.

What its pages say is worked out by hand in the tests of their views.
"""

from __future__ import annotations

from pathlib import Path

from invented import body
from nianbao.form import forms
from nianbao.publish.site import Publication
from nianbao.source import read_portal
from publications import material_of
from reading import FRONT_2021

__all__ = ["small_publication", "write_small_portal"]

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
# Two offices became one bureau; another bureau has not reported yet.
_ORGANS = """
shili: {name: 示例县人民政府, kind: 政府, contact: [电话：0000-0000000]}
minzheng: {name: 示例县民政局, kind: 部门, from: 2022, predecessor: [jiuzhu, laoling]}
jiaoyu: {name: 示例县教育局, kind: 部门, from: 2022}
jiuzhu: {name: 示例县救助站, kind: 部门, from: 2021, to: 2021}
laoling: {name: 示例县老龄办, kind: 部门, from: 2021, to: 2021}
"""
_REPORTS = {
    "shili/2021.md": FRONT_2021,
    "shili/2022.md": COUNTY_2022,
    "minzheng/2022.md": BUREAU_2022,
}


def write_small_portal(folder: Path) -> None:
    """Its reports folder."""
    folder.mkdir(parents=True)
    (folder / "organs.yml").write_text(_ORGANS, "utf-8")
    for name, front in _REPORTS.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        prose = {1: f"{path.stem}年做了四件事。"}
        path.write_text(front + body(forms()["2021"], prose) + "\n", "utf-8")


def small_publication(folder: Path) -> Publication:
    """Everything that it comes to; ``folder`` is not there yet."""
    write_small_portal(folder)
    portal, problems = read_portal(folder)
    assert problems == []
    return Publication(material_of(portal))
