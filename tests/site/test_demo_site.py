"""The demonstration's site: years, organs, versions and downloads hang together."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree, html
from nianbao.publish.data.outputs import OUTPUTS
from open_json import values_in
from opened_pdf import root_of
from pypdf import PdfReader
from site_pages import COLUMN, CORRECTED, YEAR
from site_reading import links, page, unreached

BASE = "https://demo.example.gov.cn/"
EARLIER = f"{CORRECTED}v1/"


def table(document: html.HtmlElement) -> list[list[str]]:
    rows = document.find(".//table").iterfind("tbody/tr")
    return [[cell.text_content().strip() for cell in row] for row in rows]


def data(site: Path, path: str) -> dict[str, Any]:
    (file,) = (site / path).glob("*.json")
    content: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return content


def test_every_file_is_reached_from_the_home_page_by_plain_links(demo_site: Path) -> None:
    assert unreached(demo_site) == (set(), set())


def test_every_page_says_that_nothing_on_it_is_real(demo_site: Path) -> None:
    pages = list(demo_site.rglob("*.html"))
    assert len(pages) > 500
    for path in pages:
        banner = page(demo_site, path.relative_to(demo_site).as_posix()).find(
            ".//*[@class='banner']"
        )
        assert banner is not None, path
        assert banner.text_content().startswith("示例数据"), path


def test_a_correction_links_both_texts(demo_site: Path) -> None:
    current, earlier = page(demo_site, CORRECTED), page(demo_site, EARLIER)
    relations = {link.get("rel"): link.get("href") for link in current.iterfind(".//link[@rel]")}
    assert relations["predecessor-version"] == "v1/"
    assert relations["latest-version"] == "./"
    relations = {link.get("rel"): link.get("href") for link in earlier.iterfind(".//link[@rel]")}
    assert relations["latest-version"] == "../"
    assert "predecessor-version" not in relations
    assert "只供查考" in earlier.find(".//*[@class='notice superseded']").text_content()
    assert current.find(".//a[@rel='predecessor-version']").get("href") == "v1/"
    assert earlier.find(".//a[@rel='latest-version']").get("href") == "../"


def test_the_page_shows_what_a_correction_changed(demo_site: Path) -> None:
    before, after = (values_in(data(demo_site, path)) for path in (EARLIER, CORRECTED))
    figures, texts = page(demo_site, CORRECTED).xpath("//section[@class='changes']//table")
    for place, old, new in (
        [cell.text_content() for cell in row] for row in figures.iterfind("tbody/tr")
    ):
        address = place.replace(" › ", ".")
        was, now = before[address], after[address]
        assert (old, new) == (str(was), str(now))
        assert was != now
    assert len(figures.findall("tbody/tr")) == 8
    assert [ins.text for ins in texts.iterfind(".//ins")]
    assert page(demo_site, EARLIER).xpath("//section[@class='changes']//table")


def test_an_earlier_text_keeps_its_downloads_and_says_what_it_is(demo_site: Path) -> None:
    assert {path.name for path in (demo_site / EARLIER).iterdir()} == {
        "index.html",
        *(f"shilixian-2023-v1{output.suffix}" for output in OUTPUTS),
    }
    about = data(demo_site, EARLIER)
    assert (about["version"], about["current"]) == (1, False)
    assert (data(demo_site, CORRECTED)["version"], data(demo_site, CORRECTED)["current"]) == (
        2,
        True,
    )
    first = PdfReader(demo_site / EARLIER / "shilixian-2023-v1.pdf").pages[0].extract_text()
    assert "本版已于2024年4月2日更正" in first.replace("\n", "").replace(" ", "")


def test_no_list_and_no_sum_has_an_earlier_text(demo_site: Path) -> None:
    for path in ("", COLUMN, YEAR, f"{COLUMN}shilixian/", "sitemap/"):
        assert not [link for link in links(demo_site, path) if "/v1/" in link], path
    county = values_in(data(demo_site, CORRECTED))["依申请公开.本年新收.总计"]
    foot = page(demo_site, YEAR).find(".//tfoot/tr")
    assert foot[3].text_content() == str(county)
    with zipfile.ZipFile(demo_site / YEAR / "nianbao-2023.zip") as archive:
        assert not [name for name in archive.namelist() if "-v1" in name]
    sitemap = (demo_site / "sitemap.xml").read_bytes()
    dates = {
        url.findtext("{*}loc"): url.findtext("{*}lastmod")
        for url in etree.fromstring(sitemap).iterfind("{*}url")
    }
    assert dates[f"{BASE}{CORRECTED}"] == "2024-04-02"
    assert (
        dates[f"{BASE}{EARLIER}"] == dates[f"{BASE}{EARLIER}shilixian-2023-v1.pdf"] == "2024-03-12"
    )


def test_a_year_says_whose_figures_hold_those_of_others(demo_site: Path) -> None:
    remark = page(demo_site, YEAR).find(".//p[@class='remark']")
    assert remark.text_content().startswith("示例县人民政府的数字已包括其下级机关")
    assert page(demo_site, f"{COLUMN}2010/").find(".//p[@class='remark']") is None


def test_a_year_has_every_report_in_one_table_and_says_who_is_missing(demo_site: Path) -> None:
    rows = table(page(demo_site, f"{COLUMN}2022/"))
    assert len(rows) == 23
    awaited = page(demo_site, f"{COLUMN}2022/").find(".//section[@aria-labelledby='awaited']")
    assert [item.text_content() for item in awaited.iterfind(".//li")] == ["示例县南湖镇人民政府"]
    assert page(demo_site, YEAR).find(".//section[@aria-labelledby='awaited']") is None


def test_the_table_of_a_year_and_its_csv_have_the_reports_figures(demo_site: Path) -> None:
    text = (demo_site / YEAR / "nianbao-2023.csv").read_text("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    rows = table(page(demo_site, YEAR))
    # The page leaves out the county's name.
    for line, row in zip(lines, rows, strict=True):
        assert line["机关"] in (row[0], f"示例县{row[0]}")
    for line, row in zip(lines, rows, strict=True):
        values = values_in(data(demo_site, line["网址"].removeprefix(BASE)))
        received = values["依申请公开.本年新收.总计"]
        assert line["新收申请（件）"] == row[3].replace(",", "") == str(received)


def test_the_archive_of_a_year_holds_what_the_site_holds(demo_site: Path) -> None:
    with zipfile.ZipFile(demo_site / YEAR / "nianbao-2023.zip") as archive:
        names = set(archive.namelist()) - {"SHA256SUMS.txt", "目录.csv"}
        assert len(names) == 24 * len(OUTPUTS) + 3
        for name in names:
            slug, _, file = name.rpartition("/")
            place = demo_site / COLUMN / slug / "2023" / file if slug else demo_site / YEAR / file
            place = demo_site / YEAR / "tujie" / file if file.endswith("-tujie.pdf") else place
            assert archive.read(name) == place.read_bytes(), name
        sums = archive.read("SHA256SUMS.txt").decode()
        told = dict(line.split("  ")[::-1] for line in sums.splitlines())
        for name in names:
            assert told[name] == hashlib.sha256(archive.read(name)).hexdigest()


def test_the_volume_of_a_year_has_an_outline_of_its_organs(demo_site: Path) -> None:
    volume = PdfReader(demo_site / YEAR / "nianbao-2023.pdf")
    titles = [entry.title for entry in volume.outline if not isinstance(entry, list)]
    names = [row[0] for row in table(page(demo_site, YEAR))]
    told = [str(title).partition("2023年")[0] for title in titles[-24:]]
    assert all(t in (name, f"示例县{name}") for t, name in zip(told, names, strict=True))
    assert root_of(volume)["/MarkInfo"]["/Marked"]


def test_an_organ_tells_what_it_came_from_and_became(demo_site: Path) -> None:
    def ties(path: str) -> dict[str, list[str]]:
        entries = page(demo_site, path).iterfind(".//dl[@class='meta']/div")
        return {e.find("dt").text: [a.text for a in e.iterfind(".//a")] for e in entries}

    assert ties(f"{COLUMN}ziranziyuanju/")["前身"] == ["示例县国土资源局"]
    assert "示例县自然资源局" in ties(f"{COLUMN}guotuju/")["后继"]


def test_only_checked_tables_say_that_they_were_checked(demo_site: Path) -> None:
    def trust(path: str) -> str:
        return "".join(
            p.text_content() for p in page(demo_site, path).xpath("//p[contains(@class, 'trust')]")
        )

    assert "第一项加第二项之和" in trust(CORRECTED)
    assert "除外" not in trust(CORRECTED)
    assert trust(EARLIER) == ""
    assert "涉及空白格的除外" in trust(f"{COLUMN}beiyuan/2015/")
    assert "不相符的见上面的数据说明" in trust(f"{COLUMN}jiaotongju/2020/")


def test_terms_of_a_table_lead_to_the_glossary(demo_site: Path) -> None:
    document = page(demo_site, CORRECTED)
    ids = {element.get("id") for element in document.iterfind(".//*[@id]")}
    inside = [a.get("href") for a in document.xpath("//th/a")]
    assert len(inside) > 20
    assert all(target[0] == "#" and target[1:] in ids for target in inside)
    glossary = {e.get("id") for e in page(demo_site, "help/glossary/").iterfind(".//*[@id]")}
    for target in document.xpath("//details[@class='terms']//dd/a/@href"):
        assert unquote(urlsplit(target).fragment) in glossary
