"""The address of a site, ``site_url``: where its pages, policies and PDFs say that it stands."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

from .values import SettingsError

__all__ = ["require_site_url"]

_KEY = "mkdocs.yml 的 site_url"
_EXAMPLE = "请写成 https://www.example.gov.cn/ 的样子"
# RFC 1123, 2.1; a policy's source allows no other characters (CSP Level 3, 2.3.1).
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.IGNORECASE)
_LONGEST_HOST = 253


def require_site_url(url: str | None) -> str:
    """The address, if every page can say it. Raises SettingsError."""
    if not url:
        raise SettingsError(f"{_KEY}：请写本站的完整网址，站点地图和 PDF 里的链接要用")
    fault = _fault(url)
    if fault:
        raise SettingsError(f"{_KEY}：{fault}，现为 {url!r}；{_EXAMPLE}")
    return url


def _fault(url: str) -> str:
    if re.search(r"[\s\\\x00-\x1f\x7f]", url):
        return "网址里不能有空格、反斜杠和看不见的字符"
    if wide := re.search(r"[。，、：；？“”‘’\uff01-\uff5e\uff61]", url):
        return f"网址里有全角的“{wide[0]}”，请改为半角"
    try:
        parts = urlsplit(url)
    except ValueError:  # a bracket that does not close
        return "这不是网址"
    faults = {
        "网址要以 https:// 或 http:// 开头": parts.scheme not in ("http", "https"),
        "网址里不能有 ? 和 #": "?" in url or "#" in url,
        "网址里不能有 @": parts.username is not None,
        "网站名不对：各段之间是一个点，每段最多 63 个字母、数字或短横线": not _is_host(
            parts.hostname or ""
        ),
        "端口应为 1 到 65535 的数": not _is_port(parts),
    }
    return next((sentence for sentence, is_so in faults.items() if is_so), "")


def _is_host(name: str) -> bool:
    """Whether a name can be looked up, in ASCII as browsers do it."""
    try:
        host = name.encode("idna").decode()
    except UnicodeError:  # an empty part, or a long one
        return False
    return len(host) <= _LONGEST_HOST and all(map(_LABEL.fullmatch, host.split(".")))


def _is_port(parts: SplitResult) -> bool:
    try:
        port = parts.port
    except ValueError:
        return False
    return port != 0
