"""The reports of a year from the first command to the release and the summary.

One by the fill-in page: what is pressed is counted, words of the command, cells, pasted texts, a
wrong sum and its mending. Twenty by workbooks, which the county adds up.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from books import Typed, cells_of, opened, places, typed
from filling_desk import SAID, Desk, desk_in
from new_sites import NewSite
from nianbao.book_marks import EMPTY_MEANS, PUBLISHED, ZERO, Kind
from playwright.sync_api import Browser, expect
from previewing import Preview
from served_site import publishable
from site_browser import wait_until
from site_building import git

pytestmark = pytest.mark.slow("builds a site, and previews it")

ORGANS = """\
shili: {name: 示例县人民政府, kind: 政府, from: 2021, to: 2021}
donghe: {name: 示例县东河镇人民政府, kind: 乡镇街道, from: 2024, contact: [电话：0000-0000000]}
"""
LAST_YEAR = """\
---
year: 2024
published: 2025-01-16
主动公开:
  规章: 0
  行政规范性文件: [1, 0, 4]
  行政许可: 31
  行政处罚: 2
  行政强制: 0
  行政事业性收费: 0
依申请公开:
  本年新收: {自然人: 5}
  上年结转: 0
  本年度办理结果:
    予以公开: {自然人: 3}
    部分公开: 0
    不予公开: 0
    无法提供: 0
    不予处理: 0
    其他处理: 0
    总计: {自然人: 3}
  结转下年度: {自然人: 2}
复议诉讼: 0
---

## 一、总体情况

全镇公开信息六十条，便民服务中心设了查阅点。

## 二、主动公开政府信息情况

## 三、收到和处理政府信息公开申请情况

## 四、政府信息公开行政复议、行政诉讼情况

## 五、存在的主要问题及改进情况

村务公开栏更换不够勤，已定为每月一换。

## 六、其他需要报告的事项

没有收取信息处理费。
"""
# Written in a word processor, by whoever did the work; pasted.
OVERVIEW = """\
### （一）主动公开

发布征地、救助、防汛信息七十一条，村级公开栏每月更换。

### （二）依申请公开

新收申请七件，都在二十个工作日内答复。

### （三）政府信息管理

公开前由党政办逐条审核，全年没有撤下的信息。

### （四）政府信息公开平台建设

便民服务中心的查阅点添了一台自助机。

### （五）监督保障

年中、年末各自查一次，四个村改了公示格式。
"""
PROBLEMS = "申请答复书的格式不一，今年统一用县里的样本。"
OTHERS = "本年度没有收取信息处理费。"

PAGE = "site/zwgk/gknb/donghe/2025/index.html"
MOST_STROKES = 400
PATIENCE = 120_000

NEW = "一、本年新收政府信息公开申请数量"
RESULTS = "三、本年度办理结果 › "
FIGURES = (
    ("第二十条第（一）项 › 本年制发件数 › 行政规范性文件", "1"),
    ("第二十条第（一）项 › 现行有效件数 › 行政规范性文件", "5"),
    ("第二十条第（五）项 › 本年处理决定数量 › 行政许可", "35"),
    ("第二十条第（六）项 › 本年处理决定数量 › 行政处罚", "3"),
    (f"申请人情况 › 自然人 › {NEW}", "6"),
    (f"申请人情况 › 法人或其他组织 › 商业企业 › {NEW}", "1"),
    (f"申请人情况 › 总计 › {NEW}", "8"),  # wrong
    (f"申请人情况 › 自然人 › {RESULTS}（一）予以公开", "5"),
    (f"申请人情况 › 法人或其他组织 › 商业企业 › {RESULTS}（一）予以公开", "1"),
    (f"申请人情况 › 自然人 › {RESULTS}（四）无法提供 › 1.本机关不掌握相关政府信息", "2"),
    ("申请人情况 › 自然人 › 四、结转下年度继续办理", "1"),
)


class Office:
    """The person, a terminal in the site's folder, and the keys pressed so far."""

    def __init__(self, site: NewSite) -> None:
        self.site = site
        self.strokes = 0

    def run(self, word: str, *arguments: str) -> str:
        """A command that must do what it says, typed as on Windows."""
        code, said = self.tried(word, *arguments)
        assert code == 0, said
        return said

    def tried(self, word: str, *arguments: str) -> tuple[int, str]:
        self.strokes += len(" ".join(["py run.py", word, *arguments])) + 1
        done = self.site.run(word, *arguments)
        return done.returncode, done.stdout + done.stderr

    def write(self, file: Path, old: str, new: str) -> None:
        """Changes a line in the editor: a click, what goes, what comes, and saving."""
        text = file.read_text("utf-8")
        assert text.count(old) == 1, text
        file.write_text(text.replace(old, new), "utf-8")
        self.strokes += 1 + len(new) + 1

    def commit(self, message: str) -> None:
        """Git from the editor's side bar: a message, three clicks."""
        git(self.site.folder, "add", "--all")
        git(self.site.folder, "commit", "-qm", message)
        self.strokes += len(message) + 3


def require_approval(site: NewSite) -> None:
    settings = site.folder / "mkdocs.yml"
    text = settings.read_text("utf-8")
    assert "  nianbao:\n" in text
    wanted = "  nianbao:\n    approval: required\n"
    settings.write_text(text.replace("  nianbao:\n", wanted), "utf-8")


def office_of(site: NewSite) -> Office:
    """A new site that could go public, with the county and a township."""
    publishable(site.folder, site.library)
    reports = site.folder / "reports"
    (reports / "organs.yml").write_text(ORGANS, "utf-8")
    (reports / "donghe").mkdir()
    (reports / "donghe/2024.md").write_text(LAST_YEAR, "utf-8")
    git(site.folder, "init", "-q", "--initial-branch=main")
    git(site.folder, "add", "--all")
    git(site.folder, "commit", "-qm", "去年的报告")
    released = site.run("release")
    assert released.returncode == 0, released.stdout + released.stderr
    require_approval(site)
    return Office(site)


def fill_in(desk: Desk, report: Path, last_year: str) -> str:
    """Fills the tables and the sections in, with a wrong total that is told and mended."""
    desk.load(report.read_text("utf-8"), name="2025.md")
    desk.load(last_year, "file-before", "2024.md")
    desk.strokes += 4  # both chosen in the dialogue
    for name, figure in FIGURES:
        desk.go(name)
        desk.write(figure)
    desk.click("fill-up")
    assert "错误" in desk.settled()
    wrong = desk.place(f"申请人情况 › 总计 › {NEW}")
    assert wrong.get_attribute("aria-invalid") == "true"
    assert "六类申请人之和为 7，总计填 8" in desk.page.content()
    desk.go(f"申请人情况 › 总计 › {NEW}")
    desk.press("=")
    for number, text in ((0, OVERVIEW), (4, PROBLEMS), (5, OTHERS)):
        desk.page.fill(f"#filling-section-{number}", text)
        desk.strokes += 3  # a click, all of it, pasted over
    wait_until(desk.page, f"{SAID % 'count'}.includes('通过')")
    return desk.downloaded()


def test_one_report_by_the_fill_in_page(
    new_site: Callable[[], NewSite],
    tmp_path: Path,
    browser: Browser,
    tell: Callable[[str], None],
) -> None:
    office = office_of(new_site())
    report = office.site.folder / "reports/donghe/2025.md"
    office.run("new", "donghe", "2025")
    assert "上年结转: [2, 0, 0, 0, 0, 0, 2]" in report.read_text("utf-8")
    code, said = office.tried("check")
    assert code == 1
    assert "error[unfilled]" in said
    alone = office.site.folder / "site/help/tianbao/tianbao.htm"
    with desk_in(browser, alone, tmp_path) as desk:
        text = fill_in(desk, report, LAST_YEAR)
        office.strokes += desk.strokes
    report.write_text(text, "utf-8")
    office.strokes += 2  # saved over the file
    office.run("check")
    look_at_it(office, report, browser)
    office.commit("东河镇2025年报")
    # Nobody has approved it, and it has no day: it stays at home.
    office.site.run("release")
    assert not (office.site.folder / PAGE).exists()
    office.write(report, "# published: 2026-01-20", "published: 2026-01-20")
    code, said = office.tried("check")
    assert code == 1
    assert "error[approval-missing]" in said
    office.write(report, "approved:  #", "approved: {by: 镇长, date: 2026-01-18}  #")
    office.run("check")
    office.commit("东河镇2025年报发布")
    office.run("release")
    html = (office.site.folder / PAGE).read_text("utf-8")
    assert "党政办逐条审核" in html
    assert "镇长" not in html
    office.site.run("summary", "2025")
    summary = (office.site.folder / "summary/summary-2025.html").read_text("utf-8")
    assert "示例县东河镇人民政府" in summary
    tell(f"一份乡镇报告，从 new 到上线：{office.strokes} 次按键和点击")
    assert office.strokes < MOST_STROKES


def look_at_it(office: Office, report: Path, browser: Browser) -> None:
    """In the preview a slip stands beside its cell, and goes when it is mended."""
    office.strokes += len("py run.py serve") + 1
    right, wrong = "[6, 1, 0, 0, 0, 0, 7]", "[6, 1, 0, 0, 0, 0, 70]"
    with Preview(office.site.folder, library=office.site.library) as preview:
        page = browser.new_page()
        page.goto(f"{preview.url}zwgk/gknb/donghe/2025/")
        office.write(report, right, wrong)
        told = page.get_by_role("group", name="核对：表“依申请公开”")
        expect(told).to_contain_text("六类申请人之和为 7，总计填 70", timeout=PATIENCE)
        line = report.read_text("utf-8").split(wrong)[0].count("\n") + 1
        expect(told).to_contain_text(f"reports/donghe/2025.md 第 {line} 行")
        office.write(report, wrong, right)
        expect(told).to_have_count(0, timeout=PATIENCE)
        page.close()


TOWNS = {f"zhen{number:02}": f"示例县第{number}镇人民政府" for number in range(1, 21)}
CONTACT = "from: 2025, contact: [电话：0000-0000000]"
OWN_SHARE = "本级:\n  主动公开: 0\n  依申请公开: 0\n  复议诉讼: 0\n"
RESULT = "依申请公开.本年度办理结果"


def county_of(site: NewSite) -> None:
    """A new site that could go public, with a county whose report covers twenty townships."""
    publishable(site.folder, site.library)
    reports = site.folder / "reports"
    shutil.rmtree(reports / "shili")
    organs = [
        f"shili: {{name: 示例县人民政府, kind: 政府, aggregate: yes, {CONTACT}}}",
        *(
            f"{slug}: {{name: {name}, kind: 乡镇街道, parent: shili, {CONTACT}}}"
            for slug, name in TOWNS.items()
        ),
    ]
    (reports / "organs.yml").write_text("\n".join(organs) + "\n", "utf-8")
    require_approval(site)
    git(site.folder, "init", "-q", "--initial-branch=main")


def fill_in_workbook(path: Path, number: int) -> None:
    """What a township's office types into its workbook; all other cells are zeros."""
    data = path.read_bytes()
    book = opened(data)
    figures, choices = cells_of(book, Kind.FIGURE), cells_of(book, Kind.CHOICE)
    changes: dict[tuple[str, str], Typed] = {
        figures["主动公开.行政许可.本年处理决定数量"]: number * 3,
        figures["依申请公开.本年新收.自然人"]: f"{number}件",
        figures[f"{RESULT}.予以公开.自然人"]: number - 1,
        figures["依申请公开.结转下年度.自然人"]: 1,
        choices[EMPTY_MEANS]: ZERO,
        choices[PUBLISHED]: datetime(2026, 1, 10 + number % 10),  # noqa: DTZ001 - as Excel has it
    }
    written: set[tuple[str, str]] = set()
    for section, place, (heading, _) in places(book, Kind.PROSE):
        if (section, heading) not in written:
            about = heading.partition("）")[2] or section.partition("、")[2]
            changes[place] = (
                f"{about}：第{number}镇做了{number + 30}项，{number % 4 + 2}项没有做完。"
            )
            written.add((section, heading))
    assert len(written) == 7  # five aspects, problems, other matters
    path.write_bytes(typed(data, changes))


def test_twenty_townships_by_workbooks(
    new_site: Callable[[], NewSite], tmp_path: Path, tell: Callable[[str], None]
) -> None:
    site = new_site()
    county_of(site)
    reports, out = site.folder / "reports", tmp_path / "发给各镇"
    assert site.run("workbook", "--all", "2025", "-o", out).returncode == 0
    (out / "示例县人民政府-2025年报填报-shili.xlsx").unlink()
    for number, slug in enumerate(TOWNS, 1):
        (path,) = out.glob(f"*-{slug}.xlsx")
        fill_in_workbook(path, number)
        # As it comes back by mail.
        path.rename(path.with_name(f"{number}（最终版）.xlsx"))
    done = site.run("import", out)
    # Nothing is wrong but that nobody has approved them yet.
    assert set(re.findall(r"error\[([a-z-]+)\]", done.stdout)) == {"approval-missing"}
    assert "共 20 份：已导入 20 份，待核 0 份" in done.stdout
    assert "2025 年度还没有报告的机关 1 个：示例县人民政府。" in done.stdout
    for slug in TOWNS:
        path = reports / slug / "2025.md"
        text = path.read_text("utf-8")
        path.write_text(
            text.replace("year: 2025\n", "year: 2025\napproved: {by: 镇长, date: 2026-01-09}\n", 1),
            "utf-8",
        )
    asked = site.run("sum", "shili", "2025")
    assert asked.returncode == 1
    assert "里填好本级的数" in asked.stderr
    own = reports / "shili/2025.sum.yml"
    own.write_text(OWN_SHARE, "utf-8")
    assert site.run("sum", "shili", "2025").returncode == 0
    county = reports / "shili/2025.md"
    text = county.read_text("utf-8")
    assert f"本年新收: [{sum(range(1, 21))}, 0" in text
    for words in ("县里每月公布检查结果。", *(f"第{n}项工作按计划完成。" for n in range(2, 8))):
        text = text.replace("待写", words, 1)
    text = text.replace("# published: 2026-01-20", "published: 2026-03-20")
    county.write_text(
        re.sub(r"(?m)^approved:.*$", "approved: {by: 县长, date: 2026-03-18}", text), "utf-8"
    )
    checked = site.run("check")
    assert checked.returncode == 0, checked.stdout
    assert "sum-total" not in checked.stdout
    git(site.folder, "add", "--all")
    git(site.folder, "commit", "-qm", "2025年报")
    released = site.run("release")
    assert released.returncode == 0, released.stdout + released.stderr
    page = (site.folder / "site/zwgk/nbsj/xinshou/index.html").read_text("utf-8")
    assert "第20镇人民政府" in page
    assert site.run("summary", "2025").returncode == 0
    summary = (site.folder / "summary/summary-2025.html").read_text("utf-8")
    assert ">210<" in re.sub(r"\s", "", summary)
    assert sum(name in summary for name in TOWNS.values()) == len(TOWNS)
    tell("二十个乡镇：工作簿发出、填好、一次收回、汇总、上线、报上级")
