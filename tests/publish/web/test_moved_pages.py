"""The pages at old addresses lead on from wherever the site is laid, and hold nothing else."""

from __future__ import annotations

from urllib.parse import unquote, urljoin

import lxml.html
import pytest
from nianbao.publish.web.moved_pages import moved_pages
from nianbao.settings import Redirect, Redirects

SITE = "https://www.example.gov.cn/gk/"
NEW = "/gk/zwgk/gknb/jia/2020/"


def pages(*pairs: tuple[str, str]) -> dict[str, bytes]:
    found = tuple(Redirect(line, old, new) for line, (old, new) in enumerate(pairs, 1))
    return dict(moved_pages(Redirects("/gk/", found), SITE))


def only(page: lxml.html.HtmlElement, path: str) -> str:
    """The one attribute that a path leads to."""
    found = page.xpath(path)
    assert isinstance(found, list)
    assert len(found) == 1
    return str(found[0])


@pytest.mark.parametrize(
    ("old", "path"),
    [
        ("/gk/old/1.html", "old/1.html"),
        ("/gk/旧/2020/", "旧/2020/index.html"),
        ("/gk/old", "old/index.html"),
        ("/gk/a.HTM", "a.HTM"),
    ],
)
def test_a_page_leads_on_from_its_own_place(old: str, path: str) -> None:
    for new in (NEW, f"{NEW}#依申请公开.本年新收", f"{NEW}明 细.pdf", "/gk/"):
        ((file, content),) = pages((old, new)).items()
        assert file == path
        page = lxml.html.fromstring(content.decode())
        refresh = only(page, "//meta[@http-equiv='refresh']/@content")
        link = only(page, "//a/@href")
        assert refresh == f"0; url={link}"
        assert unquote(urljoin(f"{SITE}{path}", link)) == f"https://www.example.gov.cn{new}"
        moved = urljoin(f"http://10.0.0.1/elsewhere/{path}", link)
        assert unquote(moved) == f"http://10.0.0.1/elsewhere/{new.removeprefix('/gk/')}"
        assert only(page, "//meta[@name='robots']/@content") == "noindex"
        canonical = only(page, "//link[@rel='canonical']/@href")
        assert unquote(canonical) == f"https://www.example.gov.cn{new}"


def test_what_only_a_server_can_do_has_no_page() -> None:
    assert pages(("/art/1.html", NEW), ("/gk/a.jsp", NEW), ("/gk/a.shtml", NEW)) == {}


def test_an_address_is_data() -> None:
    ((_, content),) = pages(("/gk/<b>.html", "https://x.cn/?a=1&b=2<script>")).items()
    text = content.decode()
    assert "<script>" not in text
    assert "a=1&amp;b=2" in text
