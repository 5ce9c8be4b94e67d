"""The site without Material: its templates stand on any base.html that has these few blocks."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from places import DATA
from site_building import build, copy_of_project, tree
from site_reading import page, unreached
from small_portal import write_small_portal

HEADINGS = {
    "": "政府信息公开",
    "404.html": "没有这个页面",
    "search/": "查找",
    "sitemap/": "站点地图",
    "help/glossary/": "名词解释",
    "zwgk/gknb/": "政府信息公开年报",
    "zwgk/gknb/2022/": "2022年政府信息公开年报",
    "zwgk/gknb/shili/": "示例县人民政府信息公开年报",
    "zwgk/gknb/shili/2022/": "示例县人民政府2022年政府信息公开工作年度报告",
    "zwgk/gknb/shili/2022/duibi/": "示例县人民政府2022年与2021年政府信息公开年报对比",
    "zwgk/gknb/shili/2022/tujie/": "一图读懂示例县人民政府2022年政府信息公开工作年度报告",
    "zwgk/gknb/danganju/2021/v1/": "示例县档案局2021年政府信息公开工作年度报告",
    "zwgk/nbsj/": "年报数据",
    "zwgk/nbsj/duibi/": "任选两份报告对比",
    "zwgk/nbsj/fabu/": "政府信息公开年报发布情况",
    "zwgk/nbsj/xinshou/": "新收政府信息公开申请",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small portal, built with a base of 25 lines in place of Material's."""
    project = copy_of_project(tmp_path_factory.mktemp("plain"))
    shutil.rmtree(project / "reports")
    reports = project / "reports"
    write_small_portal(reports)
    # A report with earlier texts, of another organ.
    shutil.copytree(DATA / "problems/no-problem-corrections/reports/shili", reports / "danganju")
    with (reports / "organs.yml").open("a", encoding="utf-8") as organs:
        organs.write("danganju: {name: 示例县档案局, kind: 部门}\n")
    shutil.copy(DATA / "plain_base.html", project / "hooks/nianbao/theme/base.html")
    plugin = project / "hooks/nianbao/plugin.py"
    text = plugin.read_text("utf-8")
    assert text.count('name="material"') == 1
    plugin.write_text(text.replace('name="material"', "name=None"), "utf-8")
    done = build(project)
    assert done.returncode == 0, done.stderr
    return project / "site"


@pytest.mark.parametrize(("path", "heading"), HEADINGS.items())
def test_every_type_of_page_has_its_content(site: Path, path: str, heading: str) -> None:
    document = page(site, path)
    assert ["".join(h1.itertext()) for h1 in document.iterfind(".//h1")] == [heading]
    (article,) = document.findall(".//main//article")
    assert article.xpath(".//p | .//li")
    assert len(document.xpath("//header//form[@role='search']")) == (path != "search/")
    assert len(document.findall(".//footer")) == 1


def test_every_file_is_reached_by_plain_links(site: Path) -> None:
    assert unreached(site) == (set(), set())


def test_nothing_is_of_material(site: Path) -> None:
    assert not [path for path in tree(site) if path.startswith("assets/")]
