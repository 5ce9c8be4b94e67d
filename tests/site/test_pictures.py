"""Pictures on the demonstration's site: every number shown is the report's, and fits its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml
from figures_by_hand import ByHand
from lxml import html
from nianbao.form import Form, forms, local_frame
from nianbao.publish.picture.panels import panels
from picture_stories import heaviest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader
from reading import full_report
from site_pages import COLUMN, CORRECTED
from site_reading import links, page

Number: TypeAlias = int | Decimal | None
PICTURES = (f"{COLUMN}shilixian/2024/tujie/", f"{COLUMN}rensheju/2023/tujie/")
LOCAL = f"{COLUMN}gongshangju/2009/tujie/"
COUNTY = f"{COLUMN}2024/tujie/"


# ---- what the front matter says, read without the library ----------------------------------

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他组织")
REASONS = (
    *("属于国家秘密", "其他禁止公开", "危及三安全一稳定", "保护第三方权益"),
    *("内部事务信息", "过程性信息", "行政执法案卷", "行政查询事项"),
)


def plain(value: Any) -> Number:
    """A figure as front matter writes it."""
    if isinstance(value, Mapping):
        return plain(value["值"])
    return None if value is None else Decimal(str(value))


def row(value: Any, width: int) -> list[Number]:
    """A row with its total."""
    if isinstance(value, list):
        cells = [plain(cell) for cell in value]
        return cells if len(cells) > width else [*cells, added(cells)]
    return [Decimal(value)] * (width + 1) if value is not None else [None] * (width + 1)


def added(numbers: list[Number]) -> Number:
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal(0)) if len(known) == len(numbers) else None


def of_a_new_form(front: Any) -> dict[str, Number]:
    """The indicators of the forms since 2019."""
    requests, reviews, published = front["依申请公开"], front["复议诉讼"], front["主动公开"]
    done = requests["本年度办理结果"]

    def total(value: Any) -> Number:
        if isinstance(value, Mapping):
            return added([total(inner) for inner in value.values()])
        return row(value, 6)[-1]

    kinds = [row(reviews[name], 4)[-1] for name in ("行政复议", "未经复议直接起诉", "复议后起诉")]
    received = row(requests["本年新收"], 6)
    other = "其他处理" if isinstance(done["其他处理"], Mapping) or front["year"] > 2020 else ""
    return {
        "新收申请": received[-1],
        **dict(zip(APPLICANTS, received, strict=False)),
        "办结": total(done["总计"]),
        **{name: total(done[name]) for name in ("予以公开", "部分公开", "不予公开", "无法提供")},
        "不予处理": total(done["不予处理"]),
        other or "其他处理（不分项）": total(done["其他处理"]),
        **dict(zip(REASONS, map(total, done["不予公开"].values()), strict=True)),
        "行政许可": plain(published["行政许可"]) if other else plain(published["行政许可"][-1]),
        "行政处罚": plain(published["行政处罚"]) if other else plain(published["行政处罚"][-1]),
        "复议和诉讼": added(kinds),
        "行政复议": kinds[0],
        "未经复议直接起诉": kinds[1],
        "复议后起诉": kinds[2],
    }


def of_the_old_form(front: Any) -> dict[str, Number]:
    """The indicators of the form of 2014 to 2018."""
    table = front["统计表"]
    published, requests = table["主动公开情况"], table["依申请公开情况"]
    ways = published["通过不同渠道和方式公开政府信息的情况"]
    received, answered = requests["收到申请数"], requests["申请答复数"]
    refused = answered["不同意公开答复数"]
    refusals = ["涉及国家秘密", "涉及商业秘密", "涉及个人隐私"]
    refusals += ("危及安全和稳定", "非条例所指信息", "其他法定情形")
    answers = ["", "已主动公开", "同意公开", "同意部分公开", "不同意公开"]
    answers += ("非本机关公开", "信息不存在", "告知更改补充", "告知其他途径")
    return {
        "主动公开信息": plain(published["主动公开政府信息数"]),
        **{way: plain(ways[f"{way}公开政府信息数"]) for way in ("政府公报", "政府网站")},
        **{
            way: plain(ways[f"{way}公开政府信息数"]) for way in ("政务微博", "政务微信", "其他方式")
        },
        "收到申请": plain(received),
        **{
            f"{way}申请": plain(received[f"{way}申请数"])
            for way in ("当面", "传真", "网络", "信函")
        },
        "申请办结": plain(requests["申请办结数"]),
        "申请答复": plain(answered),
        **{n: plain(v) for n, v in zip(answers, answered.values(), strict=True) if n},
        **dict(zip(refusals, list(map(plain, refused.values()))[1:], strict=True)),
        "行政复议数量": plain(table["行政复议数量"]),
        "行政诉讼数量": plain(table["行政诉讼数量"]),
    }


def of_a_local_table(front: Any) -> dict[str, Number]:
    """The figures of a table of the report's own, by their labels without numbering."""
    found: dict[str, Number] = {}

    def walk(items: Any) -> None:
        for item in items:
            name = re.sub(r"^(其中：)?(\d+[.．、])?", "", item["指标"])
            if "数" in item:
                value = item["数"]
                found[name] = plain(value[0] if isinstance(value, list) else value)
            walk(item.get("其中", ()))

    walk(front["自定表"]["指标"])
    # What the report says to be the indicator.
    for address in front.get("indicators", {}).values():
        label = next(each for each in reversed(address.split(".")) if each in found)
        found["收到申请（自定表）"] = found[label]
    return found


def front_matter(site: Path, slug: str, year: int) -> Any:
    text = (site.parent / "reports" / slug / f"{year}.md").read_text("utf-8")
    # Amounts keep their digits.
    front = text.split("\n---\n")[0].removeprefix("---\n")
    return yaml.load(front, Loader=yaml.BaseLoader)  # noqa: S506 - our own file


def numbers_of(site: Path, slug: str, year: int) -> dict[str, Number]:
    front = typed(front_matter(site, slug, year))
    if "自定表" in front:
        return of_a_local_table(front)
    return of_the_old_form(front) if "统计表" in front else of_a_new_form(front)


def typed(value: Any) -> Any:
    """What the base loader leaves as text: numbers as decimals, ``~`` as nothing."""
    if isinstance(value, dict):
        return {key: typed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [typed(inner) for inner in value]
    if value in ("~", ""):
        return None
    return Decimal(value) if re.fullmatch(r"[+-]?\d+(\.\d+)?", value) else value


# ---- what the pages show --------------------------------------------------------------------


def number(text: str) -> Number:
    digits = text.strip("※▲▼ ").replace(",", "")
    return None if digits in ("", "—") else Decimal(digits)


def rows(document: html.HtmlElement) -> Iterator[tuple[str, list[str]]]:
    """The lines of the table of numbers: name without its unit, and the cells."""
    for line in document.iterfind(".//table[1]//tr"):
        head = line.find("th[@scope='row']")
        if head is not None and (cells := [td.text_content() for td in line.iterfind("td")]):
            yield head.text.strip(), cells


def numbers_table(document: html.HtmlElement) -> Iterator[tuple[str, list[str]]]:
    (box,) = document.xpath("//div[@aria-label='图中的数字']")
    return rows(box)


def pictures(site: Path) -> list[tuple[str, str, int]]:
    """Every picture of a report: its address, the organ, the year."""
    places = sorted((site / COLUMN).glob("*/*/tujie/index.html"))
    return [
        (f"{COLUMN}{slug}/{year}/tujie/", slug, int(year))
        for slug, year in (path.parts[-4:-2] for path in places)
    ]


def test_every_number_is_the_reports(demo_site: Path, tell: Callable[[str], None]) -> None:
    compared = 0
    by_hand = ByHand(demo_site, demo_site.parent / "reports")
    for path, slug, year in pictures(demo_site):
        now = numbers_of(demo_site, slug, year)
        earlier = by_hand.before(slug, year)
        before = numbers_of(demo_site, *earlier) if earlier else {}
        for name, cells in numbers_table(page(demo_site, path)):
            assert number(cells[0]) == now[name], (path, name)
            compared += 1
            if len(cells) == 1 or not cells[1]:
                continue
            assert number(cells[1]) == before[name], (path, name)
            change = number(cells[2]) or 0
            assert (now[name] or 0) - (before[name] or 0) == (
                -change if "▼" in cells[2] else change
            ), (path, name)
            assert ("▲" in cells[2] or "▼" in cells[2]) == (change != 0)
            compared += 2
    assert compared > 10_000
    tell(f"一图读懂里的数：{compared} 个，都与报告一致")


def test_the_years_of_a_trend_are_those_of_the_reports(demo_site: Path) -> None:
    seen = 0
    for path, slug, _ in pictures(demo_site)[::5]:
        for box in page(demo_site, path).xpath("//div[starts-with(@aria-label, '历年')]"):
            for line in box.iterfind(".//tbody/tr"):
                year, meaning, value = (cell.text_content() for cell in line)
                if meaning:
                    assert number(value) == numbers_of(demo_site, slug, int(year))[meaning]
                    seen += 1
    assert seen > 100


def test_the_county_is_the_sum_of_its_reports(demo_site: Path) -> None:
    # The county's own report holds those of all others.
    for year in range(2014, 2026):
        county = numbers_of(demo_site, "shilixian", year)
        document = page(demo_site, f"{COLUMN}{year}/tujie/")
        for name, cells in numbers_table(document):
            assert number(cells[0]) == county[name], (year, name)
        assert "示例县人民政府的数字已包括其下级机关" in document.text_content()
    assert not (demo_site / COLUMN / "2010/tujie").exists()


def test_the_drawing_and_the_sheet_have_the_numbers_of_the_table(demo_site: Path) -> None:
    for path in (*PICTURES, LOCAL, COUNTY, f"{COLUMN}jiaotongju/2020/tujie/"):
        document = page(demo_site, path)
        (drawing,) = document.xpath("//*[@class='poster']")
        drawn = {
            text.text
            for text in drawing.xpath(".//*[local-name()='text']")
            if text.get("class") in ("big", "figure")
        }
        (sheet,) = (demo_site / path).glob("*-tujie.pdf")
        text = re.sub(r"\s", "", PdfReader(sheet).pages[0].extract_text())
        for name, cells in numbers_table(document):
            assert name in text
            assert cells[0] in text
            assert cells[0] in drawn or cells[0] == "0" or cells[0] in drawing.text_content()


def test_every_report_that_stands_has_its_picture_and_links_it(demo_site: Path) -> None:
    reports = {path.parent for path in (demo_site / COLUMN).glob("*/20*/*.json")}
    assert len(reports) == len(pictures(demo_site)) == 443
    for path in (CORRECTED, f"{COLUMN}gongshangju/2009/", f"{COLUMN}2024/"):
        assert f"{path}tujie/" in links(demo_site, path)
        assert path in links(demo_site, f"{path}tujie/")
    assert COUNTY.replace("2024", "2025") in links(demo_site, "zwgk/nbsj/")
    assert not (demo_site / CORRECTED / "v1/tujie").exists()


def test_what_readers_must_know_stands_below(demo_site: Path) -> None:
    def remarks(path: str) -> str:
        (beside,) = page(demo_site, path).xpath("//*[@class='picture__poster']")
        return "".join(beside.itertext())

    assert "报告于2024年4月2日更正，这里是更正后的数字。" in remarks(f"{CORRECTED}tujie/")
    noted = f"{COLUMN}jiaotongju/2020/tujie/"
    assert "※照公布时的原样" in remarks(noted).replace(" ", "")
    assert "公布时总计多填 1 件" in page(demo_site, noted).text_content()
    assert "“—”表示报告里没有这个数" in remarks(LOCAL)
    assert "2019" not in remarks(LOCAL)


# ---- how it stands in a window ----------------------------------------------------------------

_INSIDE = """panels => panels.flatMap(svg => {
  const seen = svg.getBoundingClientRect();
  const cards = [...svg.querySelectorAll('.card')].map(card => card.getBoundingClientRect());
  const out = [];
  for (const text of svg.querySelectorAll('text')) {
    const box = text.getBoundingClientRect();
    const card = cards.find(c => box.top >= c.top - 1 && box.top < c.bottom && box.left >= c.left
      && box.left < c.right);
    const around = card ?? seen;
    if (box.left < seen.left - 1 || box.right > around.right + 1 || box.bottom > around.bottom + 1)
      out.push(text.textContent);
  }
  return out;
})"""


@pytest.mark.parametrize("path", [*PICTURES, LOCAL, COUNTY])
def test_everything_stands_inside_its_box(scripted: Page, address: str, path: str) -> None:
    scripted.goto(address + path)
    assert scripted.eval_on_selector_all(".panel", _INSIDE) == []


@pytest.mark.parametrize("form", [*forms().values(), local_frame()], ids=lambda form: form.key)
def test_long_names_and_numbers_stand_inside_too(
    browser: Browser, address: str, form: Form, tmp_path: Path
) -> None:
    story = heaviest(full_report(tmp_path, form))
    # The page's policy keeps scripts, and so this test, from making markup of text.
    context = browser.new_context(viewport={"width": 390, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto(address + LOCAL)
    page.eval_on_selector(
        ".poster", "(box, drawn) => { box.innerHTML = drawn }", "".join(panels("t", story))
    )
    assert "1,234,567" in (page.text_content(".poster") or "")
    assert page.eval_on_selector_all(".panel", _INSIDE) == []
    context.close()


def test_text_is_large_enough_on_a_phone(scripted: Page, address: str) -> None:
    scripted.goto(address + PICTURES[0])
    scale = scripted.eval_on_selector(
        ".panel", "svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width"
    )
    sizes = scripted.eval_on_selector_all(
        ".poster text, .poster tspan",
        "all => all.map(t => parseFloat(getComputedStyle(t).fontSize))",
    )
    assert min(sizes) * scale >= 11.5
