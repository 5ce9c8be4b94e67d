"""nginx: a file for the level of http, and one to be included in the server of the portal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from ..build.compressing import COMPRESSED_TYPES
from .serving import CHARSET_TYPES, DIGEST, TYPES, ServedSite

__all__ = ["nginx_files"]


def nginx_files(site: ServedSite, folder: str, moved: Mapping[str, str]) -> Mapping[str, str]:
    """The two files by their names; ``folder`` has the site, ``moved`` leads on from old paths."""
    return {"nianbao-maps.conf": _maps(site, moved), "nianbao-site.conf": _site(site, folder)}


def _maps(site: ServedSite, moved: Mapping[str, str]) -> str:
    lines = [
        "# nginx：放进 /etc/nginx/conf.d/。由程序写成，请不要手改；程序升级以后换上新的。",
        "# 值是空的，nginx 就不发送那一项。",
        "",
        *_map(
            "$uri",
            "$nianbao_is_uploaded",
            [("default", "0"), (f"~*{site.downloaded}", "1")],
        ),
        *_map(
            "$nianbao_is_uploaded",
            "$nianbao_policy",
            [("0", site.policy), ("1", site.uploaded["Content-Security-Policy"])],
        ),
        *_map(
            "$nianbao_is_uploaded",
            "$nianbao_disposition",
            [("0", ""), ("1", site.uploaded["Content-Disposition"])],
        ),
        *_map(
            "$uri",
            "$nianbao_cache",
            [
                ("default", site.revalidated["Cache-Control"]),
                (f"~{DIGEST}$", site.named_by_digest["Cache-Control"]),
            ],
        ),
        "# 以前的网址（redirects.csv）。",
        *_map("$uri", "$nianbao_moved", [("default", ""), *_exactly(moved)]),
    ]
    return "\n".join(lines)


def _exactly(moved: Mapping[str, str]) -> list[tuple[str, str]]:
    """Paths as expressions: as plain texts long ones need a setting that may stand only once."""
    return [(f"~^{re.escape(old)}$", new) for old, new in sorted(moved.items())]


def _map(source: str, name: str, pairs: list[tuple[str, str]]) -> list[str]:
    inside = [f"    {_quoted(key)} {_quoted(value)};" for key, value in pairs]
    return [f"map {source} {name} {{", *inside, "}", ""]


def _quoted(text: str) -> str:
    """A string as nginx reads it; it has no way to write a dollar that is none of a variable."""
    if "$" in text and not text.startswith("~"):
        raise ValueError(f"{text!r} has a character that nginx cannot have")
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _site(site: ServedSite, folder: str) -> str:
    types = [f"        {kind} {' '.join(ends)};" for kind, ends in TYPES.items()]
    headers = {
        "Content-Security-Policy": "$nianbao_policy",
        "Content-Disposition": "$nianbao_disposition",
        "Cache-Control": "$nianbao_cache",
        **{name: f'"{value}"' for name, value in site.always.items()},
    }
    place = folder.rstrip("/")
    lines = [
        "# nginx：放进 /etc/nginx/snippets/，server 里写 include snippets/nianbao-site.conf;",
        "# 由程序写成；网站的文件夹不是下面的，改 alias、disable_symlinks 两行。",
        "",
        "absolute_redirect off;  # 转到别的网址时不写主机名，放在别的服务器后面也对",
        "if ($nianbao_moved) {",
        "    return 301 $nianbao_moved;",
        "}",
        "",
    ]
    if site.path != "/":
        bare = site.path.rstrip("/")
        lines += [
            f"location = {_quoted(bare)} {{",
            f"    return 301 {quote(site.path)}$is_args$args;",
        ]
        lines += ["}", ""]
    lines += [
        f"location ^~ {_quoted(site.path)} {{",
        f"    alias {_quoted(f'{place}/')};",
        "    index index.html;",
        f"    error_page 403 404 =404 {_quoted(f'{site.path}404.html')};",
        "",
        "    # 网站全是文件，没有要运行的；不列目录，不跟随符号链接，以点开头的文件不公开。",
        "    autoindex off;",
        f"    disable_symlinks on {_quoted(f'from={place}')};",
        r"    location ~ /\.(?!well-known/) {",
        "        return 404;",
        "    }",
        "",
        "    # 全站已经用 HTTPS 的，另加：",
        '    # add_header Strict-Transport-Security "max-age=31536000" always;',
        *(f"    add_header {name} {value} always;" for name, value in headers.items()),
        "",
        "    charset utf-8;",
        # It has text/html by itself, and warns of what is there twice.
        f"    charset_types {_besides_html(CHARSET_TYPES)};",
        "    gzip on;",
        "    gzip_static on;  # 有事先压缩的 .gz，就用它",
        "    gzip_vary on;",
        f"    gzip_types {_besides_html(sorted(COMPRESSED_TYPES))};",
        "",
        "    default_type application/octet-stream;",
        "    types {",
        *types,
        "    }",
        "}",
        "",
    ]
    return "\n".join(lines)


def _besides_html(types: Iterable[str]) -> str:
    return " ".join(kind for kind in types if kind != "text/html")
