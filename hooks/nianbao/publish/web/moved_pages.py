"""Pages that stand at old addresses and lead on, for servers that nobody configures."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from ...settings import Redirect, Redirects
from .content_policy import UPLOADED

__all__ = ["moved_pages"]

_INDEX = "index.html"
_PAGES = ("", ".html", ".htm")
# What a page may do that only leads on: nothing.
_POLICY = UPLOADED.removeprefix("sandbox; ")
_PAGE = Markup("""\
<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<title>网址已经改变</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{whole}">
<meta http-equiv="refresh" content="0; url={address}">
</head>
<body>
<p>网址已经改变，请打开 <a href="{address}">{whole}</a></p>
</body>
</html>
""")


def moved_pages(redirects: Redirects, site_url: str) -> Mapping[str, bytes]:
    """The pages by their paths on the site.

    An old address beyond the site's own path, or with the name of another kind of file, has none:
    only a server can lead on from there.
    """
    return {
        path: _page(each, path, redirects.root, site_url)
        for each in redirects.all
        if (path := _file(each.old, redirects.root))
    }


def _file(old: str, root: str) -> str:
    if not old.startswith(root):
        return ""
    path = old.removeprefix(root)
    if path.endswith("/"):
        return path + _INDEX
    end = posixpath.splitext(path)[1].lower()
    if end not in _PAGES:
        return ""
    return path if end else f"{path}/{_INDEX}"


def _page(redirect: Redirect, path: str, root: str, site_url: str) -> bytes:
    parts = urlsplit(site_url)
    if redirect.is_elsewhere:
        whole = address = redirect.new
    else:
        target, mark, fragment = redirect.new.partition("#")
        end = mark + quote(fragment)
        whole = f"{parts.scheme}://{parts.netloc}{quote(target)}{end}"
        # Relative, as all links are: the site may be laid under any path.
        address = quote(posixpath.relpath(target, posixpath.dirname(root + path)))
        address += ("/" if target.endswith("/") else "") + end
    return _PAGE.format(policy=_POLICY, whole=whole, address=address).encode()
