"""The whole site, built in strict mode from the project's own files."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import etree
from nianbao.problem import catalogue
from open_json import values_in
from opened_pdf import fonts_of
from places import DATA, ROOT
from pypdf import PdfReader
from reading import PIXEL
from site_building import build, git, tree
from site_pages import COVERAGE, REPORT
from site_reading import FURNITURE, links, page, parsed, unreached

BASE = "https://www.example.gov.cn/"
OWN_SCRIPT = (
    (ROOT / "hooks/nianbao/theme/partials/display.html").read_text("utf-8").split("script>")[1][:-2]
)


def test_every_file_is_reached_from_the_home_page_by_plain_links(own_site: Path) -> None:
    assert unreached(own_site) == (set(), set())


def test_every_stylesheet_and_picture_is_used(own_site: Path) -> None:
    files = {path for path in tree(own_site) if path.startswith(FURNITURE)}
    used = set()
    for path in own_site.rglob("*.html"):
        below = BASE + path.relative_to(own_site).as_posix()
        document = parsed(path.read_text("utf-8"))
        for target in document.xpath("//@src | //link[@rel='stylesheet' or @rel='icon']/@href"):
            used.add(urlsplit(urljoin(below, target)).path.lstrip("/"))
    pictures = {path for path in tree(own_site) if path.startswith("help/images/")}
    assert pictures
    assert files | pictures == used


def test_addresses(own_site: Path) -> None:
    for path in ("", "zwgk/", "zwgk/gknb/", "zwgk/gknb/2021/", "zwgk/gknb/minquan/", REPORT):
        assert (own_site / path / "index.html").is_file()
    for suffix in (".pdf", ".csv", ".xlsx", ".json"):
        assert (own_site / REPORT / f"minquan-2021{suffix}").is_file()


def test_robots_names_the_sitemap(own_site: Path) -> None:
    assert (own_site / "robots.txt").read_text("utf-8").splitlines() == [
        "User-agent: *",
        "Allow: /",
        "",
        f"Sitemap: {BASE}sitemap.xml",
    ]


def test_robots_of_a_section_says_that_the_portal_s_counts(project: Path) -> None:
    config = project / "mkdocs.yml"
    text = re.sub(
        "(?m)^site_url: .*",
        "site_url: https://www.shili.gov.cn/zwgk/nb/",
        config.read_text("utf-8"),
    )
    config.write_text(text, "utf-8")
    assert build(project, "--strict").returncode == 0
    lines = (project / "site/robots.txt").read_text("utf-8").splitlines()
    assert lines[-1] == "Sitemap: https://www.shili.gov.cn/zwgk/nb/sitemap.xml"
    assert "https://www.shili.gov.cn/robots.txt" in lines[1]
    # Nobody reads it as the rules of the host, and who copies it there changes none of them.
    assert all(line.startswith(("#", "Sitemap:")) for line in lines if line)


def test_sitemap_lists_pages_and_downloads(own_site: Path) -> None:
    root = etree.fromstring((own_site / "sitemap.xml").read_bytes())
    listed = {unquote((loc.text or "").removeprefix(BASE)) for loc in root.iterfind(".//{*}loc")}
    # The schemas are for programs, which find them on their page; the index is for search alone;
    # the page on which reports are written is for those who write them; a list leads to the rest.
    unlisted = re.compile(
        r"help/tianbao/.*|help/images/.*|help/heyan/(files\.json|heyan\.htm)|sitemap/files/.*|(schema|search)/.+\.json|robots\.txt|sitemap\.xml(\.gz)?|404\.html|manifest.*|"
        + "|".join(FURNITURE)
    )
    assert listed == {
        path.removesuffix("index.html") for path in tree(own_site) if not unlisted.match(path)
    }


def test_every_rule_has_an_address_of_its_own(own_site: Path) -> None:
    headings = page(own_site, "help/problems/").iterfind(".//h3")
    assert [heading.get("id") for heading in headings] == list(catalogue())


def test_breadcrumbs_lead_up_by_addresses(own_site: Path) -> None:
    crumbs = page(own_site, REPORT).find(".//nav[@class='crumbs']")
    assert [(a.text, a.get("href")) for a in crumbs.iterfind("a")] == [
        ("首页", "../../../.."),
        ("政务公开", "../../../"),
        ("政府信息公开年报", "../../"),
        ("民权县人民政府", "../"),
    ]
    assert crumbs.find("span").text == "2021年"


def test_report_page_says_what_it_is(own_site: Path) -> None:
    document = page(own_site, REPORT)
    assert document.get("lang") == "zh-CN"
    assert document.find(".//h1").text_content() == "民权县人民政府2021年政府信息公开工作年度报告"
    text = document.text_content()
    assert "统计数字取自民权县人民政府公布的年度报告，文字为内容摘要。" in text
    assert "0370-8580785" in text
    pdf = PdfReader(own_site / REPORT / "minquan-2021.pdf")
    size = round((own_site / REPORT / "minquan-2021.pdf").stat().st_size / 1024)
    assert f"{size} KB · {len(pdf.pages)} 页" in text


def test_page_pdf_and_data_have_the_same_figures(own_site: Path) -> None:
    document = page(own_site, REPORT)
    data = json.loads((own_site / REPORT / "minquan-2021.json").read_text("utf-8"))
    pdf = PdfReader(own_site / REPORT / "minquan-2021.pdf")
    assert json.loads(pdf.attachments["minquan-2021.json"][0]) == data
    shown = {td.get("id"): td.text.replace(",", "") for td in document.iterfind(".//td[@id]")}
    assert len(shown) == 200
    for address, text in shown.items():
        assert text == str(values_in(data)[address])


def test_figures_of_the_seed(own_site: Path) -> None:
    values = values_in(json.loads((own_site / REPORT / "minquan-2021.json").read_text("utf-8")))
    published = {a: value for a, value in values.items() if a.startswith("主动公开.")}
    assert published == {
        "主动公开.规章.本年制发件数": 0,
        "主动公开.规章.本年废止件数": 0,
        "主动公开.规章.现行有效件数": 0,
        "主动公开.行政规范性文件.本年制发件数": 12,
        "主动公开.行政规范性文件.本年废止件数": 0,
        "主动公开.行政规范性文件.现行有效件数": 133,
        "主动公开.行政许可.本年处理决定数量": 13323,
        "主动公开.行政处罚.本年处理决定数量": 2240,
        "主动公开.行政强制.本年处理决定数量": 41,
        "主动公开.行政事业性收费.本年收费金额": 795,
    }
    six = {"自然人": 6, "商业企业": 0, "科研机构": 0, "社会公益组织": 0}
    six |= {"法律服务机构": 0, "其他": 0, "总计": 6}
    for row in ("本年新收", "本年度办理结果.予以公开", "本年度办理结果.总计"):
        assert {name: values[f"依申请公开.{row}.{name}"] for name in six} == six


def has_foreign_script(document: Any) -> bool:
    """Whether a page has any script but the files of the site and the line that shows choices."""
    kinds = (script for script in document.iterfind(".//script") if not script.get("type"))
    inline = [script.text for script in kinds if script.text]
    # Every page has one; tables that are sorted have another, those that search or compare three.
    assert len(document.xpath("//script[@src]")) in (1, 2, 4)
    return inline != [OWN_SCRIPT] or bool(document.xpath("//@*[starts-with(name(), 'on')]"))


# What some links in the head say is an address that nobody fetches.
_LOADED = "//*[@src] | //link[@href][not(@rel='canonical' or @rel='cite-as' or @rel='type')]"


def test_no_page_loads_anything_from_elsewhere_or_has_another_script(own_site: Path) -> None:
    for path in own_site.rglob("*.html"):
        document = parsed(path.read_text("utf-8"))
        assert not has_foreign_script(document)
        assert document.xpath("//*[@style] | //style") == []
        for element in document.xpath(_LOADED):
            assert not urlsplit(element.get("src") or element.get("href")).netloc


def test_last_good_site_survives_a_wrong_report(project: Path) -> None:
    assert build(project).returncode == 0
    before = tree(project / "site")
    report = project / "reports/minquan/2021.md"
    text = report.read_text("utf-8")
    report.write_text(text.replace("予以公开: [6, ", "予以公开: [5, "), "utf-8")
    done = build(project)
    assert done.returncode != 0
    assert "reports/minquan/2021.md:25:30: error[sum-row]" in done.stderr
    assert "六类申请人之和为 5，总计填 6" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(project / "site") == before


def test_same_input_gives_the_same_bytes(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert build(project).returncode == 0
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "另一处"
    shutil.copytree(project, elsewhere, ignore=shutil.ignore_patterns("site", ".cache"))
    assert build(elsewhere, PYTHONHASHSEED="7", TZ="Asia/Shanghai").returncode == 0
    assert tree(elsewhere / "site") == tree(project / "site")


def test_dates_are_those_of_publication_or_the_last_commit(project: Path) -> None:
    git(project, "init", "-q")
    git(project, "add", ".")
    day = "2022-03-04T12:00:00+0800"
    git(project, "commit", "-qm", "x", GIT_AUTHOR_DATE=day, GIT_COMMITTER_DATE=day)
    shutil.copytree(DATA / "problems/no-problem/reports/shili", project / "reports/shili")
    with (project / "reports/organs.yml").open("a", encoding="utf-8") as organs:
        organs.write("\nshili:\n  name: 示例县人民政府\n  kind: 政府\n")
    assert build(project, "--strict").returncode == 0
    root = etree.fromstring((project / "site/sitemap.xml").read_bytes())
    days = {
        unquote(url.findtext("{*}loc", "").removeprefix(BASE)): url.findtext("{*}lastmod")
        for url in root
    }
    assert days[REPORT] == days[REPORT + "minquan-2021.pdf"] == "2022-03-04"
    assert days["zwgk/gknb/shili/2021/"] == "2022-01-20"
    assert days["zwgk/gknb/"] == days["zwgk/gknb/2021/"] == "2022-03-04"
    pdf = PdfReader(project / "site" / REPORT / "minquan-2021.pdf")
    assert pdf.metadata is not None
    assert str(pdf.metadata.creation_date)[:10] == "2022-03-04"


def test_readers_are_told_of_the_faults_a_report_was_published_with(project: Path) -> None:
    shutil.rmtree(project / "reports")
    shutil.copytree(DATA / "problems/discrepancy/reports", project / "reports")
    report = project / "reports/shili/2021.md"
    text = report.read_text("utf-8").replace("reason: 同上", "reason: <i>同上</i>")
    text = text.replace("2022-01-20", "2022-04-20").replace(
        "主动公开:", "acknowledged:\n  - {code: published-late, reason: 内部原因}\n主动公开:", 1
    )
    report.write_text(text, "utf-8")
    done = build(project, "--strict")
    assert done.returncode == 0, done.stderr
    place = "依申请公开 › 本年度办理结果 › 予以公开"
    found = "六类申请人之和为 5，总计填 6"
    folder = project / "site/zwgk/gknb/shili/2021"
    section = page(project / "site", "zwgk/gknb/shili/2021/").xpath("//section")[2]
    notes = [li.text_content() for li in section.find(".//div[@role='note']").iterfind(".//li")]
    assert notes[0] == f"{place}：{found}。公布时总计误填为 6，应为 5"
    assert notes[1].endswith("<i>同上</i>")
    pdf = "".join(
        pdf_page.extract_text() for pdf_page in PdfReader(folder / "shili-2021.pdf").pages
    )
    assert found.replace(" ", "") in re.sub(r"\s", "", pdf)
    assert "数据说明" in pdf
    data = json.loads((folder / "shili-2021.json").read_text("utf-8"))
    assert data["discrepancies"][0] == {
        "address": place.replace(" › ", "."),
        "rule": "sum-row",
        "finding": found,
        "reason": "公布时总计误填为 6，应为 5",
    }
    csv = (folder / "shili-2021.csv").read_text("utf-8-sig").splitlines()
    row = next(line for line in csv if ".予以公开.总计," in line)
    assert row.endswith(",6,件,,数,公布时总计误填为 6，应为 5；<i>同上</i>")
    assert next(line for line in csv if ".部分公开.自然人," in line).endswith(",0,件,,数,")
    # What is acknowledged inside stays inside.
    for content in tree(project / "site").values():
        assert "内部原因".encode() not in content


def test_references_in_prose_are_filled_everywhere(project: Path) -> None:
    report = project / "reports/minquan/2021.md"
    text = report.read_text("utf-8")
    sentence = "办理行政许可{{ 主动公开.行政许可 }}件。"
    report.write_text(f"{text}\n{sentence}\n", "utf-8")
    assert build(project, "--strict").returncode == 0
    assert "办理行政许可13323件。" in page(project / "site", REPORT).text_content()
    pdf = PdfReader(project / "site" / REPORT / "minquan-2021.pdf")
    text = re.sub(r"\s", "", "".join(pdf_page.extract_text() for pdf_page in pdf.pages))
    assert "办理行政许可13323件。" in text


def test_a_site_decides_how_grave_a_problem_is(project: Path) -> None:
    report = project / "reports/minquan/2021.md"
    report.write_text(report.read_text("utf-8") + "\n联系手机：13800138000。\n", "utf-8")
    warning = "WARNING -  reports/minquan/2021.md:103:6: warning[personal-mobile]"
    assert warning in build(project).stderr
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8")
    for severity, code in (("error", 1), ("off", 0)):
        chosen = f"    severities: {{personal-mobile: {severity}}}"
        config.write_text(text.replace("    severities: {}", chosen), "utf-8")
        done = build(project, "--strict")
        assert done.returncode == code
        assert ("error[personal-mobile]" in done.stderr) is (code == 1)


def test_years_of_an_organ_lead_to_each_other(project: Path) -> None:
    report = project / "reports/minquan/2021.md"
    for year in (2022, 2023):
        text = report.read_text("utf-8").replace("year: 2021", f"year: {year}")
        (project / f"reports/minquan/{year}.md").write_text(text, "utf-8")
    assert build(project).returncode == 0
    document = page(project / "site", "zwgk/gknb/minquan/2022/")
    nav = document.find(".//nav[@class='years']")
    assert [(a.get("rel"), a.get("href")) for a in nav] == [
        ("prev", "../2021/"),
        ("next", "../2023/"),
    ]
    column = page(project / "site", "zwgk/gknb/")
    years = [a.get("href") for a in column.iterfind(".//ul[@class='chips']//a")]
    assert years == ["2023/", "2022/", "2021/"]


def test_files_beside_a_report_are_published_and_linked(project: Path) -> None:
    beside = project / "reports/minquan"
    (beside / "图片").mkdir()
    (beside / "图片/一 图.png").write_bytes(PIXEL)
    (beside / "名册.csv").write_text("甲\n", "utf-8")
    (beside / "没用到.csv").write_text("乙\n", "utf-8")
    report = beside / "2021.md"
    text = report.read_text("utf-8")
    prose = "![示例图](图片/一%20图.png) [名册](名册.csv) [今年](2021.md#section-2) [栏目](/zwgk/)"
    report.write_text(f"{text}\n{prose}\n", "utf-8")
    assert build(project, "--strict").returncode == 0
    site = project / "site"
    assert (site / "zwgk/gknb/minquan/图片/一 图.png").read_bytes() == PIXEL
    assert not list(site.rglob("没用到.csv"))
    assert {"zwgk/gknb/minquan/名册.csv", REPORT, "zwgk/"} <= links(site, REPORT)
    image = page(site, REPORT).find(".//div[@class='prose']//img")
    assert unquote(image.get("src")) == "../图片/一 图.png"
    pdf = PdfReader(site / REPORT / "minquan-2021.pdf")
    uris = [
        annotation.get_object()["/A"]["/URI"]
        for pdf_page in pdf.pages
        for annotation in pdf_page.get("/Annots", [])
    ]
    assert {unquote(uri) for uri in uris} == {
        f"{BASE}zwgk/gknb/minquan/名册.csv",
        f"{BASE}{REPORT}",
        f"{BASE}{REPORT}#section-2",
        f"{BASE}zwgk/",
    }


def test_text_of_organs_and_reports_is_escaped_everywhere(project: Path) -> None:
    hostile = "<script>alert(1)</script>&amp;\"'"
    quoted = hostile.replace("'", "''")
    organs = project / "reports/organs.yml"
    text = organs.read_text("utf-8")
    organs.write_text(
        text.replace("name: 民权县人民政府", f"name: '{quoted}'").replace("邮编：", f"{hostile}"),
        "utf-8",
    )
    report = project / "reports/minquan/2021.md"
    text = report.read_text("utf-8")
    text = re.sub(
        r"^notice: .*",
        f"notice: '{quoted}'\ntitle: '{quoted}2021年年度报告'",
        text,
        flags=re.MULTILINE,
    )
    text = re.sub(r"^description: .*", f"description: '{quoted}'", text, flags=re.MULTILINE)
    report.write_text(
        text.replace("行政许可: 13323", f"行政许可: {{值: 1, 注: '{quoted}'}}"), "utf-8"
    )
    assert build(project, "--strict").returncode == 0
    for path in (project / "site").rglob("*.html"):
        document = parsed(path.read_text("utf-8"))
        assert not has_foreign_script(document)
    assert hostile in page(project / "site", REPORT).find(".//h1").text_content()
    assert page(project / "site", REPORT).find(".//title").text.startswith(hostile)
    etree.fromstring((project / "site/sitemap.xml").read_bytes())


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (
            "    fonts: {}",
            "    fonts: {body: [没有的字体]}",
            "extra.nianbao.fonts.body：没有字体“没有的字体”",
        ),
        (
            "    fonts: {}",
            "    fonts: {folder: nowhere}",
            "extra.nianbao.fonts.folder：没有文件夹 nowhere",
        ),
        ("    fonts: {}", "    font: {}", "extra.nianbao.font：没有这一项"),
        (
            "    severities: {}",
            "    severities: {file-name: off}",
            "extra.nianbao.severities.file-name：报告的文件名不是年度，这一条不能调整",
        ),
        (
            "    deadlines: {}",
            "    deadlines: {2021: {部门: 2022-01-20}}",
            "extra.nianbao.deadlines.2021.部门：应为次年的月-日",
        ),
        ("    fonts: {}", "    fonts: [a]", "extra.nianbao.fonts：下面应为"),
        ("    fonts: {}", "    fonts: {body: 宋体}", "extra.nianbao.fonts.body：应为字体名的列表"),
        ("site_url: ", "x_site_url: ", "site_url：请写本站的完整网址"),
        ("www.example.gov.cn/", "www.example..gov.cn/", "mkdocs.yml 的 site_url：网站名不对"),
        ("www.example.gov.cn/", "www.example.gov.cn:99999/", "mkdocs.yml 的 site_url：端口应为"),
        ("www.example.gov.cn/", "www.example.gov.cn/?a", "mkdocs.yml 的 site_url：网址里不能有"),
        ("  nianbao:", "  nianbaox:", "extra.nianbaox：没有这一项，是不是 nianbao？"),
        ("site_dir: site", "site_dir: reports", "mkdocs.yml 的 site_dir"),
        ("site_dir: site", "site_dir: hooks/x", "mkdocs.yml 的 site_dir"),
    ],
)
def test_a_wrong_setting_is_a_sentence_that_names_it(
    project: Path, right: str, wrong: str, said: str
) -> None:
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert right in text
    config.write_text(text.replace(right, wrong, 1), "utf-8")
    before = tree(project)
    done = build(project)
    assert done.returncode != 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    after = tree(project)
    assert not (project / "site").exists()
    compiled = {path for path in before if path.endswith(".pyc")}
    assert {path: after.get(path) for path in before.keys() - compiled} == {
        path: before[path] for path in before.keys() - compiled
    }


def test_fonts_of_the_site_are_used(project: Path) -> None:
    import pylopdf_fonts_zh_cn  # noqa: PLC0415

    (project / "fonts").mkdir()
    shutil.copy(pylopdf_fonts_zh_cn.sans_path(), project / "fonts")
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(
        text.replace("    fonts: {}", "    fonts: {folder: fonts, body: [Noto Sans SC]}"), "utf-8"
    )
    assert build(project, "--strict").returncode == 0
    pdf = PdfReader(project / "site" / REPORT / "minquan-2021.pdf")
    fonts = {font["/BaseFont"] for font in fonts_of(pdf.pages[1])}
    assert any("NotoSansSC" in font for font in fonts)


def test_mkdocs_2_is_refused_in_one_sentence(project: Path) -> None:
    (project / "sitecustomize.py").write_text(
        "import mkdocs; mkdocs.__version__ = '2.0.0'\n", "utf-8"
    )
    done = build(project, PYTHONPATH=str(project))
    assert done.returncode != 0
    assert "本站用 MkDocs 1.6 生成，现在装的是 2.0.0" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_failure_of_the_typesetter_names_the_report(project: Path) -> None:
    assert build(project).returncode == 0
    before = tree(project / "site")
    template = project / "hooks/nianbao/publish/paper/report.typ"
    template.write_text(template.read_text("utf-8") + '\n#panic("broken template")\n', "utf-8")
    done = build(project)
    assert done.returncode != 0
    assert "原有网站未动。这是程序的毛病，请报告维护者。reports/minquan/2021.md：" in done.stderr
    assert "broken template" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(project / "site") == before


def test_whatever_fails_the_old_site_stays(project: Path) -> None:
    assert build(project).returncode == 0
    before = tree(project / "site")
    template = project / "hooks/nianbao/theme/404.html"
    text = template.read_text("utf-8")
    template.write_text("{{ 1 // 0 }}" + text, "utf-8")
    assert build(project).returncode != 0
    assert tree(project / "site") == before
    template.write_text(text, "utf-8")
    # A warning that only the strict build of a webmaster stops at, after everything is written.
    (project / "docs/unlisted.md").write_text("[无](nothing.md)\n", "utf-8")
    assert build(project, "--strict").returncode != 0
    assert tree(project / "site") == before
    assert build(project).returncode == 0
    assert (project / "site/unlisted/index.html").exists()
    # Of what stands beside it only the site before this one stays.
    assert sorted(path.name for path in project.glob("site*")) == ["site", "site.earlier"]


def test_nobody_writes_into_a_site_that_is_there(project: Path) -> None:
    assert build(project).returncode == 0
    before = tree(project / "site")
    refused = build(project, "--dirty")
    assert refused.returncode != 0
    assert "请去掉 --dirty" in refused.stderr
    assert tree(project / "site") == before


def test_a_site_without_reports_builds(project: Path) -> None:
    shutil.rmtree(project / "reports/minquan")
    assert build(project, "--strict").returncode == 0
    for path in ("zwgk/gknb/", COVERAGE):
        assert "还没有年度报告" in page(project / "site", path).text_content()
