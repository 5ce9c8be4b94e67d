"""Fourteen things that citizens come for, each as a walk from the first page to the answer.

The answers are taken from the demonstration's sources, never from its pages.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

import yaml
from citizen import Citizen
from nianbao.demonstration.data import read_data
from nianbao.form import glossary
from pypdf import PdfReader
from site_browser import wait_until

__all__ = ["TASKS", "Task"]

Task = Callable[[Citizen], None]
"""Walks to an answer."""

COUNTY = "示例县人民政府"
REPORTS, DATA = "政府信息公开年报", "年报数据"
REFUSED = ("依申请公开", "本年度办理结果", "不予公开")


def front_matter(citizen: Citizen, organ: str, year: int) -> Mapping[str, Any]:
    """What a report's file says, as YAML has it."""
    text = (citizen.site.parent / f"reports/{organ}/{year}.md").read_text("utf-8")
    found: Mapping[str, Any] = yaml.safe_load(text.split("---\n")[1])
    return found


def total(value: Any) -> int:
    """What all figures below a label come to; of a row, the total that it is written with."""
    if isinstance(value, Mapping):
        return sum(map(total, value.values()))
    return int(value[-1] if isinstance(value, list) else value or 0)


def refusals(citizen: Citizen, organ: str) -> dict[str, int]:
    """How many requests an organ refused in 2024, by ground."""
    found: Any = front_matter(citizen, organ, 2024)
    for label in REFUSED:
        found = found[label]
    return {ground: total(row) for ground, row in found.items()} if found else {}


def requests_of_an_organ(citizen: Citizen) -> None:
    citizen.follow(REPORTS)
    citizen.follow("财政局", under="按机关")
    figure = citizen.see(citizen.cell("2015年", "收到申请"))
    source = front_matter(citizen, "caizhengju", 2015)["统计表"]["依申请公开情况"]["收到申请数"]
    assert figure.inner_text() == str(source["值"])


def day_of_a_report(citizen: Citizen) -> None:
    citizen.follow(REPORTS)
    day = str(front_matter(citizen, "gonganju", 2025)["published"])
    citizen.see(citizen.line("公安局", day).get_by_text(day))


def who_refused_most(citizen: Citizen) -> None:
    organs = [path.parent.name for path in (citizen.site.parent / "reports").glob("*/2024.md")]
    refused = {organ: sum(refusals(citizen, organ).values()) for organ in organs}
    own = refused.pop("shilixian") - sum(refused.values())
    most = max(refused, key=refused.__getitem__)
    assert refused[most] > own
    citizen.follow(DATA)
    citizen.follow("不予公开", under="办理结果")
    citizen.follow("各机关逐年")
    assert citizen.see(citizen.cell("其余", "2024")).inner_text() == str(own)
    figure = citizen.see(citizen.cell(organ_name(citizen, most), "2024"))
    assert figure.inner_text() == str(refused[most])
    citizen.click(figure.locator("a"))
    grounds = refusals(citizen, most)
    ground = max(grounds, key=grounds.__getitem__)
    citizen.follow("三、")
    citizen.see(citizen.line(ground, str(grounds[ground])))


def organ_name(citizen: Citizen, slug: str) -> str:
    """What lists call an organ of the county."""
    organs = yaml.safe_load((citizen.site.parent / "reports/organs.yml").read_text("utf-8"))
    return str(organs[slug]["name"]).removeprefix("示例县")


def licences_over_ten_years(citizen: Citizen) -> None:
    citizen.follow("行政许可")
    years = [int(each.stem) for each in (citizen.site.parent / "reports/gonganju").glob("20??.md")]
    without = [y for y in years if "主动公开" not in front_matter(citizen, "gonganju", y)]
    said = citizen.see(citizen.page.get_by_text("没有“行政许可”这一项"))
    assert f"{min(without)}—{max(without)}年" in said.inner_text()
    citizen.see(citizen.page.locator(".chart").first)
    total_of_2025 = total(front_matter(citizen, "shilixian", 2025)["主动公开"]["行政许可"])
    figure = citizen.see(citizen.cell("2025", "件"))
    assert figure.inner_text() == f"{total_of_2025:,}"


def pdf_of_a_report(citizen: Citizen) -> None:
    citizen.follow(REPORTS)
    citizen.follow("东河镇", under="按机关")
    link = citizen.see(citizen.line("2022年", "PDF").get_by_text("PDF"))
    got = citizen.page.request.get(str(link.evaluate("link => link.href"))).body()
    assert got == (citizen.site / "zwgk/gknb/donghe/2022/donghe-2022.pdf").read_bytes()


def who_issued_more_penalties(citizen: Citizen) -> None:
    citizen.follow(DATA, "任选两份报告对比")
    for side, organ in (("a", "公安局"), ("b", "市场监督管理局")):
        menu = citizen.see(citizen.page.locator(f"[data-organ='{side}']"))
        menu.select_option(label=menu.locator("option").filter(has_text=organ).inner_text())
        years = citizen.see(citizen.page.locator(f"[data-year='{side}']"))
        years.select_option(label=years.locator("option").filter(has_text="2023").inner_text())
        citizen.cost.other += 2
    citizen.page.get_by_role("button", name="对比", exact=True).click()
    citizen.cost.clicks += 1
    wait_until(citizen.page, "() => document.querySelector('#compared table')")
    figures = [
        total(front_matter(citizen, organ, 2023)["主动公开"]["行政处罚"])
        for organ in ("gonganju", "shichangju")
    ]
    line = citizen.see(citizen.line("行政处罚", *(f"{figure:,}" for figure in figures)))
    assert ("甲多" if figures[0] > figures[1] else "乙多") in line.inner_text()


def number_to_call(citizen: Citizen) -> None:
    pages = read_data("pages.yml")
    assert isinstance(pages, dict)
    citizen.search("电话")
    citizen.see(citizen.page.locator("article").get_by_text(str(pages["受理机构的电话"])).first)


def meaning_of_a_term(citizen: Citizen) -> None:
    citizen.search("三安全一稳定")
    said = glossary()["三安全一稳定"].explanation
    citizen.see(citizen.page.locator("article").get_by_text(said).locator("visible=true").first)


def what_was_corrected(citizen: Citizen) -> None:
    (correction,) = front_matter(citizen, "shilixian", 2023)["corrections"]
    citizen.search("县政府 2023")
    citizen.click(citizen.page.locator(".meta").get_by_role("link", name="更正"))
    citizen.see(citizen.page.get_by_text(str(correction["why"])[:20]).first)


def report_on_paper(citizen: Citizen) -> None:
    to_report_of_the_county(citizen)
    printed = citizen.page.pdf(format="A4", prefer_css_page_size=True)
    citizen.cost.other = len(PdfReader(io.BytesIO(printed)).pages)


def to_report_of_the_county(citizen: Citizen) -> None:
    citizen.follow(REPORTS)
    citizen.follow(COUNTY, under="按机关")
    citizen.click(citizen.line("2024年", "PDF").get_by_role("link").first)


# What is drawn and would have to be scrolled sideways to be seen whole.
_CUT_OFF = """() => [...document.querySelectorAll("article :is(svg, img)")].filter(drawn => {
  const box = drawn.getBoundingClientRect();
  let room = innerWidth;
  for (let e = drawn.parentElement; e; e = e.parentElement)
    if (getComputedStyle(e).overflowX !== "visible")
      room = Math.min(room, e.getBoundingClientRect().right);
  return box.width && (box.left < -1 || box.right > room + 1);
}).length"""


def large_and_in_contrast(citizen: Citizen) -> None:
    citizen.follow("大字版", "高对比")
    to_report_of_the_county(citizen)
    looks = citizen.page.evaluate("document.documentElement.className").split()
    assert {"large", "contrast"} <= set(looks)
    assert citizen.page.locator("article svg").count()
    citizen.cost.other = citizen.page.evaluate(_CUT_OFF)
    assert not citizen.page.evaluate("document.documentElement.scrollWidth > innerWidth")


def pdf_by_keyboard(citizen: Citizen) -> None:
    to_report_of_the_county(citizen)
    citizen.page.goto(citizen.page.url)
    for _ in range(MOST_KEYS):
        citizen.page.keyboard.press("Tab")
        citizen.cost.other += 1
        focused = citizen.page.locator(":focus")
        assert focused.evaluate(_RINGED), focused.inner_text()
        if focused.inner_text() == "跳到正文":
            citizen.page.keyboard.press("Enter")
            citizen.cost.other += 1
        elif str(focused.get_attribute("href")).endswith(".pdf"):
            return
    raise AssertionError("no PDF")


MOST_KEYS = 40
# Whether one sees where the keyboard is.
_RINGED = """element => {
  const style = getComputedStyle(element);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
    && element.getBoundingClientRect().width > 0;
}"""


def without_scripts(citizen: Citizen) -> None:
    browser = citizen.page.context.browser
    assert browser
    assert citizen.page.viewport_size
    context = browser.new_context(
        viewport=citizen.page.viewport_size, java_script_enabled=False, reduced_motion="reduce"
    )
    for task in (requests_of_an_organ, day_of_a_report, pdf_of_a_report):
        another = Citizen(context.new_page(), citizen.address, citizen.site)
        task(another)
        citizen.cost += another.cost
    context.close()


def is_it_the_published_file(citizen: Citizen) -> None:
    citizen.follow("核验文件")
    citizen.see(citizen.page.locator("#verify-files"))
    citizen.page.set_input_files(
        "#verify-files", citizen.site / "zwgk/gknb/donghe/2022/donghe-2022.pdf"
    )
    citizen.cost.clicks += 1
    wait_until(citizen.page, "() => document.querySelector('#verify-results > li')")
    told = citizen.see(citizen.page.locator("#verify-results > li"))
    assert told.get_attribute("class") == "verified"
    assert "东河镇" in told.inner_text()
    assert "2022" in told.inner_text()


TASKS: tuple[Task, ...] = (
    requests_of_an_organ,
    day_of_a_report,
    who_refused_most,
    licences_over_ten_years,
    pdf_of_a_report,
    who_issued_more_penalties,
    number_to_call,
    meaning_of_a_term,
    what_was_corrected,
    report_on_paper,
    large_and_in_contrast,
    pdf_by_keyboard,
    without_scripts,
    is_it_the_published_file,
)
