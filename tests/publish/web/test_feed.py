"""Atom feeds: what happened, when, with what changed; valid, and the same for ever."""

from __future__ import annotations

import re

import feedparser
import pytest
from lxml import etree
from nianbao.publish.report.news import news_of
from nianbao.publish.report.page import ReportPage
from nianbao.publish.site import Publication
from nianbao.publish.web.feed import FeedItem, feed, feeds_by_year
from nianbao.source import read_portal
from places import DATA
from publications import material_of, page_at
from reading import SITE

ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
FOLDER = "zwgk/gknb/"
REPORT = f"{FOLDER}shili/2021/"


def item(day: str, event: str = "published", path: str = REPORT) -> FeedItem:
    return FeedItem(path, event, "甲 <乙> & 丙", "示例县人民政府", day, "")


def require_atom(content: bytes) -> etree._Element:
    """What RFC 4287 asks of a feed (4.1.1, 4.1.2), and that no id or link is there twice."""
    root = etree.fromstring(content)
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    for each in (root, *entries):
        for name in ("id", "title", "updated"):
            assert len(each.findall(ATOM + name)) == 1, name
        assert re.fullmatch(
            r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+08:00", str(each.findtext(f"{ATOM}updated"))
        )
        assert each.findtext(f"{ATOM}author/{ATOM}name")
        assert re.match("https?://", str(each.findtext(f"{ATOM}id")))
        links = [(link.get("rel"), link.get("type")) for link in each.findall(f"{ATOM}link")]
        assert len(links) == len(set(links))
        assert all(
            re.match("https?://", link.get("href", "")) for link in each.findall(f"{ATOM}link")
        )
    for entry in entries:
        assert entry.find(f"{ATOM}content") is not None or entry.find(f"{ATOM}summary") is not None
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids))
    days = [str(entry.findtext(f"{ATOM}updated")) for entry in entries]
    assert days == sorted(days, reverse=True)
    assert root.findtext(f"{ATOM}updated") == days[0]
    return root


@pytest.fixture(scope="module")
def corrected() -> ReportPage:
    portal, _ = read_portal(DATA / "problems/no-problem-corrections/reports")
    return page_at(Publication(material_of(portal)), REPORT, ReportPage)


def test_a_report_and_its_corrections_are_told_with_the_changed_cells(
    corrected: ReportPage,
) -> None:
    items = tuple(news_of(corrected))
    content = feed(f"{FOLDER}feed.xml", "年报", items, SITE, "示例县", about=FOLDER)
    require_atom(content)
    parsed = feedparser.parse(content)
    assert not parsed.bozo
    address = f"{SITE}{REPORT}"
    assert [entry.id for entry in parsed.entries] == [
        f"{address}#corrected-2022-05-06",
        f"{address}#corrected-2022-03-01",
        f"{address}#published",
    ]
    assert {entry.link for entry in parsed.entries} == {address}
    newest, first, published = parsed.entries
    assert newest.title == f"更正：{published.title}"
    assert "重复登记一件" in newest.content[0].value
    assert "漏计乡镇的五件" in first.content[0].value
    assert re.search(r"<li>主动公开 › .*：\d+ → \d+</li>", first.content[0].value)
    assert published.updated == "2022-01-20T00:00:00+08:00"
    assert published.author == "示例县人民政府"


def test_each_past_year_has_an_archive_that_leads_on() -> None:
    items = [item("2024-03-01"), item("2022-01-20"), item("2022-05-01", "corrected-2022-05-01")]
    feeds = feeds_by_year(FOLDER, "年报", items, SITE, "示例县")
    assert list(feeds) == [f"{FOLDER}feed.xml", f"{FOLDER}feed-2022.xml"]
    current, past = map(require_atom, feeds.values())
    assert current.find(f"{HISTORY}archive") is None
    assert past.find(f"{HISTORY}archive") is not None
    links = {
        link.get("rel"): link.get("href")
        for root in (past, current)
        for link in root.findall(f"{ATOM}link")
    }
    assert links["prev-archive"] == f"{SITE}{FOLDER}feed-2022.xml"
    assert links["current"] == links["self"] == f"{SITE}{FOLDER}feed.xml"
    assert len(past.findall(f"{ATOM}entry")) == 2
    assert feeds_by_year(FOLDER, "年报", items[::-1], SITE, "示例县") == feeds
    assert feeds_by_year(FOLDER, "年报", (), SITE, "示例县") == {}


def test_text_is_data_whatever_it_is() -> None:
    hostile = FeedItem(
        REPORT, "published", "<script>&\x0b\ufffe", "甲]]>", "2022-01-20", "09:30", ("<b>\x00",)
    )
    root = require_atom(feed("feed.xml", "年报", [hostile], SITE, "<i>", about=""))
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == "<script>&\ufffd\ufffd"
    assert entry.findtext(f"{ATOM}updated") == "2022-01-20T09:30:00+08:00"
    content = entry.find(f"{ATOM}content")
    assert content is not None
    assert [each.tag.rpartition("}")[2] for each in content.iter()] == ["content", "div", "p"]


def test_what_is_not_published_and_what_has_no_day_is_not_told(small: Publication) -> None:
    page = page_at(small, f"{FOLDER}shili/2022/", ReportPage)
    assert [each.event for each in news_of(page)] == ["published"]
    assert {a.path for a in small.feeds} == {
        f"{FOLDER}shili/feed.xml",
        f"{FOLDER}minzheng/feed.xml",
    }
    for artifact in small.feeds:
        assert artifact.media_type == "application/atom+xml"
        require_atom(artifact.content.data)  # type: ignore[attr-defined]
