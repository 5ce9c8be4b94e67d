"""The address of a site: what a page's policy, a browser and a server all read alike."""

from __future__ import annotations

import pytest
from nianbao.publish.web.content_policy import page_policy
from nianbao.settings import SettingsError, require_site_url

FINE = [
    *("https://www.example.gov.cn/", "http://www.example.gov.cn/zwgk/", "https://示例县.政务.cn/"),
    *("http://localhost:8000/", "http://192.0.2.1:8080/", "https://a-b.cn/一/", "HTTPS://A.CN/"),
    "https://xn--fiqs8s/",
]
WRONG = [
    *("https://www.example..gov.cn/", "https://.gov.cn/", "https://www.example.gov.cn./"),
    *("https://www.example.gov.cn:99999/", "https://www.example.gov.cn:8o80/", "https://a.cn:0/"),
    *(f"https://{'a' * 70}.cn/", f"https://{'a.' * 130}cn/", "https://-a.cn/", "https://a_b.cn/"),
    *("https:///", "https://[::1/", "https://[::1]/", "ftp://a.cn/", "www.example.gov.cn"),
    *("https://a.cn/?a", "https://a.cn/#a", "https://a.cn/?/", "https://a.cn/#/"),
    *("https://x@a.cn/", "https://a.cn\\@b.cn/", "https://a cn/", "https://a.cn/a b/"),
    *("https://a.cn/\x7f", "https://a.cn,b.cn/", "https://a.cn;b/", "https://*.cn/", "", None),
    *("https://www.example。gov.cn/", "https：//www.example.gov.cn/", "“https://a.cn/”"),
    *("https://ｗｗｗ.example.gov.cn/", "https://a.cn／gk/", "https://www.example.gov.cn。"),
]


@pytest.mark.parametrize("url", FINE)
def test_an_address_that_every_page_can_say(url: str) -> None:
    assert require_site_url(url) == url
    assert page_policy(url, []).isascii()


@pytest.mark.parametrize("url", WRONG, ids=ascii)
def test_an_address_that_is_none(url: str | None) -> None:
    with pytest.raises(SettingsError, match=r"mkdocs\.yml 的 site_url"):
        require_site_url(url)
