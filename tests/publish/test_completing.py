"""What is made of the finished list of files: the page of what no page leads to, digests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from nianbao.build import entry_of, media_type_of
from nianbao.build.manifest import Entry
from nianbao.publish.files import files_pages
from nianbao.publish.site import Publication
from nianbao.publish.verification import DATA_FILE, SINGLE_FILE, published_files, verification_files
from nianbao.source import read_portal
from places import DATA
from publications import material_of

REPORT = "zwgk/gknb/shili/2021/"


def entry(path: str) -> Entry:
    return entry_of(path, media_type_of(path), path.encode(), date(2022, 1, 1))


def test_every_file_is_said_of_its_page_and_version() -> None:
    portal, _ = read_portal(DATA / "problems/no-problem-corrections/reports")
    facts = Publication(material_of(portal)).material.facts
    paths = (
        *(f"{REPORT}shili-2021.pdf", f"{REPORT}v1/shili-2021-v1.csv", f"{REPORT}index.html"),
        *(f"{REPORT}tujie/a.pdf", "zwgk/gknb/shili/附件.pdf", "zwgk/nbsj/x/x.csv", "robots.txt"),
    )
    feed = replace(entry(f"{REPORT}feed.xml"), media_type="application/atom+xml")
    data = published_files((*map(entry, paths), feed), facts, {"zwgk/nbsj/x/": "指标"})
    title = "示例县人民政府2021年政府信息公开工作年度报告"
    assert [(*each[:4], list(each[4])) for each in data["folders"]] == [  # type: ignore[attr-defined]
        ("", "", "", "", ["robots.txt"]),
        (REPORT, title, "第3版，现行版本", "", ["shili-2021.pdf"]),
        (f"{REPORT}tujie/", title, "第3版，现行版本", "", ["a.pdf"]),
        (
            f"{REPORT}v1/",
            title,
            "第1版，已经更正，不是现行版本",
            REPORT,
            ["shili-2021-v1.csv"],
        ),
        ("zwgk/gknb/shili/", "示例县人民政府", "", "", ["附件.pdf"]),
        ("zwgk/nbsj/x/", "指标", "", "", ["x.csv"]),
    ]


def test_names_are_data_in_the_single_file() -> None:
    data = {"folders": [["a/", "</script><b>", "", "", {"<i>.pdf": "0" * 64}]]}
    files = verification_files(data, "<i>甲</i>", "https://www.shili.gov.cn/zwgk")
    assert set(files) == {DATA_FILE, SINGLE_FILE}
    page = files[SINGLE_FILE].decode()
    assert "<b>" not in page
    assert "<i>" not in page
    assert "https://www.shili.gov.cn/zwgk/" in page
    assert page.count("</script>") == 2
    assert files == verification_files(data, "<i>甲</i>", "https://www.shili.gov.cn/zwgk")


def test_a_long_list_goes_on_and_pages_stand_by_their_addresses() -> None:
    pages = list(files_pages(("b/index.html", "c.json", "a.json", "index.html.bak"), most=2))
    assert [page.path for page in pages] == ["sitemap/files/", "sitemap/files/2/"]
    assert [page.files for page in pages] == [("a.json", "b/"), ("c.json", "index.html.bak")]
    assert {page.sheets for page in pages} == {("sitemap/files/", "sitemap/files/2/")}
    (alone,) = files_pages(())
    assert (alone.files, alone.sheets) == ((), ())
