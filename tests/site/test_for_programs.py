"""What pages and lists say to programs holds on a whole site: feeds, links in heads, JSON-LD."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser
from resync.sitemap import Sitemap
from site_pages import COLUMN
from site_reading import page as tree_of

DEMO = "https://demo.example.gov.cn/"


def reports(site: Path) -> Iterator[tuple[str, Any]]:
    """The pages of all published texts of reports, by address."""
    for file in sorted(site.glob(f"{COLUMN}*/20*/**/index.html")):
        path = f"{file.parent.relative_to(site).as_posix()}/"
        tree = tree_of(site, path)
        if tree.xpath("//link[@rel='cite-as']"):
            yield path, tree


def test_every_feed_is_read_and_all_that_happened_is_in_those_of_the_portal(
    demo_site: Path,
) -> None:
    said: dict[str, set[str]] = {"portal": set(), "organs": set()}
    files = sorted(demo_site.glob(f"{COLUMN}**/feed*.xml"))
    for file in files:
        parsed = feedparser.parse(file.read_bytes())
        assert not parsed.bozo, file
        place = "portal" if file.parent == demo_site / COLUMN else "organs"
        ids = [entry.id for entry in parsed.entries]
        assert ids
        assert not said[place].intersection(ids)
        said[place].update(ids)
        for entry in parsed.entries:
            assert (demo_site / entry.link.removeprefix(DEMO) / "index.html").is_file()
    assert said["portal"] == said["organs"]
    assert len(said["portal"]) > 400
    assert any("#corrected-" in each for each in said["portal"])
    assert [each for each in said["portal"] if "#withdrawn-" in each] == [
        f"{DEMO}{COLUMN}donghe/2018/#withdrawn-2019-06-12"
    ]
    # A draft is not published.
    assert not any("/qingshi/2025/" in each for each in said["portal"])


def test_feeds_lead_back_through_every_year(demo_site: Path) -> None:
    name: str | None = f"{DEMO}{COLUMN}feed.xml"
    seen = []
    while name:
        parsed = feedparser.parse((demo_site / name.removeprefix(DEMO)).read_bytes())
        seen.append(name)
        links = {link.rel: link.href for link in parsed.feed.links}
        assert links["self"] == name
        name = links.get("prev-archive")
    there = {f"{DEMO}{f.relative_to(demo_site)}" for f in demo_site.glob(f"{COLUMN}feed*.xml")}
    assert set(seen) == there
    assert len(seen) > 10


def test_heads_of_reports_lead_to_files_of_the_types_they_say(demo_site: Path) -> None:
    listed = json.loads((demo_site / "manifest.json").read_bytes())["files"]
    types = {each["path"].removesuffix("index.html"): each["media_type"] for each in listed}
    count = 0
    for path, tree in reports(demo_site):
        links = [(a.get("rel"), a.get("href"), a.get("type")) for a in tree.xpath("//head/link")]
        for relation, href, kind in links:
            if relation in ("item", "alternate", "describedby", "collection"):
                target = urljoin(DEMO + path, href).removeprefix(DEMO)
                assert types[target] == kind, (path, href)
        assert [href for relation, href, _ in links if relation == "cite-as"] == [DEMO + path]
        offered = [str(href) for href in tree.xpath("//ul[@class='down']//a/@href")]
        assert [href for relation, href, _ in links if relation == "item"] == offered
        count += 1
    assert count > 400


def test_json_ld_says_what_the_page_says(demo_site: Path) -> None:
    for path, tree in reports(demo_site):
        (text,) = tree.xpath("//script[@type='application/ld+json']/text()")
        graph = {each["@type"]: each for each in json.loads(text)["@graph"]}
        report = graph["Report"]
        days = tree.xpath("//dl[@class='meta']//time/@datetime")
        assert report.get("datePublished") == (str(days[0])[:10] if days else None), path
        assert report["url"] == DEMO + path
        assert report["name"] in "".join(tree.find(".//h1").itertext())
        crumbs = [each["name"] for each in graph["BreadcrumbList"]["itemListElement"]]
        shown = tree.xpath("//nav[@class='crumbs']/*")
        assert crumbs == [each.text_content() for each in shown]
        digests = [each["sha256"] for each in report["encoding"]]
        assert (
            digests
            == [str(each) for each in tree.xpath("//code[@class='digest']/text()")][: len(digests)]
        )


def test_the_site_map_of_the_demonstration_holds_against_its_files(demo_site: Path) -> None:
    content = (demo_site / "sitemap.xml").read_bytes()
    listed = json.loads((demo_site / "manifest.json").read_bytes())["files"]
    files = {each["path"].removesuffix("index.html"): each for each in listed}
    resources = list(Sitemap().parse_xml(io.BytesIO(content)))
    assert len(resources) > 3000
    for resource in resources:
        file = files[resource.uri.removeprefix(DEMO)]
        assert (resource.sha256, resource.length) == (file["sha256"], file["bytes"])
        year = resource.uri.removeprefix(DEMO + COLUMN).split("/")[1:2]
        if resource.lastmod and year and year[0].isdigit():
            assert int(str(resource.lastmod)[:4]) > int(year[0]), resource.uri
