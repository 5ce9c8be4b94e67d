"""A section of a portal: its name, header and footer, and nothing that leads to no page."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from campaigns import some
from nianbao.publish.web.surroundings import LINKED_PAGES
from playwright.sync_api import Browser
from portal_pieces import PORTAL, put_into_portal
from reading import PIXEL
from site_building import build, copy_of_project, tree
from site_looks import scrolls_sideways, violations
from site_pages import REPORT
from site_reading import page, parsed
from site_serving import serve

pytestmark = pytest.mark.slow("whole sites")

BASE = "https://www.example.gov.cn/"
TOLD = re.compile(r"^WARNING -  (docs/\S+?|portal/\S+?):(\d+)：链接 (\S+) 没有这一页", re.MULTILINE)


def write_reports(project: Path) -> None:
    """Reports whose pages are of every kind: compared, corrected, withdrawn, of an organ's last."""
    folder = project / "reports/minquan"
    text = (folder / "2021.md").read_text("utf-8")
    for year in (2022, 2023):
        (folder / f"{year}.md").write_text(
            text.replace("year: 2021", f"year: {year}").replace(
                "published: ~", f"published: {year + 1}-01-20 10:30"
            ),
            "utf-8",
        )
    gone = project / "reports/xian/2021.md"
    gone.parent.mkdir()
    line = "year: 2021\nwithdrawn: {date: 2023-03-01, why: 示例}\n"
    gone.write_text(text.replace("year: 2021\n", line), "utf-8")
    with (project / "reports/organs.yml").open("a", encoding="utf-8") as organs:
        organs.write("\nxian: {name: 示例县人民政府, kind: 政府, from: 2021, to: 2021}\n")


@pytest.fixture(scope="module")
def in_portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's site as a section of an invented portal, built without a warning."""
    project = copy_of_project(tmp_path_factory.mktemp("portal"))
    put_into_portal(project)
    done = build(project, "--strict")
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return project / "site"


def lost(site: Path) -> Iterator[tuple[str, str, bool]]:
    """Links that lead to no file: the page, the target, and whether they stand in its own text."""
    files = {path.removesuffix("index.html") for path in tree(site)}
    for file in sorted(site.rglob("*.html")):
        path = file.relative_to(site).as_posix().removesuffix("index.html")
        document = parsed(file.read_text("utf-8"))
        in_text = set(document.xpath("//div[@class='prose']//@href | //div[@class='prose']//@src"))
        for target in document.xpath("//@href | //@src | //form/@action"):
            whole = urlsplit(urljoin(BASE + path, target))
            address = unquote(whole.path.lstrip("/"))
            is_ours = whole.netloc == urlsplit(BASE).netloc and not target.startswith("/")
            if is_ours and address not in files:
                yield path, target, target in in_text


@pytest.fixture(scope="module")
def every_kind(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose site has every kind of page that is made of reports, built once."""
    project = copy_of_project(tmp_path_factory.mktemp("kinds"))
    write_reports(project)
    done = build(project)
    assert done.returncode == 0, done.stderr
    assert list(lost(project / "site")) == []
    shown = {
        kind
        for file in (project / "site").rglob("*.html")
        for kind in re.findall(
            r"已于.*?撤回|class=\"comparison\"|class=\"poster|一图读懂|id=\"compared\"",
            file.read_text("utf-8"),
        )
    }
    assert len(shown) >= 4
    return project


@pytest.mark.parametrize("name", some([name for name in LINKED_PAGES if name != "gknb"], 4))
def test_nothing_leads_to_a_page_that_has_been_deleted(every_kind: Path, name: str) -> None:
    """Only texts written by hand still name it, and each of these links is told with its place."""
    url = LINKED_PAGES[name]
    docs = every_kind / "docs"
    (source,) = (
        path for path in (docs / f"{url}index.md", docs / f"{url.rstrip('/')}.md") if path.is_file()
    )
    text = source.read_text("utf-8")
    source.unlink()
    try:
        done = build(every_kind)
    finally:
        source.write_text(text, "utf-8")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    told = {(file, unquote(target)) for file, _, target in TOLD.findall(done.stderr)}
    found = set()
    for path, target, in_text in lost(every_kind / "site"):
        assert in_text, (path, target)
        stem = path.rstrip("/")
        files = [f"docs/{path}index.md", f"docs/{stem}.md"]
        (file,) = (each for each in files if (every_kind / each).is_file())
        found.add((file, unquote(urlsplit(target).path)))
    assert {(file, urlsplit(target).path) for file, target in told} == found
    for file, line, target in TOLD.findall(done.stderr):
        written = (every_kind / file).read_text("utf-8").splitlines()[int(line) - 1]
        assert unquote(target) in unquote(written)
    in_nav = f": {source.relative_to(docs).as_posix()}\n"
    config = (every_kind / "mkdocs.yml").read_text("utf-8")
    assert ("mkdocs.yml 的 nav 里的" in done.stderr) is (in_nav in config)


def test_the_list_of_reports_is_always_there(project: Path) -> None:
    (project / "docs/zwgk/gknb/index.md").unlink()
    done = build(project)
    assert done.returncode != 0
    assert "没有 docs/zwgk/gknb/index.md：年报的列表不能没有" in done.stderr
    assert not (project / "site").exists()


def test_a_broken_link_stops_a_release_and_not_a_preview(project: Path) -> None:
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8").replace("www.example.gov.cn", "www.shilixian.gov.cn")
    config.write_text(text, "utf-8")
    for path in (project / "docs/zwgk").rglob("*.md"):
        filled = re.sub(r"（请填写：[^）]*）", "示例", path.read_text("utf-8"))
        path.write_text(filled, "utf-8")
    report = project / "reports/minquan/2021.md"
    report.write_text(re.sub(r"(?m)^sample: .*\n", "", report.read_text("utf-8")), "utf-8")
    page = project / "docs/zwgk/index.md"
    page.write_text(page.read_text("utf-8") + "\n![图](没有.png)\n\n[去年](gknb/1999/)\n", "utf-8")
    lines = page.read_text("utf-8").splitlines()
    place = (
        f"docs/zwgk/index.md:{lines.index('[去年](gknb/1999/)') + 1}：链接 gknb/1999/ 没有这一页"
    )
    done = build(project)
    assert done.returncode == 0
    assert f"WARNING -  {place}" in done.stderr
    assert f"docs/zwgk/index.md:{len(lines) - 2}：链接 没有.png" in done.stderr
    before = tree(project / "site")
    refused = build(project, NIANBAO_RELEASE="1")
    assert refused.returncode != 0
    assert "原有网站未动" in refused.stderr
    assert place in refused.stderr
    assert tree(project / "site") == before


def test_the_portal_stands_around_every_page(in_portal: Path) -> None:
    for file in in_portal.rglob("*.html"):
        document = parsed(file.read_text("utf-8"))
        (head,) = document.xpath("//header[@class='portal-head']")
        assert head.xpath(".//li/a/@href")[2] == "/zwfw/?a=1&b=2"
        assert document.xpath("//div[@class='shili-foot']")
        # The portal's own foot says who runs it.
        assert "主办单位：" not in document.text_content()
        (tab,) = document.xpath("//nav[@class='tabs']//a[.='首页']/@href")
        assert tab == "/"


def test_crumbs_begin_at_the_portal(in_portal: Path) -> None:
    crumbs = page(in_portal, REPORT).find(".//nav[@class='crumbs']")
    assert [(a.text, a.get("href")) for a in crumbs.iterfind("a")] == [
        ("首页", "/"),
        ("政务公开", "../../../"),
        ("政府信息公开年报", "../../"),
        ("民权县人民政府", "../"),
    ]
    own = page(in_portal, "").find(".//nav[@class='crumbs']")
    assert [(a.text, a.get("href")) for a in own.iterfind("a")] == [("首页", "/")]
    assert own.find("span").text == "政府信息公开年报"


def test_the_portal_s_pages_are_not_ours(in_portal: Path) -> None:
    """Neither is there, nor asked to be filled in, and every link leads to the portal's."""
    for path in ("zwgk/gkzn", "zwgk/gkzd", "zwgk/fdzdgknr", "zwgk/ysqgk"):
        assert not (in_portal / path / "index.html").exists()
    assert list(lost(in_portal)) == []
    text = page(in_portal, "zwgk/").find(".//div[@class='prose']")
    links = {a.text_content(): a.get("href") for a in text.iterfind(".//a")}
    assert links["政府信息公开指南"] == "/gkzn/"
    assert links["政府信息公开制度"] == "https://fagui.example.gov.cn/gkzd/"
    assert links["法定主动公开内容"] == "/zdgk/?a=1&b=2"
    foot = page(in_portal, REPORT).xpath("//nav[@class='foot']//a")
    assert {a.text: a.get("href") for a in foot}["怎样申请公开政府信息"] == "/ysqgk/"


def test_tags_are_the_portal_s(in_portal: Path) -> None:
    for file in in_portal.rglob("*.html"):
        document = parsed(file.read_text("utf-8"))
        assert document.xpath("//meta[@name='SiteName']/@content") == ["示例县人民政府门户网站"]
        assert document.xpath("//meta[@name='SiteDomain']/@content") == ["www.example.gov.cn"]


def test_it_is_whole_in_a_browser(in_portal: Path, browser: Browser) -> None:
    said: list[str] = []
    with serve(in_portal) as address:
        for width in (1280, 390):
            context = browser.new_context(viewport={"width": width, "height": 800})
            window = context.new_page()
            window.on("console", lambda message: said.append(message.text))
            for path in ("", REPORT, "sitemap/"):
                window.goto(address + path)
                assert violations(window) == []
                assert not scrolls_sideways(window)
                colour = "getComputedStyle(document.querySelector('.shili-foot')).backgroundColor"
                assert window.evaluate(colour) == "rgb(122, 12, 6)"
                image = "document.querySelector('.shili-head img')"
                assert window.evaluate(f"{image}.complete && {image}.naturalWidth > 0")
            context.close()
    assert said == []


LINKS = """\
    portal:
      name: 示例县人民政府门户网站
      home: https://portal.example.gov.cn/
      header:
        - 政务公开: https://portal.example.gov.cn/zwgk/
        - 政务服务: /zwfw/
      footer: {关于我们: /about/, "<隐私>": /privacy/}
      pages: {sitemap: /map/, accessibility: /wza/}
"""


def test_links_may_stand_for_header_and_footer(project: Path, browser: Browser) -> None:
    put_into_portal(project, LINKS)
    shutil.rmtree(project / "docs/sitemap")
    done = build(project, "--strict")
    assert done.returncode == 0, done.stderr
    site = project / "site"
    assert list(lost(site)) == []
    document = page(site, REPORT)
    head = document.find(".//header[@class='portal-head']")
    assert [(a.text, a.get("href")) for a in head.iterfind(".//a")] == [
        ("示例县人民政府门户网站", "https://portal.example.gov.cn/"),
        ("政务公开", "https://portal.example.gov.cn/zwgk/"),
        ("政务服务", "/zwfw/"),
    ]
    foot = document.find(".//footer")
    links = {a.text: a.get("href") for a in foot.iterfind(".//a")}
    assert links["<隐私>"] == "/privacy/"
    assert links["站点地图"] == "/map/"
    # It is still our own foot: who runs the site stands there.
    assert "主办单位：示例县人民政府" in foot.text_content()
    with serve(site) as address:
        for width in (1280, 390):
            window = browser.new_page(viewport={"width": width, "height": 800})
            window.goto(address + REPORT)
            assert violations(window) == []
            assert not scrolls_sideways(window)
            window.close()


def test_pictures_and_styles_may_come_from_the_portal_s_host_only(project: Path) -> None:
    put_into_portal(project, PORTAL.replace("home: /", "home: https://portal.example.gov.cn/"))
    header = project / "portal/header.html"
    text = header.read_text("utf-8") + (
        '<img src="https://portal.example.gov.cn/a.png" alt="">\n'
        '<img src="https://other.example.cn/b.png" alt="">\n'
        '<p onclick="a()" style="color: red">甲</p>\n<img src="images/none.png" alt="">\n'
    )
    header.write_text(text, "utf-8")
    done = build(project)
    assert done.returncode == 0, done.stderr
    lines = text.count("\n")
    warnings = [line for line in done.stderr.splitlines() if line.startswith("WARNING")]
    assert len(warnings) == 4
    assert f"portal/header.html:{lines - 2}：图片来自别的网站" in warnings[0]
    assert f"portal/header.html:{lines - 1}：<p onclick=…>" in done.stderr
    assert f"portal/header.html:{lines - 1}：<p style=…>" in done.stderr
    assert f"portal/header.html:{lines}：链接 images/none.png 没有这一页" in done.stderr
    policy = page(project / "site", "").xpath("//meta[@http-equiv]/@content")[0]
    assert "img-src 'self' https://portal.example.gov.cn;" in policy
    assert "style-src 'self' https://portal.example.gov.cn;" in policy
    assert "other.example.cn" not in policy
    refused = build(project, NIANBAO_RELEASE="1")
    assert refused.returncode != 0
    assert f"portal/header.html:{lines - 1}：<p style=…>" in refused.stderr


def test_a_release_asks_a_section_only_for_what_its_portal_does_not_say(project: Path) -> None:
    (project / "mkdocs.yml").write_text(
        (project / "mkdocs.yml").read_text("utf-8").replace('"0000000000"', '""', 1), "utf-8"
    )
    put_into_portal(project)
    fault = "extra.nianbao.site.id_code：没有填写政府网站标识码"
    text = (project / "mkdocs.yml").read_text("utf-8")
    for key in ("sponsor", "icp", "police", "badge_image"):
        text = re.sub(rf"^      {key}: .*", f'      {key}: ""', text, flags=re.MULTILINE)
    (project / "mkdocs.yml").write_text(text, "utf-8")
    refused = build(project, NIANBAO_RELEASE="1").stderr
    assert fault in refused
    assert refused.count("没有填写") == 1
    # Nor are the portal's pages to be filled in.
    assert "docs/zwgk/" not in refused


def test_a_site_of_its_own_shows_the_emblem_and_the_yearly_form_on_its_front_page(
    project: Path,
) -> None:
    (project / "guohui.png").write_bytes(PIXEL)
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8")
    text = text.replace('emblem_image: ""', "emblem_image: guohui.png")
    form = "https://www.example.gov.cn/ndbb/2025.html"
    config.write_text(text.replace('yearly_form: ""', f"yearly_form: {form}"), "utf-8")
    assert build(project, "--strict").returncode == 0
    front = page(project / "site", "")
    (emblem,) = front.xpath("//div[@class='masthead']//img")
    assert (emblem.get("src"), emblem.get("alt")) == (
        "images/emblem/guohui.png",
        "中华人民共和国国徽",
    )
    assert (project / "site/images/emblem/guohui.png").read_bytes() == PIXEL
    assert front.xpath("//a[.='政府网站工作年度报表']/@href") == [form]
    for path in (REPORT, "zwgk/", "404.html"):
        assert not page(project / "site", path).xpath("//img[contains(@src, 'emblem')]")


def test_what_is_not_set_is_not_shown(own_site: Path) -> None:
    text = "".join(path.read_text("utf-8") for path in own_site.rglob("*.html"))
    assert "masthead__emblem" not in text
    assert "portal-head" not in text
