"""A government site says who runs it: in the head and at the foot of every page, or not at all."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from commands import nianbao, with_library
from lxml import html
from nianbao.settings import MANDATORY, NAMES
from places import ROOT
from site_building import build, tree
from site_pages import REPORT
from site_reading import page, parsed
from site_settings import FILLED

SITE_URL = "https://www.shilixian.gov.cn/"
SITE_TAGS = ["SiteName", "SiteDomain", "SiteIDCode"]
COLUMN_TAGS = ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"]
ARTICLE_TAGS = [*COLUMN_TAGS, "ArticleTitle", "PubDate", "ContentSource"]
# The names and the way crawlers look for them: name first, double quotes, a line each.
TAG = re.compile(r'^\s*<meta name="([A-Z]\w+)" content="([^"]*)">$', re.MULTILINE)


def head(site: Path, path: str) -> str:
    file = site / path if path.endswith(".html") else site / path / "index.html"
    return file.read_text("utf-8").partition("<body")[0]


def tags(site: Path, path: str) -> list[tuple[str, str]]:
    return TAG.findall(head(site, path))


def names(site: Path, path: str) -> list[str]:
    return [name for name, _ in tags(site, path)]


def change(project: Path, pattern: str, replacement: str) -> None:
    config = project / "mkdocs.yml"
    text, count = re.subn(pattern, replacement, config.read_text("utf-8"), flags=re.MULTILINE)
    assert count
    config.write_text(text, "utf-8")


def foot(site: Path, path: str = "") -> html.HtmlElement:
    return html.document_fromstring((site / path / "index.html").read_text("utf-8")).find(
        ".//footer"
    )


def test_the_first_page_has_the_tags_of_the_site(own_site: Path) -> None:
    assert tags(own_site, "") == [
        ("SiteName", "政府信息公开年报"),
        ("SiteDomain", "www.example.gov.cn"),
        ("SiteIDCode", "0000000000"),
    ]
    assert names(own_site, "404.html") == SITE_TAGS


@pytest.mark.parametrize(
    "path", ["zwgk/", "zwgk/gknb/", "zwgk/gknb/2021/", "zwgk/gknb/minquan/", "schema/"]
)
def test_a_column_has_those_of_a_column(own_site: Path, path: str) -> None:
    assert names(own_site, path) == [*SITE_TAGS, *COLUMN_TAGS]
    column = dict(tags(own_site, path))
    assert column["ColumnName"] == page(own_site, path).find(".//h1").text_content()
    assert column["ColumnKeywords"] == re.sub(r"\s*,\s*", ",", column["ColumnKeywords"])


def test_a_report_has_those_of_an_article(project: Path) -> None:
    report = project / "reports/minquan/2021.md"
    text = report.read_text("utf-8")
    report.write_text(
        re.sub(r"^published: .*", "published: 2022-01-20 10:30", text, flags=re.MULTILINE), "utf-8"
    )
    assert build(project, "--strict").returncode == 0
    site = project / "site"
    assert tags(site, REPORT)[3:] == [
        ("ColumnName", "民权县人民政府信息公开年报"),
        ("ColumnDescription", "民权县人民政府历年的政府信息公开工作年度报告。"),
        ("ColumnKeywords", "政府信息公开,年报,民权县人民政府"),
        ("ColumnType", "信息公开年报"),
        ("ArticleTitle", "民权县人民政府2021年政府信息公开工作年度报告"),
        ("PubDate", "2022-01-20 10:30"),
        ("ContentSource", "民权县人民政府"),
        ("Keywords", "政府信息公开,年度报告,民权县人民政府,2021年"),
        ("Description", dict(tags(site, REPORT))["Description"]),
        ("Url", f"https://www.example.gov.cn/{REPORT}"),
    ]
    (time,) = page(site, REPORT).xpath("//dl[@class='meta']//time")
    assert (time.get("datetime"), time.text) == ("2022-01-20T10:30", "2022年1月20日 10:30")


def test_no_time_of_publication_is_invented(project: Path) -> None:
    report = project / "reports/minquan/2021.md"
    text = report.read_text("utf-8")
    for written, expected in (("2022-01-20", "2022-01-20"), ("~", None)):
        report.write_text(
            re.sub(r"^published: .*", f"published: {written}", text, flags=re.MULTILINE), "utf-8"
        )
        assert build(project, "--strict").returncode == 0
        assert dict(tags(project / "site", REPORT)).get("PubDate") == expected


def test_hand_written_pages_tell_their_own_date_only(project: Path) -> None:
    page = project / "docs/help/notice.md"
    for date, expected in (
        ("date: 2026-01-20\n", "2026-01-20"),
        ("date: 2026-01-20 10:30\n", "2026-01-20 10:30"),
        ("date: 2026-01-20 10:30:00\n", "2026-01-20 10:30"),
        ("", None),
    ):
        text = f"---\ntitle: 通知\ndescription: 一则通知。\nkeywords: 甲, 乙\n{date}---\n\n# 通知\n"
        page.write_text(text, "utf-8")
        assert build(project, "--strict").returncode == 0
        article = dict(tags(project / "site", "help/notice/"))
        assert article.get("PubDate") == expected
        assert article["ArticleTitle"] == "通知"
        assert article["ContentSource"] == FILLED["sponsor"]
        assert article["Keywords"] == "甲,乙"


def test_no_page_describes_itself_twice_or_has_two_titles(own_site: Path) -> None:
    for path in own_site.rglob("*.html"):
        text = path.read_text("utf-8")
        assert text.count("<title>") == 1
        document = parsed(text)
        # HTML does not tell names apart by capitals.
        found = [str(name).lower() for name in document.xpath("//meta/@name")]
        assert len(found) == len(set(found)), path
        if path.name != "404.html":
            assert "description" in found, path
        assert not document.xpath("//body//meta")


def test_tags_are_escaped_and_on_one_line(project: Path) -> None:
    hostile = "<b>&\"'"
    change(project, "^site_name: .*", "site_name: '<b>&\"'''")
    text = (project / "docs/zwgk/index.md").read_text("utf-8")
    text = re.sub(r"^description: .*", "description: |\n  一\n  <二>", text, flags=re.MULTILINE)
    (project / "docs/zwgk/index.md").write_text(text, "utf-8")
    assert build(project, "--strict").returncode == 0
    document = html.document_fromstring((project / "site/zwgk/index.html").read_text("utf-8"))
    assert document.xpath("//meta[@name='SiteName']/@content") == [hostile]
    assert document.xpath("//meta[@name='ColumnDescription']/@content") == ["一 <二>"]
    assert "ColumnDescription" in names(project / "site", "zwgk/")


def test_the_foot_has_every_part_that_is_set(own_site: Path) -> None:
    for path in ("", "zwgk/", REPORT):
        part = foot(own_site, path)
        text = part.text_content()
        where = [text.index(str(FILLED[key])) for key in ("sponsor", "operator")]
        where += [text.index(line) for line in FILLED["contact"]]
        where += [text.index(str(FILLED[key])) for key in ("id_code", "icp", "police")]
        assert where == sorted(where)
        links = {a.text_content(): a.get("href") for a in part.iterfind(".//a")}
        assert links[str(FILLED["icp"])] == "https://beian.miit.gov.cn/"
        assert links[str(FILLED["police"])] == FILLED["police_link"]
        assert links["我为政府网站找错"] == FILLED["error_report"]
        assert {"站点地图", "无障碍说明"} <= set(links)
        (badge,) = part.xpath(".//a[img]")
        assert badge.get("href") == FILLED["badge_link"]
        image = badge.find("img")
        assert image.get("alt") == "党政机关网站标识"
        assert (own_site / path / image.get("src")).resolve().is_file()


def test_the_foot_is_silent_about_what_is_not_set(project: Path) -> None:
    shutil.copy(ROOT / "mkdocs.yml", project)
    assert build(project).returncode == 0
    part = foot(project / "site")
    text = part.text_content()
    for label in ("主办", "承办", "标识码", "ICP", "备案", "电话", "找错"):
        assert label not in text
    assert part.find(".//img") is None
    assert not [a for a in part.iterfind(".//a") if "://" in a.get("href")]


def test_the_banner_stands_on_every_page_once_it_is_set(project: Path, own_site: Path) -> None:
    for path in own_site.rglob("*.html"):
        assert 'class="banner"' not in path.read_text("utf-8")
    change(project, '^      banner: ""', "      banner: '通知：<五一> 放假'")
    assert build(project, "--strict").returncode == 0
    for path in (project / "site").rglob("*.html"):
        (banner,) = parsed(path.read_text("utf-8")).xpath("//*[@class='banner']")
        assert banner.text_content().strip() == "通知：<五一> 放假"


def test_a_build_says_once_what_the_projects_own_settings_lack(project: Path) -> None:
    shutil.copy(ROOT / "mkdocs.yml", project)
    done = build(project)
    assert done.returncode == 0
    (warning,) = (line for line in done.stderr.splitlines() if "WARNING" in line)
    assert warning.startswith("WARNING -  mkdocs.yml 的 extra.nianbao.site 下面还没有填写：")
    for key in NAMES:
        assert (f"{key}（" in warning) is (key in MANDATORY)


def test_a_release_is_refused_before_anything_is_touched(project: Path) -> None:
    assert build(project, "--strict").returncode == 0
    before = tree(project / "site")
    shutil.copy(ROOT / "mkdocs.yml", project)
    (project / "docs/index.md").write_text("# 首页\n\n（请填写：简介）\n", "utf-8")
    done = build(project, NIANBAO_RELEASE="1")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    for key in NAMES:
        assert (f"extra.nianbao.site.{key}：" in done.stderr) is (key in MANDATORY)
    assert "site_url：https://www.example.gov.cn/ 是示例网址" in done.stderr
    assert "docs/index.md:3：（请填写：简介）" in done.stderr
    assert tree(project / "site") == before


def without_sample(project: Path) -> None:
    report = project / "reports/minquan/2021.md"
    report.write_text(re.sub(r"(?m)^sample: .*\n", "", report.read_text("utf-8")), "utf-8")


def release(project: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """What ``make release`` calls."""
    return subprocess.run(
        nianbao("release"),
        cwd=project,
        env=with_library(project, **environment),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_release_whose_ledger_found_no_room_is_made_again(project: Path) -> None:
    change(project, "^site_url: .*", f"site_url: {SITE_URL}")
    for path in (project / "docs").rglob("*.md"):
        filled = re.sub(r"（请填写：[^）]*）", "示例", path.read_text("utf-8"))
        path.write_text(filled, "utf-8")
    without_sample(project)
    code = project / "hooks/nianbao/source/ledger.py"
    text = code.read_text("utf-8")
    place = "            part.replace(folder / LEDGER)\n"
    assert place in text
    fault = 'raise OSError(28, "No space left on device")'
    full = f'            if "FULL" in __import__("os").environ:\n                {fault}\n'
    code.write_text(text.replace(place, full + place), "utf-8")
    failed = release(project, FULL="1")
    ledger = project / "reports/ledger.json"
    assert failed.returncode != 0
    assert "新网站已经换上，发布记录 reports/ledger.json 却写不进去" in failed.stderr
    assert not ledger.exists()
    done = release(project)
    assert done.returncode == 0, done.stderr
    assert '"organ": "minquan"' in ledger.read_text("utf-8")
    assert "请和报告一起提交" in done.stderr


def test_a_site_filled_in_is_released_and_lacks_no_tag(project: Path) -> None:
    change(project, "^site_url: .*", f"site_url: {SITE_URL}")
    change(project, "^(      operator:) .*", r'\1 ""')
    # What is written for maintainers stays out of the site and need not be filled in.
    assert "（请填写：" in (project / "docs/maintainers/decisions.md").read_text("utf-8")
    for path in (project / "docs/zwgk").rglob("*.md"):
        filled = re.sub(r"（请填写：[^）]*）", "示例", path.read_text("utf-8"))
        path.write_text(filled, "utf-8")
    refused = build(project, NIANBAO_RELEASE="1")
    assert "reports/minquan/2021.md 是示例（写着 sample）" in refused.stderr
    without_sample(project)
    done = build(project, NIANBAO_RELEASE="1")
    assert done.returncode == 0, done.stderr
    assert '"organ": "minquan"' in (project / "reports/ledger.json").read_text("utf-8")
    assert "WARNING" not in done.stderr
    site = project / "site"
    for path in site.rglob("index.html"):
        found = names(site, path.relative_to(site).parent.as_posix())
        assert found[:3] == SITE_TAGS, path
        if "ArticleTitle" in found:
            assert set(found) >= set(ARTICLE_TAGS) - {"PubDate"}, path
        elif path != site / "index.html":
            assert set(found) >= set(COLUMN_TAGS), path
