"""What the search page and the other hand-written pages list of a publication."""

from __future__ import annotations

import json

from nianbao.publish.artifact import Ready
from nianbao.publish.search import DirectPage
from nianbao.publish.site import Publication


def test_the_years_and_organs_to_choose_from(small: Publication) -> None:
    assert [(page.year, page.path) for page in small.years] == [
        (2022, "zwgk/gknb/2022/"),
        (2021, "zwgk/gknb/2021/"),
    ]
    assert [
        (kind.value, [(page.organ.slug, page.path) for page in pages])
        for kind, pages in small.kinds
    ] == [
        ("政府", [("shili", "zwgk/gknb/shili/")]),
        ("部门", [("minzheng", "zwgk/gknb/minzheng/")]),
    ]


def test_what_the_other_pages_lead_to(small: Publication) -> None:
    assert small.latest == small.years[0]
    assert small.latest_picture is not None
    assert small.latest_picture.path == "zwgk/gknb/2022/tujie/"
    assert [page.crumb for page in small.in_site_map] == ["任选两份报告对比", "发布情况"]
    assert [(topic, len(pages)) for topic, pages in small.topics][:2] == [
        ("申请", 4),
        ("办理结果", 6),
    ]


def test_the_files_that_are_searched(small: Publication) -> None:
    own = DirectPage("政府信息公开指南", "zwgk/gkzn/", ("指南",))
    files = {file.path: file.content for file in small.search_artifacts([own])}
    manifest = files["search/manifest.json"]
    assert isinstance(manifest, Ready)
    listed = json.loads(manifest.data)
    assert [organ["slug"] for organ in listed["organs"]] == [
        *("shili", "minzheng", "jiaoyu", "jiuzhu", "laoling"),
    ]
    texts = sorted(path.rpartition("/")[2] for path in files if "/texts/" in path)
    assert texts == ["minzheng-2022.json", "shili-2021.json", "shili-2022.json"]
