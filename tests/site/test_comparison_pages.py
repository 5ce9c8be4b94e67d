"""Every comparison says what anyone can work out from the two CSV downloads of the reports.

The differences are computed here from those files alone, with csv and Decimal.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest
from lxml import html
from site_pages import COLUMN, COMPARED, PICKER
from site_reading import links, page
from site_serving import compressed

# What means the same under another name in the forms of 2019 and 2021, as their notices have it.
RENAMED = {
    f"主动公开.{row}.处理决定数量": f"主动公开.{row}.本年处理决定数量"
    for row in ("行政许可", "行政处罚", "行政强制")
}
SAME_TABLES = ("依申请公开", "复议诉讼")
LARGEST = 8


@dataclass(frozen=True)
class Told:
    """One line of a page's table: the last part of its label, both numbers, the difference."""

    label: str
    before: Decimal | None
    after: Decimal | None
    difference: Decimal | None


def pages(site: Path) -> list[str]:
    found = sorted(site.glob(f"{COLUMN}*/*/duibi/index.html"))
    return [f"{path.parent.relative_to(site).as_posix()}/" for path in found]


def reports_of(site: Path, path: str) -> list[str]:
    """The addresses of both reports that a page links to."""
    anchors = page(site, path).iterfind(".//dl[@class='meta']//a")
    return [unquote(urljoin(f"/{path}", a.get("href"))).lstrip("/") for a in anchors]


@cache
def figures(site: Path, path: str) -> dict[str, dict[str, str]]:
    """A report's figures by address, as its CSV download has them."""
    *_, organ, year, _ = path.split("/")
    text = (site / path / f"{organ}-{year}.csv").read_text("utf-8-sig")
    return {row["地址"]: row for row in csv.DictReader(io.StringIO(text))}


def counterpart(address: str, old: dict[str, dict[str, str]], now: dict[str, str]) -> str | None:
    """The address in the earlier report of what means the same, if the notices say so."""
    forms = (next(iter(old.values()))["格式"], now["格式"])
    if forms == ("2019年格式", "2021年格式"):
        if now["表"] in SAME_TABLES:
            return address if address in old else None
        return next((was for was, name in RENAMED.items() if name == address), None)
    return address if forms[0] == forms[1] != "自定" else None


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def worked_out(site: Path, path: str) -> tuple[list[Told], int, set[str], set[str]]:
    """The pairs of a page that can be compared, how many of them are zeros, and all others."""
    before, after = (figures(site, report) for report in reports_of(site, path))
    told, zeros = [], 0
    old_rest, new_rest = set(before), set()
    for address, now in after.items():
        was = counterpart(address, before, now)
        if was is None:
            new_rest.add(address)
            continue
        old_rest.discard(was)
        first, second = number(before[was]["数值"]), number(now["数值"])
        if first == second == 0 and not before[was]["备注"] and not now["备注"]:
            zeros += 1
            continue
        is_told = None not in (first, second) and (
            before[was]["单位"] == now["单位"] != "" or first == second == 0
        )
        difference = (
            second - first if is_told and first is not None and second is not None else None
        )
        told.append(Told(now["列"] if now["列"] != "统计数" else "", first, second, difference))
    return told, zeros, old_rest, new_rest


def shown_number(cell: html.HtmlElement) -> Decimal | None:
    text = (cell.text or "").replace(",", "")
    return None if text in ("空白", "—") else Decimal(text)


def shown_difference(cell: html.HtmlElement) -> Decimal | None:
    if cell.get("class") == "untold":
        assert cell.findtext("small")
        return None
    if cell.get("class") == "same":
        assert cell.text_content() == "0"
        return Decimal(0)
    arrow, word = cell.findall("span")
    assert (arrow.text, word.text) in {("▲", "增加"), ("▼", "减少")}
    digits = Decimal(str(word.tail).replace(",", ""))
    assert digits > 0
    return digits if arrow.text == "▲" else -digits


def lines(table: html.HtmlElement) -> Iterator[Told]:
    for row in table.iterfind("tbody/tr"):
        cells = row.findall("td")
        if cells:
            small = row.findtext("th/small") or ""
            label = f"{row.find('th').text} {small}"
            before, after, *difference = cells
            told = shown_difference(difference[0]) if difference else None
            yield Told(label, shown_number(before), shown_number(after), told)


def sections(site: Path, path: str) -> list[html.HtmlElement]:
    return list(page(site, path).xpath("//div[@class='comparison']/section"))


def count_in(text: str, words: str) -> int:
    found = re.search(rf"{words} ?(\d+) 项", text)
    return int(found[1]) if found else 0


def test_every_report_but_the_first_of_each_organ_has_a_page(demo_site: Path) -> None:
    years: dict[str, list[int]] = {}
    # What was withdrawn has an address, and no data.
    for path in sorted(demo_site.glob(f"{COLUMN}*/[0-9]*/*.json")):
        years.setdefault(path.parent.parent.name, []).append(int(path.parent.name))
    wanted = {f"{COLUMN}{o}/{y}/duibi/" for o, all_years in years.items() for y in all_years[1:]}
    # Renamed in 2019; who came of two does not continue either.
    renamed = ("ziranziyuanju", "nongyenongcunju", "weijianwei", "yingjiju")
    wanted |= {f"{COLUMN}{organ}/2019/duibi/" for organ in renamed}
    assert set(pages(demo_site)) == wanted
    assert len(wanted) > 400


def test_every_line_is_what_the_two_downloads_say(demo_site: Path) -> None:
    seen = Counter[str]()
    for path in pages(demo_site):
        told, zeros, old_rest, new_rest = worked_out(demo_site, path)
        shown = [
            line
            for section in sections(demo_site, path)
            if section.findtext("h2") not in ("概况", "变化最大的")
            for table in section.xpath("./div/table")
            for line in lines(table)
        ]
        assert [(s.before, s.after, s.difference) for s in shown] == [
            (t.before, t.after, t.difference) for t in told
        ], path
        assert all(t.label in s.label for s, t in zip(shown, told, strict=True)), path
        check_counts(demo_site, path, told, zeros, len(old_rest), len(new_rest))
        check_apart(demo_site, path, old_rest, new_rest)
        seen.update(difference=sum(t.difference is not None for t in told), zeros=zeros)
    assert seen["difference"] > 5000
    assert seen["zeros"] > 20_000


def check_counts(site: Path, path: str, told: list[Told], zeros: int, old: int, new: int) -> None:
    first, *others = sections(site, path)
    text = first.text_content()
    differences = [t.difference for t in told if t.difference is not None]
    if differences or zeros:
        assert count_in(text, "比较了") == len(differences) + zeros
        assert count_in(text, "增加") == sum(d > 0 for d in differences)
        assert count_in(text, "减少") == sum(d < 0 for d in differences)
        assert count_in(text, "持平") == sum(d == 0 for d in differences) + zeros
    reasons = [count_in(li.text_content(), "（") for li in first.iterfind("ul/li")]
    assert sum(reasons) == count_in(text, "不可比")
    folded = [str(s.text) for section in others for s in section.iterfind("details/summary")]
    assert sum(count_in(s, "都是 0 的") for s in folded) == zeros
    apart = sum(count_in(s, "不可比的") for s in folded)
    assert apart == count_in(text, "不可比") - sum(t.difference is None for t in told)
    assert max(old, new) <= apart <= old + new


def check_apart(site: Path, path: str, old_rest: set[str], new_rest: set[str]) -> None:
    """What the forms keep apart is there with its number, unless that is zero."""
    before, after = (figures(site, report) for report in reports_of(site, path))
    shown = [line for table in page(site, path).xpath("//details//table") for line in lines(table)]
    for rest, values, side in ((old_rest, before, "before"), (new_rest, after, "after")):
        wanted = Counter(number(values[address]["数值"]) for address in rest)
        found = Counter(getattr(line, side) for line in shown)
        for value, count in wanted.items():
            if value not in (None, 0):
                assert found[value] == count, (path, value)


def test_the_largest_changes_come_first(demo_site: Path) -> None:
    for path in pages(demo_site):
        section = next(
            (s for s in sections(demo_site, path) if s.findtext("h2") == "变化最大的"), None
        )
        before, after = (figures(demo_site, report) for report in reports_of(demo_site, path))
        sizes = []
        for address, now in after.items():
            was = counterpart(address, before, now)
            if was is None or "元" in now["单位"] or now["列"] == "本年增/减" or not now["单位"]:
                continue
            if now["表"] in SAME_TABLES and now["列"] != "总计":
                continue
            first, second = number(before[was]["数值"]), number(now["数值"])
            if first is not None and second is not None and first != second:
                sizes.append(abs(second - first))
        shown = [] if section is None else list(lines(section.find(".//table")))
        told = [abs(line.difference) for line in shown if line.difference is not None]
        assert told == sorted(sizes, reverse=True)[:LARGEST], path


def test_the_csv_beside_a_page_says_the_same(demo_site: Path) -> None:
    for path in pages(demo_site):
        *_, organ, year, _, _ = path.split("/")
        text = (demo_site / path / f"{organ}-{year}-duibi.csv").read_text("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text)))
        before, after = (figures(demo_site, report) for report in reports_of(demo_site, path))
        assert [r["地址"] for r in rows][: len(after)] == list(after)
        for row in rows:
            if not row["差"]:
                assert row["不可比原因"]
                continue
            was = counterpart(row["地址"], before, after[row["地址"]])
            assert was is not None
            assert Decimal(row["后"]) - Decimal(row["前"]) == Decimal(row["差"])
            assert (row["前"], row["后"]) == (before[was]["数值"], after[row["地址"]]["数值"])


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("nanhu/2023", "没有2022年的报告，这里与此前最近的2021年对比。"),
        ("ziranziyuanju/2019", "示例县自然资源局的前身是示例县国土资源局"),
        ("shilixian/2025", ""),
    ],
)
def test_an_unusual_neighbour_is_told_of(demo_site: Path, path: str, sentence: str) -> None:
    notes = page(demo_site, f"{COLUMN}{path}/duibi/").findall(".//p[@class='notice']")
    assert [note.text_content().startswith(sentence) for note in notes] == [True] * bool(sentence)


def test_numbers_kept_as_published_are_told_of(demo_site: Path) -> None:
    for path in ("jiaotongju/2020", "jiaotongju/2021"):
        (note,) = page(demo_site, f"{COLUMN}{path}/duibi/").xpath(
            "//*[contains(@class,'data-notes')]"
        )
        assert note.text_content().strip().startswith("示例县交通运输局2020年报告的数据说明：")


def test_pages_lead_to_each_other_and_to_the_choice(demo_site: Path) -> None:
    assert COMPARED in links(demo_site, f"{COLUMN}shilixian/2025/")
    assert f"{COLUMN}shilixian/2024/duibi/" in links(demo_site, COMPARED)
    assert COMPARED in links(demo_site, f"{COLUMN}shilixian/2024/duibi/")
    # Across a renaming, too.
    assert f"{COLUMN}guotuju/2018/duibi/" in links(demo_site, f"{COLUMN}ziranziyuanju/2019/duibi/")
    assert f"{COLUMN}ziranziyuanju/2019/duibi/" in links(demo_site, f"{COLUMN}guotuju/2018/duibi/")
    choice = "nbsj/duibi/#a=shilixian/2024&b=shilixian/2025"
    hrefs = page(demo_site, COMPARED).xpath("//a/@href")
    assert [href for href in hrefs if href.endswith(choice)]
    for path in ("zwgk/nbsj/", "sitemap/", f"{COLUMN}shilixian/2008/"):
        assert PICKER in links(demo_site, path)
    assert not [link for link in links(demo_site, f"{COLUMN}shilixian/2023/v1/") if "duibi" in link]
    assert set(pages(demo_site)) <= links(demo_site, PICKER)


def test_no_comparison_is_heavy(demo_site: Path) -> None:
    weights = {
        path: len(compressed((demo_site / path / "index.html").read_bytes()))
        for path in pages(demo_site)
    }
    assert max(weights.values()) < 20_000
    assert len(compressed((demo_site / PICKER / "duibi.json").read_bytes())) < 10_000
