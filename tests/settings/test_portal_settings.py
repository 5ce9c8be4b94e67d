"""The settings of the portal that the site is a section of, and the HTML that it gives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from nianbao.publish.web.surroundings import LINKED_PAGES
from nianbao.publish.web.written_links import page_address
from nianbao.settings import (
    PORTAL_KEYS,
    PORTAL_PAGES,
    PortalSettings,
    SettingsError,
    read_settings,
)
from places import ROOT
from portal_pieces import FOOTER, HEADER, PORTAL

KEY = "extra.nianbao.portal"
SITE_URL = "https://www.example.gov.cn/xxgk/"
HANDBOOK = (ROOT / "docs/help/portal.md").read_text("utf-8")


def read(values: object, root: Path = ROOT) -> PortalSettings:
    return read_settings({"portal": values}, root).portal


def with_header(folder: Path, html: str, home: str = "/") -> PortalSettings:
    (folder / "header.html").write_text(html, "utf-8")
    return read({"name": "门户", "home": home, "header": "header.html"}, folder)


def faults(folder: Path, html: str, home: str = "/") -> list[str]:
    return list(with_header(folder, html, home).faults(SITE_URL))


def test_without_settings_a_site_stands_by_itself() -> None:
    assert read(None) == read({}) == PortalSettings()


def test_the_handbook_names_every_key_and_every_page() -> None:
    part = HANDBOOK.partition("## 各项设置")[2]
    described = re.findall(r"^- ((?:`\w+`、?)+)：", part.partition("\n## ")[0], re.MULTILINE)
    assert [key for line in described for key in re.findall(r"`(\w+)`", line)] == list(PORTAL_KEYS)
    rows = re.findall(r"^\| `(\w+)` \| [^|]+ \| `docs/([^`]+)` \|$", HANDBOOK, re.MULTILINE)
    assert [(key, page_address(path)) for key, path in rows] == list(PORTAL_PAGES.items())
    for _, path in rows:
        assert (ROOT / "docs" / path).is_file()
    assert set(PORTAL_PAGES.values()) <= set(LINKED_PAGES.values())


def test_the_examples_of_the_handbook_are_read(tmp_path: Path) -> None:
    (tmp_path / "portal").mkdir()
    (tmp_path / "portal/header.html").write_text(HEADER, "utf-8")
    (tmp_path / "portal/footer.html").write_text(FOOTER, "utf-8")
    blocks = re.findall(r"(?ms)^```yaml\n(.*?)^```$", HANDBOOK)
    assert len(blocks) == 2
    for block in (*blocks, f"extra:\n  nianbao:\n{PORTAL}"):
        portal = read_settings(yaml.safe_load(block)["extra"]["nianbao"], tmp_path).portal
        assert portal.name == "示例县人民政府门户网站"
        assert list(portal.faults(SITE_URL)) == []


def test_the_comment_in_mkdocs_yml_is_read_when_it_is_no_comment(tmp_path: Path) -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    part = text.partition("    portal: {}\n")[2].partition("\n\n")[0]
    lines = [line.replace("    #   ", "      ") for line in part.splitlines() if "#   " in line]
    (tmp_path / "portal").mkdir()
    (tmp_path / "portal/header.html").write_text(HEADER, "utf-8")
    (tmp_path / "portal/footer.html").write_text(FOOTER, "utf-8")
    values = yaml.safe_load("\n".join(lines))
    assert set(values) == set(PORTAL_KEYS)
    assert read(values, tmp_path).pages["zwgk/fdzdgknr/"] == "/zdgk/"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"title": "甲"}, f"{KEY}.title：没有这一项，"),
        ({"name": "甲"}, f"{KEY}.home：写了 portal，就要写门户网站首页的网址"),
        ({"home": "/"}, f"{KEY}.name：写了 portal，就要写门户网站的名称"),
        ({"pages": {"gkzn": "/gkzn/"}}, f"{KEY}.name：写了 portal，"),
        (
            {"name": "甲", "home": "www.example.gov.cn"},
            f"{KEY}.home：应为 https:// 开头的网址，或者",
        ),
        ({"name": "甲", "home": "//www.example.gov.cn/"}, f"{KEY}.home：应为 https:// 开头"),
        ({"name": "甲", "home": "javascript:alert(1)"}, f"{KEY}.home：应为 https:// 开头"),
        ({"pages": {"gkzm": "/a/"}}, f"{KEY}.pages.gkzm：没有这一项，是不是 gkzn？"),
        ({"pages": {"gkzn": "zwgk/gkzn/"}}, f"{KEY}.pages.gkzn：应为 https:// 开头"),
        ({"header": "nowhere.html"}, f"{KEY}.header：没有文件 nowhere.html"),
        ({"header": "../x.html"}, f"{KEY}.header：文件要放在本文件夹里"),
        ({"header": "<div>甲</div>"}, f"{KEY}.header：应为 HTML 文件的路径"),
        ({"header": ["政务公开"]}, f"{KEY}.header：链接写成“- 名称: 网址”"),
        ({"footer": [{"甲": ""}]}, f"{KEY}.footer.甲：没有写网址"),
        ({"footer": [{"甲": "a b"}]}, f"{KEY}.footer.甲：应为 https:// 开头"),
    ],
)
def test_a_wrong_setting_is_a_sentence_that_names_its_key(values: object, said: str) -> None:
    with pytest.raises(SettingsError) as error:
        read(values)
    assert str(error.value).startswith(said)


def test_addresses_below_our_root_are_found_wherever_they_stand(tmp_path: Path) -> None:
    html = (
        "<a href='zwgk/a.html' title=\"甲 href='x'\">甲</a>\n"
        '<!-- <a href="no/"> -->\n<img alt=乙 src=images/b.png>\n'
        '<a href="/zwgk/"></a><a href="#a"></a><a href="?a=1"></a><a href="mailto:a@b.cn"></a>'
    )
    fragment = with_header(tmp_path, html).fragments[0]
    assert fragment.targets == ((1, "zwgk/a.html"), (3, "images/b.png"))
    assert "".join(fragment.pieces) == html
    assert fragment.pieces[1::2] == ("zwgk/a.html", "images/b.png")


@pytest.mark.parametrize(
    ("html", "line", "said"),
    [
        ("<p>\n<script>a()</script></p>", 2, "<script>：脚本不会运行"),
        ('<script src="/a.js"></script>', 1, "<script>：脚本不会运行"),
        ("<style>p { color: red }</style>", 1, "<style>：行内的样式不起作用"),
        ('<p\n style="color: red">甲</p>', 1, "<p style=…>"),
        ('<a href="/" ONCLICK="a()">甲</a>', 1, "<a onclick=…>"),
        ('<a href=" java\tscript:void(0)">甲</a>', 1, '<a href="javascript:…">'),
        ('<iframe src="/weather"></iframe>', 1, "<iframe>：框架不会显示"),
        ('<img src="data:image/png;base64,AAAA" alt="">', 1, '<img src="data:…">'),
        ('<img src="https://other.example.cn/a.png" alt="">', 1, "图片来自别的网站"),
        ('<img src="//other.example.cn/a.png" alt="">', 1, "图片来自别的网站"),
        ('<img src="http://www.example.gov.cn/a.png" alt="">', 1, "图片来自别的网站"),
        ('<link rel="stylesheet" href="https://cdn.example.cn/a.css">', 1, "样式表来自别的网站"),
        ('<link rel="icon" href="/a.ico">', 1, "<link>：页眉、页脚里只能有样式表"),
        ('<form action="https://s.example.cn/"></form>', 1, "表单提交的地址来自别的网站"),
        ('<meta charset="gbk">', 1, "<meta>：这是整个网页的标签"),
        ("<!DOCTYPE html>\n<p>甲", 1, "<!DOCTYPE html> 是整个网页的"),
        ('<img srcset="/a.png 2x" src="/a.png" alt="">', 1, "<img srcset=…>"),
    ],
)
def test_what_a_policy_would_stop_is_told_with_its_line(
    tmp_path: Path, html: str, line: int, said: str
) -> None:
    (fault,) = faults(tmp_path, html)
    assert fault.startswith(f"header.html:{line}：{said}")


@pytest.mark.parametrize(
    "html",
    [
        HEADER,
        FOOTER,
        "<ul><li>甲<li>乙</ul><p>丙<p>丁<br/>戊<table><tr><td>己<td>庚</table>",
        '<svg viewBox="0 0 1 1"><path d="M0 0"/><g><circle r="1"/></g></svg><p>甲</p>',
        '<!--[if IE]><script src="a.js"></script><![endif]--><header>甲 &lt; 乙 &copy;</header>',
        '<img src="https://www.example.gov.cn/a.png" alt=""><form action="/s"></form>',
    ],
)
def test_what_works_is_no_fault(tmp_path: Path, html: str) -> None:
    assert faults(tmp_path, html) == []


def test_the_portal_s_own_host_may_give_pictures(tmp_path: Path) -> None:
    html = '<img src="https://portal.example.gov.cn:8443/a.png" alt="">'
    home = "https://portal.example.gov.cn:8443/"
    assert faults(tmp_path, html, home) == []
    assert len(faults(tmp_path, html)) == 1
    portal = with_header(tmp_path, html, home)
    assert portal.origin(SITE_URL) == "https://portal.example.gov.cn:8443"
    # Nothing is allowed that is not needed: on the same host, or without HTML of the portal's.
    assert with_header(tmp_path, html, "https://www.example.gov.cn/").origin(SITE_URL) == ""
    assert read({"name": "门户", "home": home}).origin(SITE_URL) == ""


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<div>\n<p>甲</p>\n", "第 1 行：<div> 没有 </div>"),
        ("<div>甲</div>\n</div>", "第 2 行：</div> 配不上，前面没有开过它"),
        ("<div>\n<ul><li>甲</div>", "第 2 行：</div> 配不上，前面开的是第 2 行的 <ul>"),
    ],
)
def test_what_would_swallow_the_page_is_refused(tmp_path: Path, html: str, said: str) -> None:
    with pytest.raises(SettingsError, match=re.escape(said)):
        with_header(tmp_path, html)


def test_a_file_of_another_encoding_or_a_whole_page_is_refused(tmp_path: Path) -> None:
    (tmp_path / "header.html").write_bytes("<p>门户</p>".encode("gbk"))
    values = {"name": "门户", "home": "/", "header": "header.html"}
    with pytest.raises(SettingsError, match="不是 UTF-8 编码"):
        read(values, tmp_path)
    (tmp_path / "header.html").write_text("<p>甲</p>" * 20_000, "utf-8")
    with pytest.raises(SettingsError, match="最多 100 KB"):
        read(values, tmp_path)
    # Windows' line ends and its mark at the beginning are none of the text.
    (tmp_path / "header.html").write_bytes(b'\xef\xbb\xbf<p>\r\n<a href="a/">a</a></p>\r\n')
    fragment = read(values, tmp_path).fragments[0]
    assert fragment.targets == ((2, "a/"),)
    assert "".join(fragment.pieces) == '<p>\n<a href="a/">a</a></p>\n'
