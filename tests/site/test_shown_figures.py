"""Every number on the pages across years and organs, against the reports' CSV files."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from pathlib import Path
from urllib.parse import urljoin

import pytest
from figures_by_hand import ByHand, number
from lxml import html
from site_reading import page

DATA = "zwgk/nbsj/"
_MOST = 5 * 1024


@pytest.fixture(scope="session")
def by_hand(demo_site: Path) -> ByHand:
    return ByHand(demo_site, demo_site.parent / "reports")


def slug_in(cell: html.HtmlElement) -> str:
    """The organ that a row's head links to."""
    address: str = cell.find(".//a").get("href")
    return address.rstrip("/").split("/")[-1]


def seen(site: Path, path: str) -> html.HtmlElement:
    """A page as eyes see it, without units and remarks in small print."""
    document = page(site, path)
    for part in document.xpath("//*[@class='unseen'] | //td//small | //dd//small[not(*)]"):
        part.drop_tree()
    return document


def text(cell: html.HtmlElement) -> str:
    content: str = cell.text_content()
    return content.strip()


def changed(shown: str) -> Decimal | None:
    """The difference that a sign and a number tell."""
    if shown in ("—", ""):
        return None
    found = re.fullmatch(r"(?:比\d{4}年)?(?:([▲▼])([\d,.]+)|持平)", shown)
    assert found, shown
    return Decimal((found[2] or "0").replace(",", "")) * (-1 if found[1] == "▼" else 1)


def difference(
    by_hand: ByHand, name: str, before: tuple[str, int] | None, after: tuple[str, int]
) -> Decimal | None:
    then, now = (by_hand.indicator(*place, name) if place else None for place in (before, after))
    if then is None or now is None or then[0] != now[0] or None in (then[1], now[1]):
        return None
    return (now[1] or Decimal(0)) - (then[1] or Decimal(0))


def paged(by_hand: ByHand) -> list[tuple[str, str]]:
    """Name and address of the indicators that have a page."""
    pages = {name: entry.get("slug") for name, entry in by_hand.indicators.items()}
    return [(name, f"{DATA}{slug}/") for name, slug in pages.items() if slug]


def test_every_indicator_has_its_sums(demo_site: Path, by_hand: ByHand) -> None:
    years = sorted({year for _, year in by_hand.cells}, reverse=True)
    for name, path in paged(by_hand):
        expected = [(year, each) for year in years if (each := by_hand.county(year, name))]
        table = seen(demo_site, path).xpath("//section[@aria-labelledby='county']//tbody/tr")
        shown = [[text(cell) for cell in row] for row in table]
        assert [
            (f"{year}年", value, meaning, f"{given}" if given == asked else f"{given} / {asked}")
            for year, (meaning, value, given, asked) in expected
        ] == [(year, number(value), meaning, given) for year, value, meaning, given in shown], path


def test_every_number_of_an_organ_is_that_of_its_report(demo_site: Path, by_hand: ByHand) -> None:
    count = 0
    for name, path in paged(by_hand):
        document = seen(demo_site, path)
        (table,) = document.xpath("//section[@aria-labelledby='organs']//table")
        heads = [text(cell) for cell in table.xpath("thead/tr[last()]/th")]
        years = [int(head) for head in heads if head.isdigit()]
        organs = []
        for row in table.xpath("tbody/tr[td][not(@class='rest')]"):
            slug = slug_in(row[0])
            organs.append(slug)
            for year, cell in zip(years, row[1:], strict=True):
                shown = text(cell)
                if (slug, year) not in by_hand.cells:
                    assert shown == "·", (path, slug, year)
                    continue
                there = by_hand.indicator(slug, year, name)
                assert number(shown.rstrip("※")) == (there[1] if there else None), (
                    path,
                    slug,
                    year,
                )
                assert cell.find("a").get("href").endswith(f"/{slug}/{year}/")
                count += 1
        has = {s for s, y in by_hand.cells if by_hand.indicator(s, y, name)}
        assert set(organs) == has, path
        sums = [number(text(cell)) for cell in table.xpath("tfoot/tr/td")]
        counties = [by_hand.county(year, name) for year in years]
        assert sums == [county and county[1] for county in counties]
    assert count > 5000


def test_organs_stand_in_the_order_of_their_numbers(demo_site: Path, by_hand: ByHand) -> None:
    """Those of one kind by their numbers; those that share zero, or all the same, in one line."""
    ranked = 0
    for name, path in paged(by_hand):
        document = seen(demo_site, path)
        latest = max(year for _, year in by_hand.cells if by_hand.county(year, name))
        places = document.xpath("//section[@aria-labelledby='places']")
        alone = [s for s in by_hand.organs if not by_hand.organs[s].get("aggregate")]
        known = {
            slug: each[1]
            for slug in alone
            if (each := by_hand.indicator(slug, latest, name)) and each[1] is not None
        }
        if not places:
            assert not known, path
            continue
        shown = set()
        for table in places[0].xpath(".//table"):
            rows = table.xpath("tbody/tr")
            is_ranked = "名次" in text(table.find("thead"))
            told = [(slug_in(row.find("th")), number(text(row[-2]))) for row in rows]
            values = [value for _, value in told if value is not None]
            assert values == sorted(values, reverse=True)
            for (slug, value), row in zip(told, rows, strict=True):
                assert known[slug] == value, (path, slug)
                if is_ranked:
                    assert int(text(row[0])) == 1 + sum(other > value for other in values)
                    ranked += 1
                expected = difference(by_hand, name, (slug, latest - 1), (slug, latest))
                assert changed(text(row[-1])) == expected, (path, slug)
                shown.add(slug)
        alike = "".join(text(remark) for remark in places[0].xpath(".//p[@class='remark']"))
        for slug in known.keys() - shown:
            assert str(by_hand.organs[slug]["name"]).removeprefix("示例县") in alike, (path, slug)
    assert ranked > 200


def test_the_csv_of_an_indicator_has_the_same_numbers(demo_site: Path, by_hand: ByHand) -> None:
    for name, path in paged(by_hand):
        (file,) = (demo_site / path).glob("*.csv")
        rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))))
        for row in rows:
            value, year = number(row["数值"]), int(row["年度"])
            if row["机关"] == "合计":
                expected = (
                    row["统计口径"],
                    value,
                    int(row["计入的报告"]),
                    int(row["应计入的报告"]),
                )
                assert by_hand.county(year, name) == expected
            else:
                assert by_hand.indicator(row["机关代号"], year, name) == (row["统计口径"], value)
                assert row["网址"].endswith(f"/{row['机关代号']}/{year}/")
        places = [(row["机关代号"], row["年度"]) for row in rows]
        assert len(set(places)) == len(places)
        every = {(s, str(y)) for s, y in by_hand.cells if by_hand.indicator(s, y, name)}
        assert {place for place in places if place[0]} == every


def test_the_first_page_of_the_data_tells_the_latest_sums(demo_site: Path, by_hand: ByHand) -> None:
    names = {path: name for name, path in paged(by_hand)}
    years = {
        path: max(year for _, year in by_hand.cells if by_hand.county(year, name))
        for path, name in names.items()
    }
    document = seen(demo_site, DATA)
    rows = document.xpath("//section[starts-with(@aria-labelledby, 'topic')]//tbody/tr")
    # What is counted no more stands by itself, with the year until which it was.
    ended = {
        f"{DATA}{slug_in(item)}/": int(re.search(r"统计到(\d+)年", item.text_content())[1])  # type: ignore[index]
        for item in document.xpath("//section[@aria-labelledby='ended']//li")
    }
    assert ended == {path: year for path, year in years.items() if year < max(years.values())}
    assert {f"{DATA}{slug_in(row[0])}/" for row in rows} == names.keys() - ended.keys()
    assert len(rows) + len(ended) == len(names)
    for row in rows:
        path = f"{DATA}{slug_in(row[0])}/"
        name, latest = names[path], years[path]
        now, then = by_hand.county(latest, name), by_hand.county(latest - 1, name)
        assert now
        assert number(text(row[1])) == now[1]
        assert f"{latest}年" in row.getparent().getparent().find("thead/tr/th[2]").text_content()
        if then is None or then[0] != now[0] or then[2] != then[3] or now[2] != now[3]:
            assert text(row[2]) == "—"
        else:
            assert changed(text(row[2])) == now[1] - then[1]  # type: ignore[operator]


def test_an_organ_has_its_numbers_of_every_year(demo_site: Path, by_hand: ByHand) -> None:
    names = {path: name for name, path in paged(by_hand)}
    before = {s: o["predecessor"] for s, o in by_hand.organs.items() if "predecessor" in o}
    count = 0
    for slug in by_hand.organs:
        # A rename has one predecessor; those of the demonstration have no other successor.
        followed = {slug, *([before[slug]] if isinstance(before.get(slug), str) else [])}
        expected = {place for place in by_hand.cells if place[0] in followed}
        document = seen(demo_site, f"zwgk/gknb/{slug}/")
        for table in document.xpath("//section[@aria-labelledby='years']//table"):
            columns = [names[f"{DATA}{slug_in(cell)}/"] for cell in table.xpath("thead/tr/th[a]")]
            places = []
            for row in table.xpath("tbody/tr[td][not(@class)]"):
                link = urljoin(f"zwgk/gknb/{slug}/", row[0].find("a").get("href"))
                place = (link.split("/")[-3], int(link.split("/")[-2]))
                places.append(place)
                for name, cell in zip(columns, row[1:], strict=True):
                    there = by_hand.indicator(*place, name)
                    assert number(text(cell)) == (there[1] if there else None), (place, name)
                    count += 1
            has = {p for p in expected if any(by_hand.indicator(*p, name) for name in columns)}
            assert set(places) == has, (slug, columns)
            assert len(places) == len(has)
    assert count > 5000


def test_a_report_is_held_against_the_one_before(demo_site: Path, by_hand: ByHand) -> None:
    compared = 0
    for slug, year in by_hand.cells:
        document = seen(demo_site, f"zwgk/gknb/{slug}/{year}/")
        for cell in document.xpath("//dl[@class='keys']/div"):
            name = cell.findtext("dt")
            there = by_hand.indicator(slug, year, name)
            assert there
            assert number(cell.find("dd").text.strip()) == there[1]
            shown = cell.xpath(".//*[@class='change']")
            expected = difference(by_hand, name, by_hand.before(slug, year), (slug, year))
            assert (changed(text(shown[0])) if shown else None) == expected, (slug, year, name)
            compared += expected is not None
    assert compared > 1000


def test_pictures_say_what_the_reports_say(demo_site: Path, by_hand: ByHand) -> None:
    drawn = compared = 0
    for slug, year in by_hand.cells:
        document = seen(demo_site, f"zwgk/gknb/{slug}/{year}/")
        for chart in document.xpath("//ul[@class='pictures']//*[local-name()='svg']"):
            told = chart.xpath("*[local-name()='desc']")[0].text
            # “自然人 3” or, beside the year before, “自然人 2023年 3、2022年 2”.
            now = re.findall(rf"[。，]([^。，]+?) (?:{year}年 )?([\d,.—]+)(?=[，。、])", told)
            assert now, told
            before = re.findall(r"[。，]([^。，]+?) [^。，]*、(\d{4})年 ([\d,.—]+)(?=[，。])", told)
            # Of the year before all are told that were counted in the same way.
            for name in {name for name, _ in now} - {name for name, _, _ in before}:
                earlier = by_hand.indicator(slug, year - 1, name)
                assert not before or not earlier or earlier[0] != name or earlier[1] is None
            for name, then, value in [(name, year, value) for name, value in now] + before:
                there = by_hand.indicator(slug, int(then), name)
                assert there, name
                assert number(value) == there[1], (slug, then, name)
            compared += len(before)
            # Direct labels are the same numbers, in the same order.
            labels = chart.xpath("*[local-name()='text'][@class='number']/text()")
            assert labels == [value for _, value in now]
            drawn += 1
    assert drawn > 300
    assert compared > 1000


def test_pictures_are_light_and_described(demo_site: Path) -> None:
    count = 0
    for path in demo_site.glob("zwgk/**/index.html"):
        ids = []
        for chart in page(demo_site, path.parent.relative_to(demo_site).as_posix() + "/").xpath(
            "//*[local-name()='svg'][@role='img']"
        ):
            assert len(html.tostring(chart, encoding="utf-8")) <= _MOST, path
            title, description = (
                chart.xpath(f"*[local-name()='{n}']")[0] for n in ("title", "desc")
            )
            assert chart.get("aria-labelledby").split() == [title.get("id"), description.get("id")]
            assert title.text
            assert description.text
            ids += [title.get("id"), description.get("id")]
            count += 1
        assert len(set(ids)) == len(ids), path
    assert count > 2500
