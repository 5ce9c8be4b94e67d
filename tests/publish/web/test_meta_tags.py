"""The meta tags of 政府网站发展指引: which page has which, in which order, under which name."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from nianbao.publish.web.meta_tags import (
    Article,
    ColumnPage,
    column_type,
    keywords_in,
    moment_in,
    page_tags,
    site_tags,
)
from nianbao.settings import SiteIdentity

SITE = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
ARTICLE = (
    *(*COLUMN, "ArticleTitle", "PubDate", "ContentSource"),
    *("Keywords", "Author", "Description", "Url"),
)
REPORT = Article(
    title="示例县人民政府2021年政府信息公开工作年度报告",
    column=ColumnPage("示例县人民政府信息公开年报", "历年报告。", ("年报",)),
    published="2022-01-20 10:30",
    source="示例县人民政府",
    keywords=("政府信息公开", "2021年"),
    author="张三",
    description="全文和统计表。",
    url="https://www.example.gov.cn/zwgk/gknb/shili/2021/",
)


def test_every_page_says_which_site_it_is_of() -> None:
    identity = SiteIdentity(id_code="0000000000")
    tags = site_tags("示例县政府信息公开", "https://www.example.gov.cn:8443/gk/", identity)
    assert tags == (
        ("SiteName", "示例县政府信息公开"),
        ("SiteDomain", "www.example.gov.cn"),
        ("SiteIDCode", "0000000000"),
    )
    assert tuple(name for name, _ in tags) == SITE


def test_a_column_says_what_it_holds() -> None:
    column = ColumnPage("政府信息公开年报", "历年报告。", ("年报", "政府信息公开"))
    tags = page_tags(column, "zwgk/gknb/")
    assert tuple(name for name, _ in tags) == COLUMN
    assert dict(tags) == {
        "ColumnName": "政府信息公开年报",
        "ColumnDescription": "历年报告。",
        "ColumnKeywords": "年报,政府信息公开",
        "ColumnType": "信息公开年报",
    }


def test_an_article_names_its_column_and_itself() -> None:
    tags = page_tags(REPORT, "zwgk/gknb/shili/2021/")
    assert tuple(name for name, _ in tags) == ARTICLE
    assert dict(tags)["ColumnName"] == REPORT.column.name
    assert dict(tags)["ColumnDescription"] == "历年报告。"
    assert dict(tags)["ColumnType"] == "信息公开年报"
    assert dict(tags)["PubDate"] == "2022-01-20 10:30"
    assert dict(tags)["Keywords"] == "政府信息公开,2021年"
    assert dict(tags)["Url"] == REPORT.url


def test_the_first_page_has_the_tags_of_the_site_only() -> None:
    assert page_tags(None, "") == ()


def test_what_is_not_known_is_left_out() -> None:
    assert "SiteIDCode" not in dict(site_tags("甲", "https://www.example.gov.cn/", SiteIdentity()))
    assert tuple(name for name, _ in page_tags(ColumnPage("甲"), "")) == (
        "ColumnName",
        "ColumnType",
    )
    bare = replace(
        REPORT, column=ColumnPage("甲"), published="", author="", keywords=(), description=""
    )
    assert tuple(name for name, _ in page_tags(bare, "")) == (
        *("ColumnName", "ColumnType", "ArticleTitle", "ContentSource", "Url"),
    )


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("zwgk/gkzn/", "信息公开指南"),
        ("zwgk/ysqgk/", "依申请公开"),
        ("zwgk/gknb/", "信息公开年报"),
        ("zwgk/gknb/shili/2021/tujie/", "信息公开年报"),
        ("zwgk/nbsj/xinshou/", "数据发布"),
        ("zwgk/fdzdgknr/", "信息公开目录"),
        ("help/glossary/", "信息公开年报"),
    ],
)
def test_the_kind_of_a_column_goes_by_its_address(path: str, kind: str) -> None:
    assert column_type(path) == kind
    assert dict(page_tags(ColumnPage("甲"), path))["ColumnType"] == kind
    assert (
        dict(page_tags(replace(REPORT, column=ColumnPage("甲", kind="政策文件")), path))[
            "ColumnType"
        ]
        == "政策文件"
    )


def test_content_is_one_line() -> None:
    assert ("ColumnDescription", "一 二") in page_tags(ColumnPage("甲", "一\n  二\n"), "")
    assert page_tags(ColumnPage(" \n"), "") == (("ColumnType", "信息公开年报"),)


@pytest.mark.parametrize("written", ["甲, 乙", "甲，乙", "甲、乙 ", "甲;乙,", ["甲", " 乙"]])
def test_keywords_of_a_hand_written_page(written: object) -> None:
    assert keywords_in(written) == ("甲", "乙")
    assert keywords_in(None) == ()


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-01-20", "2026-01-20"),
        ("2026-01-20 10:30", "2026-01-20 10:30"),
        ("2026-01-20 10:30:59", "2026-01-20 10:30"),
        ("2026年1月20日", ""),
        ("{}", ""),
        ("", ""),
    ],
)
def test_the_day_of_a_hand_written_page_as_yaml_reads_it(written: str, moment: str) -> None:
    assert moment_in(yaml.safe_load(written)) == moment
    assert moment_in(written) == moment
