"""redirects.csv as people write it, and what of it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest
from nianbao.settings import Redirects, SettingsError, read_redirects

SITE = "https://www.example.gov.cn/gk/"
PAGES = ("index.html", "zwgk/gknb/jia/2020/index.html", "zwgk/gknb/jia/2020/jia-2020.pdf")


def redirects(folder: Path, content: str | bytes, site_url: str = SITE) -> Redirects:
    data = content.encode() if isinstance(content, str) else content
    (folder / "redirects.csv").write_bytes(data)
    return read_redirects(folder, site_url)


EXPECTED = {
    "/art/1.html": "/gk/zwgk/gknb/jia/2020/",
    "/旧 栏目/2020": "/gk/zwgk/gknb/jia/2020/jia-2020.pdf",
    "/gk/old/": "https://elsewhere.example.cn/a?b=c",
}
ROWS = """\
旧网址,新网址
/art/1.html,/gk/zwgk/gknb/jia/2020/
https://www.example.gov.cn/旧%20栏目/2020,https://www.example.gov.cn/gk/zwgk/gknb/jia/2020/jia-2020.pdf
/gk/old/,https://elsewhere.example.cn/a?b=c
"""


@pytest.mark.parametrize(
    "content",
    [
        ROWS.encode(),
        b"\xef\xbb\xbf" + ROWS.replace("\n", "\r\n").encode(),
        ROWS.encode("gbk"),
        ROWS.replace(",", "\t").encode(),
        ROWS.replace(",", "，").encode(),
        ROWS.replace("/art/1.html", "／ａｒｔ／１．ｈｔｍｌ").encode(),
        ROWS.replace("\n", ",,\n\n").encode(),
        ROWS.removeprefix("旧网址,新网址\n").replace("/art/1.html", '"/art/1.html"').encode(),
    ],
    ids=["plain", "BOM", "GBK", "tabs", "full-width comma", "full-width", "empty", "no head"],
)
def test_as_spreadsheets_and_people_write_it(tmp_path: Path, content: bytes) -> None:
    found = redirects(tmp_path, content)
    assert found.by_old == EXPECTED
    assert found.root == "/gk/"
    assert found.faults(PAGES) == []


def test_there_need_be_none(tmp_path: Path) -> None:
    assert read_redirects(tmp_path, SITE).all == ()
    assert redirects(tmp_path, "").all == ()


def test_a_chain_leads_straight_to_its_end(tmp_path: Path) -> None:
    found = redirects(tmp_path, "/a,/b\n/b,/c/\n/c/,/gk/\n")
    assert found.by_old == {"/a": "/gk/", "/b": "/gk/", "/c/": "/gk/"}


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ("/a,/b\n/b,/a\n", ["redirects.csv:1：/a 转来转去又回到自己"]),
        ("/a,/a\n", ["redirects.csv:1：/a 转来转去又回到自己"]),
        ("/a,/gk/\n\n/a,/gk/x\n", ["redirects.csv:3：/a 在第 1 行已经转到别处"]),
        ("/a\n", ["redirects.csv:1：应有两列"]),
        ("/a,/b,/c\n", ["redirects.csv:1：应有两列"]),
        ("a.html,/gk/\n/b,gk\n", ["redirects.csv:1：旧网址应为", "redirects.csv:2：新网址应为"]),
        ("/a.jsp?id=5,/gk/\n", ["redirects.csv:1：旧网址 '/a.jsp?id=5' 里有 ?"]),
        ("/gk/,/b\n/,/b\n", ["redirects.csv:1：首页不能转走", "redirects.csv:2：首页不能转走"]),
        ("/a/../b,/gk/\n", ["redirects.csv:1：旧网址 '/a/../b' 里有网址不能有的字符"]),
        ('/a"b,/gk/\n', ["redirects.csv:1：旧网址"]),
        ("javascript:alert(1),/gk/\n", ["redirects.csv:1：旧网址应为"]),
        ("/a,javascript:alert(1)\n", ["redirects.csv:1：新网址应为"]),
        ("/a,https://x.cn/ b\n", ["redirects.csv:1：新网址"]),
    ],
)
def test_what_cannot_be_is_told_with_its_line(tmp_path: Path, rows: str, told: list[str]) -> None:
    with pytest.raises(SettingsError) as refused:
        redirects(tmp_path, rows)
    lines = str(refused.value).splitlines()
    for sentence in told:
        assert any(line.startswith(sentence) for line in lines), lines


def test_neither_may_it_take_from_the_site_nor_lead_to_nothing(tmp_path: Path) -> None:
    rows = (
        "/gk/zwgk/gknb/jia/2020,/gk/\n/gk/zwgk/gknb/jia/2020/jia-2020.pdf,/gk/\n"
        "/a,/gk/zwgk/gknb/jia/2019/\n/b,/gk/zwgk/gknb/jia/2020/#依申请公开\n/c,/other/\n"
    )
    told = redirects(tmp_path, rows).faults(PAGES)
    assert [line.partition("：")[0] for line in told] == [
        f"redirects.csv:{number}" for number in (1, 2, 3, 5)
    ]
