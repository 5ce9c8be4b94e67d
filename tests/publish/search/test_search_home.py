"""What the search page and the other hand-written pages list of a publication."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from made_portal import equipment_for, publish, tools_for
from nianbao.build.store import Store
from nianbao.build.workers import LocalWorkers
from nianbao.publish import Overview, Published
from nianbao.publish.search import DirectPage
from small_portal import write_small_portal

OWN = DirectPage("政府信息公开指南", "zwgk/gkzn/", ("指南",))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small portal, which is published."""
    return tmp_path_factory.mktemp("published")


@pytest.fixture(scope="module")
def published(root: Path) -> Published:
    """All that it comes to, with a hand-written page."""
    write_small_portal(root / "reports")
    equipment = equipment_for(root)
    with LocalWorkers(1) as workers:
        return publish(equipment, tools_for(equipment, workers), [OWN])


@pytest.fixture(scope="module")
def small(published: Published) -> Overview:
    """What pages list of it."""
    return published.overview


def test_the_years_and_organs_to_choose_from(small: Overview) -> None:
    assert [(line.year, line.path) for line in small.years] == [
        (2022, "zwgk/gknb/2022/"),
        (2021, "zwgk/gknb/2021/"),
    ]
    assert [
        (kind.value, [(line.organ.slug, line.path) for line in lines])
        for kind, lines in small.kinds
    ] == [
        ("政府", [("shili", "zwgk/gknb/shili/")]),
        ("部门", [("minzheng", "zwgk/gknb/minzheng/")]),
    ]


def test_what_the_other_pages_lead_to(small: Overview) -> None:
    assert small.latest is not None
    assert (small.latest.year, small.latest.path) == (small.years[0].year, small.years[0].path)
    assert small.latest.reports == small.years[0].reports
    assert small.latest_picture is not None
    assert small.latest_picture.path == small.years[0].picture == "zwgk/gknb/2022/tujie/"
    assert [page.crumb for page in small.in_site_map] == ["任选两份报告对比", "发布情况"]
    assert [(topic, len(pages)) for topic, pages in small.topics][:2] == [
        ("申请", 4),
        ("办理结果", 6),
    ]


def test_the_latest_year_is_as_its_own_page_has_it(small: Overview) -> None:
    assert small.latest is not None
    assert small.latest.title == "2022年政府信息公开年报"
    assert (len(small.latest.reports), small.latest.expected) == (2, 3)
    assert [total.value for total in small.latest.totals] == [14, 12, 12, 13050, 12, 0]
    assert small.counts is not None
    assert (small.counts.year, small.counts.numbers) == (2022, (3, 2, 1, 1, 0, 1, 0))


def test_the_files_that_are_searched(root: Path, published: Published) -> None:
    store = Store(root / ".cache/store")
    files = {entry.path: store.path(entry.sha256) for entry in published.entries}
    listed = json.loads(files["search/manifest.json"].read_text("utf-8"))
    assert [organ["slug"] for organ in listed["organs"]] == [
        *("shili", "minzheng", "jiaoyu", "jiuzhu", "laoling"),
    ]
    texts = sorted(path.rpartition("/")[2] for path in files if "/texts/" in path)
    assert texts == ["minzheng-2022.json", "shili-2021.json", "shili-2022.json"]


def test_pages_about_many_reports_are_found_by_their_titles(published: Published) -> None:
    listed = published.overview.listed
    names = [page.title for page in listed if page.by_title]
    assert names[:2] == ["2022年政府信息公开年报", "2021年政府信息公开年报"]
    assert names[-2:] == ["任选两份报告对比", "政府信息公开年报发布情况"]
    assert [page.path for page in listed if not page.by_title] == [
        "zwgk/gknb/2022/tujie/",
        "zwgk/gknb/2021/tujie/",
    ]
