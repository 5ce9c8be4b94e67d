"""What the page of a year shows: its reports, their sums, what is missing."""

from __future__ import annotations

import pytest
from nianbao.publish.paper.manuscripts import Volume
from nianbao.publish.site import Publication
from nianbao.publish.year.page import YearPage, year_pages
from publications import page_at


def test_its_reports_and_their_sums(small: Publication) -> None:
    page = page_at(small, "zwgk/gknb/2022/", YearPage)
    assert (page.title, page.crumb) == ("2022年政府信息公开年报", "2022年")
    assert [(row.name, [n.value for n in row.numbers]) for row in page.table.rows] == [
        ("示例县人民政府", [10, 9, 9, 13000, 12, 0]),
        ("民政局", [4, 3, 3, 50, None, 0]),
    ]
    assert [(total.name, total.value, total.remark) for total in page.totals] == [
        ("新收申请", 14, ""),
        ("办结", 12, ""),
        ("予以公开", 12, ""),
        ("行政许可", 13050, ""),
        ("行政处罚", 12, "2 份报告中的 1 份"),
        ("复议和诉讼", 0, ""),
    ]


def test_who_has_not_published(small: Publication) -> None:
    page = page_at(small, "zwgk/gknb/2022/", YearPage)
    assert (page.expected, [organ.name for organ in page.awaited]) == (3, ["示例县教育局"])
    earlier = page_at(small, "zwgk/gknb/2021/", YearPage)
    assert [organ.name for organ in earlier.awaited] == ["示例县救助站", "示例县老龄办"]


def test_what_there_is_to_take_away(small: Publication) -> None:
    page = page_at(small, "zwgk/gknb/2022/", YearPage)
    assert [(each.kind, each.path, each.title) for each in page.downloads] == [
        ("PDF", "zwgk/gknb/2022/nianbao-2022.pdf", "全年汇编"),
        ("CSV", "zwgk/gknb/2022/nianbao-2022.csv", "一览表"),
        ("ZIP", "zwgk/gknb/2022/nianbao-2022.zip", "全部文件"),
    ]
    assert page.picture == "zwgk/gknb/2022/tujie/"


def test_many_reports_fill_several_volumes(
    small: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nianbao.publish.year.page._IN_A_VOLUME", 1)
    (page, *_) = year_pages(small.material, small.files, None, 2022)
    found = [
        (each.path.rpartition("/")[2], each.title, each.artifact.content)
        for each in page.downloads
        if each.kind == "PDF"
    ]
    assert [(name, title) for name, title, _ in found] == [
        ("nianbao-2022.pdf", "全年汇编第1册"),
        ("nianbao-2022-2.pdf", "全年汇编第2册"),
    ]
    volumes = [content for _, _, content in found if isinstance(content, Volume)]
    assert [volume.title_lines[-1] for volume in volumes] == ["第1册", "第2册"]
    assert volumes[0].subtitle == "共2册，本册：示例县人民政府至示例县人民政府，1 个机关"
    assert [len(volume.manuscripts) for volume in volumes] == [1, 1]
    assert len({volume.key for volume in volumes}) == 2
