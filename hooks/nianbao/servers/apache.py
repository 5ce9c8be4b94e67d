"""Apache 2.4: a file to be included in the VirtualHost of the portal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from ..build.compressing import COMPRESSED_TYPES
from .serving import CHARSET_TYPES, DIGEST, TYPES, ServedSite

__all__ = ["apache_files"]

_HIDDEN = r"(.*/)?\.(?!well-known/)"


def apache_files(site: ServedSite, folder: str, moved: Mapping[str, str]) -> Mapping[str, str]:
    """The file by its name; ``folder`` has the site, ``moved`` leads on from old paths."""
    place = folder.rstrip("/")
    lines = [
        "# Apache 2.4：放进 /etc/apache2/，在网站的 <VirtualHost> 里写 Include nianbao-site.conf。",
        "# 由程序写成；网站的文件夹不是下面的，改 Alias 和 Directory 两行。",
        "# 启用 alias、deflate、dir、filter、headers、mime 模块，执行 apachectl configtest 检查。",
        "",
        "# 以前的网址（redirects.csv）。",
        *(
            f"RedirectMatch 301 {_quoted(f'^{re.escape(old)}$')} {_quoted(_decoded(new))}"
            for old, new in sorted(moved.items())
        ),
        *_bare(site),
        f"Alias {_quoted(site.path)} {_quoted(f'{place}/')}",
        "# 以点开头的文件不公开。",
        f"RedirectMatch 404 {_quoted(f'^{re.escape(site.path)}{_HIDDEN}')}",
        "",
        "# 不列目录，不跟随符号链接，不运行 CGI 和 SSI，也不看 .htaccess。",
        f"<Directory {_quoted(place)}>",
        "    Require all granted",
        "    Options None",
        "    AllowOverride None",
        "    DirectoryIndex index.html",
        "    DirectorySlash On",
        "    # 不论别处为 .php 等设了什么，这里的文件一律照原样发送。",
        "    SetHandler default-handler",
        "    FileETag MTime Size",
        "",
        *(f"    AddType {_type(kind)} {_ends(ends)}" for kind, ends in TYPES.items()),
        "    AddDefaultCharset utf-8",
        f"    AddOutputFilterByType DEFLATE {' '.join(sorted(COMPRESSED_TYPES))}",
        "</Directory>",
        "",
        f"<LocationMatch {_quoted('^' + re.escape(site.path))}>",
        # It takes a text with a space for the message itself.
        f"    ErrorDocument 403 {quote(site.path)}404.html",
        f"    ErrorDocument 404 {quote(site.path)}404.html",
        *_headers({**site.pages, **site.always, **site.revalidated}),
        "    # 全站已经用 HTTPS 的，另加：",
        '    # Header always set Strict-Transport-Security "max-age=31536000"',
        "</LocationMatch>",
        f"<LocationMatch {_quoted(f'^{re.escape(site.path)}.*{DIGEST}$')}>",
        *_headers(site.named_by_digest),
        "</LocationMatch>",
        "# 公开年报栏目里，网页、PDF 和图片以外的文件都按附件对待。",
        f"<LocationMatch {_quoted(f'(?i){site.downloaded}')}>",
        *_headers(site.uploaded),
        "</LocationMatch>",
        "",
    ]
    return {"nianbao-site.conf": "\n".join(lines)}


def _decoded(location: str) -> str:
    """A location as Apache takes it: it encodes the path by itself, and leaves the rest."""
    parts = urlsplit(location)
    return urlunsplit(parts._replace(path=unquote(parts.path)))


def _type(kind: str) -> str:
    """A type with its charset: AddCharset would look at every part of x.html.gz."""
    return f'"{kind}; charset=utf-8"' if kind in CHARSET_TYPES else kind


def _ends(ends: Iterable[str]) -> str:
    return " ".join(f".{end}" for end in ends)


def _bare(site: ServedSite) -> list[str]:
    """The path without its slash."""
    if site.path == "/":
        return []
    bare = re.escape(site.path.rstrip("/"))
    return [f"RedirectMatch 301 {_quoted(f'^{bare}$')} {_quoted(site.path)}"]


def _headers(headers: Mapping[str, str]) -> list[str]:
    """Headers; a per cent sign would begin what Apache fills in."""
    return [
        f"    Header always set {name} {_quoted(value.replace('%', '%%'))}"
        for name, value in headers.items()
    ]


def _quoted(text: str) -> str:
    """A string as Apache reads it; it would fill in a variable. Raises ValueError."""
    if "${" in text:
        raise ValueError(f"{text!r} has characters that Apache cannot have")
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
