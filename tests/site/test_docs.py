"""The pages written by hand, which a county fills in: in docs/, and as the site shows them."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from mkdocs.utils.meta import get_data
from nianbao.build import MANIFEST_FILES
from places import ROOT
from site_reading import page

BASE = "https://www.example.gov.cn/"
DOCS = ROOT / "docs"
PAGES = [path for path in sorted(DOCS.rglob("*.md")) if "maintainers" not in path.parts]
PARTS = ["政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报"]
PLACE = re.compile(r"（请填写：[^（）：\s]+）")
# What people leave in a text for others to fill in.
OTHER_MARKS = re.compile(r"[×X]{2,}|某某|_{3,}|待[补填]|TODO|此处填写")
# The 条例 of 2019; 原条例 counts its articles otherwise.
CITED = re.compile(
    r"(?<!原)《(?:中华人民共和国)?(?:政府信息公开)?条例》((?:[、和至]?第[一二三四五六七八九十百]+条)+)"
)
LAST_ARTICLE = 56


each_page = pytest.mark.parametrize("path", PAGES, ids=lambda p: str(p.relative_to(DOCS)))


def numeral(number: int) -> str:
    """A number below 100 in Chinese."""
    digits: list[str] = ["", *"一二三四五六七八九"]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else digits[tens]) + ("十" if tens else "") + digits[ones]


ARTICLES = {f"第{numeral(number)}条" for number in range(1, LAST_ARTICLE + 1)}


@each_page
def test_a_page_tells_search_engines_what_it_is(path: Path) -> None:
    text, meta = get_data(path.read_text("utf-8"))
    assert meta["title"]
    assert re.fullmatch(r"[^。\n]+。", meta["description"])
    heading = re.search(r"^# (.+)", text, re.MULTILINE)
    if heading and path != DOCS / "index.md":
        assert heading[1] == meta["title"]


@each_page
def test_places_to_fill_in_are_marked_in_one_way(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.findall("请填写.*", PLACE.sub("", text))
    if path.is_relative_to(DOCS / "zwgk"):
        assert not OTHER_MARKS.findall(text)


@each_page
def test_articles_cited_are_in_the_regulation(path: Path) -> None:
    for cited in CITED.findall(path.read_text("utf-8")):
        assert set(re.findall("第[^第]+?条", cited)) <= ARTICLES


def test_the_guide_tells_what_the_regulation_asks_of_it() -> None:
    guide = (DOCS / "zwgk/gkzn/index.md").read_text("utf-8")
    # 条例 第十二条
    for field in ("分类", "编排", "获取", "名称", "办公地址", "办公时间", "联系电话", "传真号码"):
        assert field in guide


def test_the_fifteen_items_stand_in_order_each_with_its_place() -> None:
    text = (DOCS / "zwgk/fdzdgknr/index.md").read_text("utf-8")
    items = re.findall(r"^- （([一二三四五六七八九十]+)）([^：]+)：(.+)$", text, re.MULTILINE)
    assert [number for number, _, _ in items] == [numeral(number) for number in range(1, 16)]
    assert all(PLACE.fullmatch(place) or "](" in place for _, _, place in items)


def addresses(site: Path, file: str, within: str) -> dict[str, str]:
    """Where the links of a part of a page lead, below the site's root, with their words."""
    links = page(site, file).xpath(f"//*[@class='{within}']//a[@href]")
    found = {urljoin(BASE + file, a.get("href")): a.text_content() for a in links}
    return {urlsplit(address).path.lstrip("/"): words for address, words in found.items()}


def test_the_site_map_leads_to_every_page_but_those_that_only_a_report_leads_to(
    own_site: Path,
) -> None:
    """To the page on which reports are written, the handbook leads those who write them."""
    pages = {
        path.relative_to(own_site).as_posix().removesuffix("index.html")
        for path in own_site.rglob("index.html")
    } - {"zwgk/gknb/minquan/2021/tujie/", "help/tianbao/"}
    listed = addresses(own_site, "sitemap/index.html", "tree")
    assert set(listed) == pages - {"sitemap/"} | {"sitemap.xml", *MANIFEST_FILES}


def test_the_bar_shows_the_four_parts_in_their_order(own_site: Path) -> None:
    bar = addresses(own_site, "zwgk/gknb/index.html", "tabs")
    assert list(bar.values()) == ["首页", *PARTS, "年报数据"]
    front = addresses(own_site, "zwgk/index.html", "prose")
    assert list(front.values())[: len(PARTS)] == PARTS


def test_a_wrong_address_leads_on(own_site: Path) -> None:
    assert set(addresses(own_site, "404.html", "plain")) == {
        *("", "zwgk/gknb/", "search/", "sitemap/"),
    }
