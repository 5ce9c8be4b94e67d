"""填报助手 in a browser: opened from disk without a network, typed into, checked, taken away."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from campaigns import some
from filling_cases import EDITION, found_in, read_cases
from filling_desk import SAID, Desk, desk_in
from nianbao.command.blank_report import blank_report
from nianbao.demonstration.front_matter import front_matter
from nianbao.form import OrganKind, forms, local_frame, use_editions
from nianbao.publish.filling import filling_data, single_file
from nianbao.settings import HouseRules
from nianbao.source import Organ
from places import DATA
from playwright.sync_api import Browser, Page
from reading import FRONT_2021, FRONT_LOCAL, FRONTS
from site_browser import wait_until
from site_looks import scrolls_sideways, violations


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page in one file, saved to disk; the forms have a place's edition among them."""
    use_editions((EDITION,))
    organs = [Organ("jiaoyuju", "示例县教育局", OrganKind.DEPARTMENT)]
    try:
        text = single_file(filling_data(organs, HouseRules()))
    finally:
        use_editions(())
    path = tmp_path_factory.mktemp("saved") / "填报助手.html"
    path.write_text(text, "utf-8")
    return path


@pytest.fixture(params=[1280])
def desk(
    request: pytest.FixtureRequest, browser: Browser, file: Path, tmp_path: Path
) -> Iterator[Desk]:
    with desk_in(browser, file, tmp_path, request.param) as opened:
        yield opened


NEW = "一、本年新收政府信息公开申请数量"
OVER = "申请人情况 › 法人或其他组织 › "
PERSONS = f"申请人情况 › 自然人 › {NEW}"
FIRMS = f"{OVER}商业企业 › {NEW}"
SUM = f"申请人情况 › 总计 › {NEW}"
RULES = "第二十条第（一）项 › 本年制发件数 › 规章"


def test_a_wrong_sum_is_shown_while_typing_and_gone_when_corrected(desk: Desk) -> None:
    desk.year(2023)
    assert "还有 200 格没有填" in desk.settled()
    desk.go(PERSONS)
    desk.write("5")
    desk.press("Tab")
    desk.go(SUM)
    desk.write("6")
    desk.click("fill-up")
    assert "错误" in desk.settled()
    wrong = desk.page.get_by_label(SUM, exact=True)
    assert wrong.get_attribute("aria-invalid") == "true"
    described = str(wrong.get_attribute("aria-describedby"))
    assert desk.page.locator(f"#{described}").text_content() == "六类申请人之和为 5，总计填 6"
    assert "自然人：第一项加第二项之和为 5，第三项加第四项之和为 0" in desk.text("first")
    desk.click("first")
    assert desk.here() == "申请人情况 › 自然人 › 三、本年度办理结果 › （七）总计"
    desk.page.get_by_role("button", name="本年新收", exact=True).click()
    assert desk.here() == SUM
    desk.press("=")
    assert desk.cell(SUM) == "5"
    desk.go("申请人情况 › 自然人 › 三、本年度办理结果 › （一）予以公开")
    desk.write("5")
    desk.press("Tab")
    assert wrong.get_attribute("aria-invalid") is None
    assert "第三项加第四项之和为 0" in desk.page.content()
    for total in ("（一）予以公开", "（七）总计"):
        for column in ("自然人", "总计"):
            if (total, column) != ("（一）予以公开", "自然人"):
                desk.go(f"申请人情况 › {column} › 三、本年度办理结果 › {total}")
                desk.press("=")
    assert desk.page.locator("[aria-invalid]").count() == 0


def test_the_keys_are_those_of_a_spreadsheet(desk: Desk) -> None:
    desk.year(2023)
    desk.go(PERSONS)
    for keys, place in (
        (["ArrowRight"], FIRMS),
        (["ArrowLeft"], PERSONS),
        (["End"], SUM),
        (["Home"], PERSONS),
        (["ArrowDown", "ArrowUp"], PERSONS),
        (["Enter"], "申请人情况 › 自然人 › 二、上年结转政府信息公开申请数量"),
        (["Shift+Enter"], PERSONS),
        (["ArrowUp"], "第二十条第（八）项 › 本年收费金额（单位：万元） › 行政事业性收费"),
        (["ArrowDown"], PERSONS),
        (["Tab"], FIRMS),
    ):
        desk.press(*keys)
        assert desk.here() == place, keys
    desk.write("12")
    # The caret is in the text: it is moved, not the cell.
    desk.press("ArrowLeft")
    assert desk.here() == FIRMS
    desk.press("Escape")
    assert desk.cell(FIRMS) == ""
    desk.write("１，２３４")
    desk.press("Enter")
    assert desk.cell(FIRMS) == "1234"
    desk.press("Control+z")
    assert desk.cell(FIRMS) == ""
    assert desk.here() == FIRMS


def test_a_block_is_pasted_whole_or_not_at_all(desk: Desk) -> None:
    desk.year(2023)
    desk.go(PERSONS)
    desk.paste(f"{NEW}\t1\t2\t３\t0\t0\t0\t6\r\n二、上年结转\t0\t0\t0\t0\t0\t0\t0\r\n")
    assert desk.text("said") == "贴入了 2 行 7 列。"
    assert [desk.cell(PERSONS), desk.cell(FIRMS), desk.cell(SUM)] == ["1", "2", "6"]
    assert desk.cell(f"{OVER}科研机构 › {NEW}") == "3"
    desk.go(PERSONS)
    desk.press("Control+z")
    assert [desk.cell(PERSONS), desk.cell(SUM)] == ["", ""]
    desk.go(FIRMS)
    desk.paste("1\t2\t3\t0\t0\t0\t6")
    assert "放不下，没有改动" in desk.text("said")
    assert desk.cell(FIRMS) == ""
    desk.go(RULES)
    # As Excel copies cells that span others.
    desk.paste("0\t0\t1\n2\t0\t3")
    assert desk.cell("第二十条第（一）项 › 现行有效件数 › 行政规范性文件") == "3"
    desk.go("第二十条第（六）项 › 本年处理决定数量 › 行政处罚")
    desk.paste("8\t\t\n9\t\t")
    assert desk.cell("第二十条第（六）项 › 本年处理决定数量 › 行政强制") == "9"


def test_a_report_is_filled_in_taken_away_and_passes_the_check(desk: Desk) -> None:
    desk.page.select_option("[data-part=organ]", "jiaoyuju")
    desk.year(2023)
    desk.go("第二十条第（八）项 › 本年收费金额（单位：万元） › 行政事业性收费")
    desk.write("795.00")
    desk.click("fill-up")
    assert "3 处错误" in desk.settled()  # the sections without a text
    for number in (0, 4, 5):
        desk.page.fill(f"#filling-section-{number}", "全年公开信息十条。\n\n- 甲\n- 乙")
    wait_until(desk.page, f"{SAID % 'count'}.includes('通过')")
    assert "reports/jiaoyuju/" in desk.text("target")
    report, codes = desk.report(desk.downloaded(), 2023)
    assert codes == ["published-missing"]
    assert found_in(report) == []
    fee = report.figures[next(a for a in report.figures if a.row == ("行政事业性收费",))]
    assert fee.written == "795.00"
    assert report.form.key == "2021"
    desk.click("copy")
    wait_until(desk.page, f"{SAID % 'said'}.includes('复制')")
    if desk.page.locator("[data-part=copied]").is_visible():
        desk.press("Control+c")
    desk.page.locator("#filling-section-1").focus()
    desk.press("Control+v")
    front = desk.page.locator("#filling-section-1").input_value()
    assert front.startswith("---\n")
    assert (desk.folder / "2023.md").read_text("utf-8").startswith(front)


def test_what_is_not_filled_in_is_an_error_of_the_check(desk: Desk) -> None:
    desk.year(2023)
    desk.go(RULES)
    desk.write("~")
    desk.press("Enter")
    desk.write("甲: 乙")
    desk.press("Tab")
    report, codes = desk.report(desk.downloaded(), 2023)
    assert codes.count("number-format") == 1
    found = [entry[0] for entry in found_in(report)]
    assert "unverified" in found
    first = next(iter(report.figures.values()))
    assert (first.value, first.note) == (None, "")


def test_it_is_kept_in_the_browser_and_cleared_when_asked(desk: Desk) -> None:
    desk.page.select_option("[data-part=organ]", "jiaoyuju")
    desk.year(2023)
    desk.go(PERSONS)
    desk.write("5")
    desk.press("Tab")
    assert "浏览器里" in desk.text("kept")
    desk.page.select_option("[data-part=organ]", "")
    assert desk.cell(PERSONS) == ""
    desk.page.reload()
    desk.page.select_option("[data-part=organ]", "jiaoyuju")
    desk.year(2022)
    assert desk.cell(PERSONS) == ""
    desk.year(2023)
    assert desk.cell(PERSONS) == "5"
    desk.click("clear")
    assert desk.cell(PERSONS) == ""
    desk.click("back")
    assert desk.cell(PERSONS) == "5"
    desk.click("back")
    assert desk.page.evaluate("Object.keys(localStorage).length") == 0


def test_last_years_figures_stand_beside_and_are_followed(desk: Desk) -> None:
    form = forms()["2021"]
    written = dict.fromkeys(form.measures, "0")
    written |= {a: "3" for a in form.measures if a.row == ("结转下年度",) and a.column == "自然人"}
    desk.year(2023)
    desk.load(front_matter(form, 2022, written), "file-before", "2022.md")
    assert "2022 年度的数（2022.md）" in desk.text("earlier")
    desk.click("fill-up")
    shown = desk.page.locator(".filling__problems").all_text_contents()
    assert any("2022 年的结转下年度为 3，本年填 0" in each for each in shown)
    name = "申请人情况 › 自然人 › 四、结转下年度继续办理，上一年度 3"
    assert desk.cell(name) == "0"
    assert desk.page.locator(".filling__before", has_text="上年 3").count() == 1


def test_a_cell_to_be_verified_is_so_until_it_is_filled_in(desk: Desk) -> None:
    row = '  规章: [{值: ~, 注: "待核：看不清"}, {值: 2, 注: 待核}, 3]'
    desk.load(f"---\nyear: 2023\n主动公开:\n{row}\n---\n")
    assert row in desk.downloaded()
    desk.go(RULES)
    desk.write("1")
    desk.press("ArrowRight")
    desk.write("4")
    desk.press("Tab")
    assert "  规章: [1, 4, 3]" in desk.downloaded()


def test_a_new_report_is_loaded_with_its_cells_empty(desk: Desk) -> None:
    desk.load(blank_report(forms()["2021"], 2023, None, "../../"), name="2023.md")
    assert desk.cell(RULES) == desk.cell(PERSONS) == ""
    desk.go(PERSONS)
    desk.write("5")
    desk.press("Tab")
    text = desk.downloaded()
    assert "待填" not in text.partition("\n主动公开:")[2].partition("\n---\n")[0]
    assert "  本年新收: [5, " in text


def test_two_windows_on_one_report_are_told_of(desk: Desk) -> None:
    desk.year(2023)
    other = desk.page.context.new_page()
    other.goto(desk.page.url)
    other.fill("[data-part=year]", "2023")
    other.keyboard.press("Tab")
    other.get_by_label(RULES, exact=True).fill("1")
    other.keyboard.press("Tab")
    wait_until(desk.page, f"{SAID % 'said'}.includes('另一个窗口')")
    # The window in which nothing was typed takes nothing away.
    desk.page.reload()
    desk.year(2023)
    assert desk.cell(RULES) == "1"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("没有数字部分", "第 1 行不是 ---"),
        ("---\nyear: 2021\n主动公开:\n  没有的行: 0\n---\n", "第 4 行没有“没有的行”这一行"),
        ("---\nyear: 2021\n主动公开:\n  规章: [1, 2]\n---\n", "第 4 行应有 3 个数，写了 2 个"),
        ("---\nyear: 2021\n主动公开:\n  规章: [1,\n    2, 3]\n---\n", "第 4 行的括号没有写完"),
        ("---\nyear: 2021\nnotice: |\n  甲\n---\n", "第 3 行以“|”开头"),
        ("---\nyear: 2021\n主动公开: &甲\n  规章: 0\n---\n", "第 3 行以“&”开头"),
        ("---\nyear: 2021\nyear: 2022\n---\n", "第 3 行的“year”写了两次"),
        ("---\nyear: 2021\nauthor: 甲\n---\n", "第 3 行没有“author”这一项"),
        ("---\nyear: 二一\n---\n", "第 2 行没有写清年度"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(desk: Desk, text: str, sentence: str) -> None:
    desk.year(2023)
    desk.go(RULES)
    desk.write("7")
    desk.press("Tab")
    desk.load(text)
    assert sentence in desk.text("said")
    assert "没有改动" in desk.text("said")
    assert desk.cell(RULES) == "7"


def test_a_table_of_ones_own_is_declared_and_read_back(desk: Desk) -> None:
    desk.year(2010)
    desk.page.fill(
        "#filling-declared", "一、主动公开\n  1.公开信息数 | 条\n    其中：网站公开 | 条\n收费 | 元"
    )
    desk.click("declare")
    for name, number in (("一、主动公开 › 1.公开信息数 › 其中：网站公开", "5"), ("收费", "12.50")):
        desk.go(f"数量 › {name}")
        desk.write(number)
        desk.press("Tab")
    desk.go("数量 › 一、主动公开 › 1.公开信息数")
    desk.write("9")
    desk.press("Tab")
    text = desk.downloaded()
    report, codes = desk.report(text, 2010)
    assert report.form.key == local_frame().key
    assert [figure.written for figure in report.figures.values()] == ["9", "5", "12.50"]
    assert set(codes) <= {"published-missing"}
    desk.load(text, name="2010.md")
    assert desk.downloaded() == text


def test_browser_and_checks_say_the_same(desk: Desk) -> None:
    reports, cases = read_cases((DATA / "filling/verdicts.json").read_text("utf-8"))
    said = desk.page.evaluate(
        """({reports, cases}) => {
          const data = JSON.parse(document.getElementById("filling-data").textContent);
          const read = (report, typed) => ({
            form: data.forms.find((form) => form.key === report.form), year: report.year,
            cells: report.cells.map((text, place) =>
              ({ text: place in typed ? typed[place] : text, note: "", unit: "" })),
            file: `${report.year}.md`
          });
          return cases.map(({report, before, typed}) => window.filling.checks.verdict(
            data, read(reports[report], typed), before === null ? null : read(reports[before], {})
          ).map((problem) => [problem.code, problem.at.join(" › "), problem.sentence,
            problem.code === "number-format" ? "" : problem.advice]));
        }""",
        {
            "reports": reports,
            "cases": [
                {"report": case.report, "before": case.before, "typed": case.typed}
                for case in cases
            ],
        },
    )
    assert len(said) == len(cases) > 300
    for case, own in zip(cases, said, strict=True):
        assert sorted(own) == case.found, case.typed


ROWS_NOT_DISCLOSED = "\n".join(
    f"      {name}: 0"
    for name in (
        *("属于国家秘密", "其他法律行政法规禁止公开", "危及三安全一稳定", "保护第三方合法权益"),
        *("属于三类内部事务信息", "属于四类过程性信息", "属于行政执法案卷", "属于行政查询事项"),
    )
)
READ_AND_WRITE = """texts => {
  const data = JSON.parse(document.getElementById("filling-data").textContent);
  const { readFile, writeFile } = window.filling.file;
  return texts.map((text) => writeFile(data, readFile(data, text)));
}"""


def test_files_come_back_as_they_were(
    desk: Desk, demo_site: Path, tell: Callable[[str], None]
) -> None:
    found = sorted((demo_site.parent / "reports").glob("*/20??.md"))
    files = [path for path in found if "withdrawn:" not in path.read_text("utf-8")]
    texts = [path.read_text("utf-8") for path in some(files, 60)]
    texts += [*FRONTS.values(), FRONT_LOCAL]
    written = desk.page.evaluate(READ_AND_WRITE, texts)
    assert desk.page.evaluate(READ_AND_WRITE, written) == written
    for before, after in zip(texts, written, strict=True):
        year = int(before.split("year: ")[1][:4])
        (old, old_codes), (new, new_codes) = desk.report(before, year), desk.report(after, year)
        assert old.form.key == new.form.key
        assert [(a, f.value, f.note, f.unit) for a, f in old.figures.items()] == [
            (a, f.value, f.note, f.unit) for a, f in new.figures.items()
        ]
        assert old_codes == new_codes
        assert [s.shown for s in old.sections] == [s.shown for s in new.sections]
        assert (old.published, old.notice, old.title) == (new.published, new.notice, new.title)
    tell(f"填报助手：{len(texts)} 份文件载入、写出，数和文字都不变")


COMMENTED = {
    "  规章: [0, 0, 0]": "  # 法制办给的数\n  规章: 0  # 县里没有 #",
    "  本年度办理结果:": "  本年度办理结果:  # 照台账",
    "      属于国家秘密: 0": "      # 保密办核过\n      属于国家秘密: 0  # 无",
    "复议诉讼: 0": "# 司法局给的数\n复议诉讼:\n  行政复议: 0  # 无\n"
    "  未经复议直接起诉: 0\n  复议后起诉: 0",
}


def test_comments_stay_at_their_rows(desk: Desk) -> None:
    text = FRONT_2021.replace("    不予公开: 0", "    不予公开:\n" + ROWS_NOT_DISCLOSED)
    for plain, commented in COMMENTED.items():
        assert text.count(f"{plain}\n") == 1, plain
        text = text.replace(f"{plain}\n", f"{commented}\n")
    # What a new report says of a row is for whoever fills it in.
    text = text.replace("  行政许可: 13323", "  行政许可: 待填  # 上一年度是 13000")
    (once,) = desk.page.evaluate(READ_AND_WRITE, [text])
    for commented in COMMENTED.values():
        for line in commented.split("\n"):
            if "#" in line:
                assert f"\n{line}\n" in once, line
    lines = once.split("\n")
    assert lines[lines.index("  # 法制办给的数") + 1].startswith("  规章:")
    assert lines[lines.index("      # 保密办核过") + 1].startswith("      属于国家秘密:")
    assert "上一年度是" not in once
    assert desk.page.evaluate(READ_AND_WRITE, [once]) == [once]


@pytest.mark.parametrize("desk", [1280, 390, 320], indirect=True)
@pytest.mark.parametrize("key", ["2014", "2019", "2021"])
def test_every_form_is_usable_at_any_width(desk: Desk, key: str) -> None:
    desk.year(forms()[key].first_year)
    assert desk.page.locator("[data-place]").count() == len(forms()[key].measures)
    desk.page.locator("[data-place]").first.fill("甲")
    desk.press("Tab")
    assert "错误" in desk.settled()
    assert violations(desk.page) == []
    assert not scrolls_sideways(desk.page)
    names = desk.page.locator("[data-place]").evaluate_all(
        "cells => cells.map(cell => cell.getAttribute('aria-label'))"
    )
    assert len(set(names)) == len(names)


def test_the_page_of_the_site_is_the_same_and_leads_to_the_file(
    scripted: Page, address: str, demo_site: Path
) -> None:
    scripted.goto(f"{address}help/tianbao/")
    assert scripted.locator("[data-place]").count() > 0
    assert scripted.locator("meta[name=robots]").get_attribute("content") == "noindex"
    assert scripted.locator("[data-part=organ] option").count() > 10
    alone = (demo_site / "help/tianbao/tianbao.htm").read_text("utf-8")
    assert "javascripts/" not in alone
    kept = scripted.locator("#filling-data").text_content()
    data = json.loads(str(kept))
    assert json.loads(alone.split('id="filling-data">')[1].split("</script>")[0]) == data
    maps = (demo_site / "sitemap.xml").read_text("utf-8")
    assert "tianbao" not in maps
    assert "tianbao" not in (demo_site / "zwgk/gknb/index.html").read_text("utf-8")
