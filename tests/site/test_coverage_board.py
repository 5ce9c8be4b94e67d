"""The coverage board of the demonstration against its reports, read here another way."""

from __future__ import annotations

import csv
import io
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import pytest
import yaml
from commands import nianbao, with_library
from lxml import html
from site_building import build
from site_pages import COLUMN, COVERAGE
from site_reading import links, page

BASE = "https://demo.example.gov.cn/"
YEARS = list(range(2025, 2007, -1))
Place = tuple[str, int]


@dataclass(frozen=True)
class Told:
    """A cell as page or file tells it, in the words of the file."""

    status: str
    late: str = ""
    corrections: str = ""
    path: str = ""


@pytest.fixture(scope="module")
def organs(demo_site: Path) -> Mapping[str, Any]:
    text = (demo_site.parent / "reports/organs.yml").read_text("utf-8")
    return dict(yaml.safe_load(text))


@pytest.fixture(scope="module")
def expected(demo_site: Path, organs: Mapping[str, Any]) -> Mapping[Place, Told]:
    """What the front matter of every report says, by organ and year."""

    def told(slug: str, year: int) -> Told:
        organ = organs[slug]
        file = demo_site.parent / f"reports/{slug}/{year}.md"
        if not file.exists():
            if year < organ.get("from", 0):
                return Told("尚未设立")
            return Told("已撤并") if year > organ.get("to", 9999) else Told("未发布")
        front = yaml.safe_load(file.read_text("utf-8").split("\n---\n")[0].removeprefix("---\n"))
        path = f"{COLUMN}{slug}/{year}/"
        if "withdrawn" in front:
            return Told("已撤回", path=path)
        days = str(len({entry["date"] for entry in front.get("corrections", [])}))
        if "published" not in front:
            return Told("草稿", "", days, path)
        day = front["published"]
        if day is None:
            return Told("发布日期不详", "", days, path)
        month = 1 if organ["kind"] == "部门" and year >= 2019 else 3
        late = max((day - date(year + 1, month, 31)).days, 0)
        return Told("逾期发布" if late else "按期发布", str(late), days, path)

    return {(slug, year): told(slug, year) for slug in organs for year in YEARS}


def rows(document: html.HtmlElement) -> Iterator[tuple[str, list[html.HtmlElement]]]:
    """The organs of the board as their links name them, and their cells."""
    for row in document.xpath("//table[contains(@class, 'board')]//tr[th[@scope='row']]"):
        head, *cells = row
        yield head.find("a").get("href").rstrip("/").rpartition("/")[2], cells


WORDS = {
    "按期": "按期发布",
    "不详": "发布日期不详",
    "撤回": "已撤回",
    "草稿": "草稿",
    "未发布": "未发布",
    "未设": "尚未设立",
    "撤并": "已撤并",
}


def shown(cell: html.HtmlElement) -> Told:
    link, small = cell.find("a"), cell.find("small")
    word = (link if link is not None else cell).text_content()
    late = word.removeprefix("逾期").removesuffix("天") if word.startswith("逾期") else ""
    status = "逾期发布" if late else WORDS[word]
    target = link.get("href") if link is not None else "#"
    if target.startswith("#"):
        return Told(status)
    path = unquote(urljoin(BASE + COVERAGE, target)).removeprefix(BASE)
    if status == "已撤回":
        return Told(status, path=path)
    corrected = small.text_content() if small is not None else "更正0次"
    days = corrected.removeprefix("更正").removesuffix("次")
    return Told(status, late or ("0" if status == "按期发布" else ""), days, path)


def test_every_cell_of_the_page(demo_site: Path, expected: Mapping[Place, Told]) -> None:
    document = page(demo_site, COVERAGE)
    heads = document.xpath("//table[contains(@class, 'board')]/thead/tr/th[position() > 1]")
    assert [int(head.text) for head in heads] == YEARS
    assert all(head.get("scope") == "col" for head in heads)
    found = {
        (slug, year): shown(cell)
        for slug, cells in rows(document)
        for year, cell in zip(YEARS, cells, strict=True)
    }
    assert found == expected
    assert len(found) == 32 * 18


def test_every_line_of_the_file(
    demo_site: Path, expected: Mapping[Place, Told], organs: Mapping[str, Any]
) -> None:
    text = (demo_site / COVERAGE / "fabu.csv").read_bytes().decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text, newline="")))
    found = {
        (line["机关代号"], int(line["年度"])): Told(
            line["状态"],
            line["逾期天数"],
            line["更正次数"],
            unquote(line["网址"]).removeprefix(BASE),
        )
        for line in lines
    }
    assert found == expected
    assert len(lines) == len(found)
    for line in lines:
        organ = organs[line["机关代号"]]
        assert (line["机关"], line["类别"]) == (organ["name"], organ["kind"])
        assert bool(line["期限"]) is (line["状态"] not in ("尚未设立", "已撤并", "已撤回"))


def test_what_was_meant_to_go_wrong_is_seen(
    demo_site: Path, expected: Mapping[Place, Told]
) -> None:
    statuses = Counter(told.status for told in expected.values())
    assert statuses["逾期发布"] == statuses["未发布"] == statuses["发布日期不详"] == 1
    assert expected["shuangqiao", 2016].late == "39"
    assert expected["lvyouju", 2012].status == "发布日期不详"
    assert {
        place: told.corrections for place, told in expected.items() if told.corrections > "0"
    } == {
        ("shilixian", 2023): "1",
        ("zhujianju", 2022): "2",
    }
    assert [place for place, told in expected.items() if told.status == "已撤回"] == [
        ("donghe", 2018)
    ]
    draft, owed = page(demo_site, COVERAGE).find(".//ul[@class='owed']")
    assert draft.get("id") == "qingshi-2025"
    assert "草稿" in draft.text_content()
    assert owed.get("id") == "nanhu-2022"
    said = owed.text_content()
    assert said.startswith(
        "2022年度，示例县南湖镇人民政府：未发布，期限2023年3月31日。原因：南湖镇"
    )
    assert said.count("。") == 2
    cells = dict(rows(page(demo_site, COVERAGE)))["nanhu"]
    assert cells[YEARS.index(2022)].find("a").get("href") == "#nanhu-2022"


def test_each_year_adds_up(demo_site: Path, expected: Mapping[Place, Told]) -> None:
    table = page(demo_site, COVERAGE).xpath("//table[contains(@class, 'counts')]")[0]
    heads = [head.text_content() for head in table.iterfind("thead/tr/th")]
    found = [[cell.text_content() for cell in row] for row in table.iterfind("tbody/tr")]
    assert [row[0] for row in found] == [f"{year}年" for year in YEARS]
    for year, row in zip(YEARS, found, strict=True):
        of_year = [told for (_, told_year), told in expected.items() if told_year == year]
        count = Counter(told.status for told in of_year)
        published = count["按期发布"] + count["逾期发布"] + count["发布日期不详"]
        assert dict(zip(heads[1:-1], map(int, row[1:-1]), strict=True)) == {
            "应发布": published + count["未发布"] + count["草稿"],
            "已发布": published,
            "按期": count["按期发布"],
            "逾期": count["逾期发布"],
            "日期不详": count["发布日期不详"],
            "未发布": count["未发布"] + count["草稿"],
            "更正过": sum(told.corrections > "0" for told in of_year),
        }
        owed = count["未发布"] + count["草稿"]
        assert row[-1] == f"{100 * count['按期发布'] / (published + owed):.1f}%"


def test_the_answer_stands_before_the_board(demo_site: Path) -> None:
    ids = [heading.get("id") for heading in page(demo_site, COVERAGE).iterfind(".//h2")]
    assert ids == ["latest", "owed", "by-year", "due", "board"]


def test_the_page_says_by_when_and_who_says_so(demo_site: Path) -> None:
    (due,) = page(demo_site, COVERAGE).xpath("//section[@aria-labelledby='due']")
    text = due.text_content()
    assert "2019—2025年度" in text
    assert "政府：次年3月31日；部门：次年1月31日；乡镇街道：次年3月31日。" in text
    assert "第四十九条" in text
    assert "没有写到乡镇和街道" in text
    assert "本站规定" not in text


def test_links_in_cells_are_told_apart_and_hold_what_is_seen(demo_site: Path) -> None:
    labels = []
    for _, cells in rows(page(demo_site, COVERAGE)):
        for link in (link for cell in cells for link in cell.iterfind("a")):
            assert link.text_content() in link.get("aria-label")
            labels.append(link.get("aria-label"))
    # All reports, the one that was withdrawn, and the one that is missing.
    assert len(labels) == len(set(labels)) == 443 + 1 + 1


def test_the_board_is_reached_from_where_people_look(demo_site: Path) -> None:
    for path in ("zwgk/nbsj/", "sitemap/", f"{COLUMN}2022/", f"{COLUMN}2025/"):
        assert COVERAGE in links(demo_site, path), path
    counts = page(demo_site, "zwgk/nbsj/").find(".//section[@aria-labelledby='coverage']/dl")
    assert [dd.text.strip() for dd in counts.iterfind(".//dd")] == ["24", "23", "23", "0", "1"]


def test_a_site_sets_a_day_of_its_own(project: Path) -> None:
    config, report = project / "mkdocs.yml", project / "reports/minquan/2021.md"
    text = config.read_text("utf-8")
    chosen = "    deadlines: {2021: {政府: 03-01}}"
    assert "    deadlines: {}" in text
    config.write_text(text.replace("    deadlines: {}", chosen), "utf-8")
    text = report.read_text("utf-8").replace("published: ~", "published: 2022-03-20", 1)
    report.write_text(text, "utf-8")
    late = "[published-late] 发布于 2022-03-20，政府的期限是 2022-03-01，晚了 19 天"
    done = build(project)
    assert done.returncode == 0, done.stderr
    assert f"warning{late}" in done.stderr
    for files in ([], ["reports/minquan/2021.md"]):
        told = subprocess.run(
            nianbao("check", "--only", "published-late", *files),
            cwd=project,
            env=with_library(project),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert late in told.stdout, told.stderr
    document = page(project / "site", COVERAGE)
    assert [shown(cell).late for _, cells in rows(document) for cell in cells] == ["19"]
    (due,) = document.xpath("//section[@aria-labelledby='due']")
    assert "政府：次年3月1日（本站规定）；部门：次年1月31日；" in due.text_content()
    assert "以本站规定为准" in due.text_content()
