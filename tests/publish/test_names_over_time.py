"""An organ that is renamed and stays what it is: past reports keep the name they came out under."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_portal import equipment_for, publish, tools_for
from nianbao.build.workers import LocalWorkers
from nianbao.publish import Published
from nianbao.publish.web.addresses import SEARCH
from nianbao.source import read_portal
from small_portal import write_small_portal

OLD, NEW = "示例县人民政府", "示例市人民政府"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The county is a city from 2022 on."""
    write_small_portal(tmp_path / "reports")
    organs = tmp_path / "reports/organs.yml"
    text = organs.read_text("utf-8")
    named = text.replace(f"name: {OLD},", f"name: {NEW}, names: [{{name: {OLD}, to: 2021}}],")
    assert named != text
    organs.write_text(named, "utf-8")
    return tmp_path


def made(project: Path) -> dict[str, str]:
    """The text of every page and data file, by its address."""
    equipment = equipment_for(project)
    published: Published = publish(equipment, tools_for(equipment, LocalWorkers(1)))
    binary = (".pdf", ".docx", ".xlsx", ".zip", ".gz", ".sqlite")
    texts = [e for e in published.entries if not e.path.endswith(binary)]
    return {e.path: equipment.store.path(e.sha256).read_text("utf-8") for e in texts}


def test_each_year_has_its_name(project: Path) -> None:
    portal, problems = read_portal(project / "reports")
    assert problems == []
    titles = {(r.year, r.organ.name): r.title for r in portal.reports if r.organ.slug == "shili"}
    assert titles == {
        (2021, OLD): f"{OLD}2021年政府信息公开工作年度报告",
        (2022, NEW): f"{NEW}2022年政府信息公开工作年度报告",
    }


def test_readers_see_each_name_where_it_belongs(project: Path) -> None:
    files = made(project)
    past, latest = (files[f"zwgk/gknb/shili/{year}/index.html"] for year in (2021, 2022))
    assert f"<title>{OLD}2021年" in past
    assert f"<title>{NEW}2022年" in latest
    assert (
        f'"organ": "{OLD}"' in files["zwgk/gknb/shili/2021/shili-2021.json"]
        or OLD in (files["zwgk/gknb/shili/2021/shili-2021.json"])
    )
    assert NEW not in files["zwgk/gknb/shili/2021/shili-2021.json"]
    organ = files["zwgk/gknb/shili/index.html"]
    assert f"{NEW}以前叫{OLD}" in organ
    assert f"与{OLD}2021年报告逐格对比" in latest
    assert OLD in files["zwgk/gknb/2021/index.html"]
    assert NEW in files["zwgk/nbsj/fabu/index.html"]


def test_it_is_found_by_both(project: Path) -> None:
    manifest = made(project)[f"{SEARCH}manifest.json"]
    assert OLD in manifest
    assert NEW in manifest


def test_a_title_may_use_either(project: Path) -> None:
    past = project / "reports/shili/2021.md"
    text = past.read_text("utf-8")
    for name in (OLD, NEW):
        titled = text.replace("year: 2021\n", f"year: 2021\ntitle: {name}2021年年度报告\n")
        past.write_text(titled, "utf-8")
        made(project)
