"""The headers that a server set up like the sample (docs/maintainers/servers) sends with a file."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from places import ROOT

__all__ = ["NGINX", "SITE", "headers_of_sample"]

SITE = "https://www.example.gov.cn/"
NGINX = (ROOT / "docs/maintainers/servers/nginx.conf").read_text("utf-8")


def headers_of_sample(address: str) -> Callable[[str], Mapping[str, str]]:
    """What nginx adds to the answer for a path, on a site at ``address``.

    As nginx reads a map: the first pattern that fits, in the order of the file, else the default;
    a header without a value is not sent.
    """
    text = NGINX.replace(SITE, address)
    maps = {
        name: (source, re.findall(r'^\s+("[^"]*"|\S+)\s+("[^"]*"|\S+);$', lines, re.MULTILINE))
        for source, name, lines in re.findall(
            r"^map \$(\w+) \$(\w+) \{\n(.*?)^\}", text, re.MULTILINE | re.DOTALL
        )
    }
    added = re.findall(r'^    add_header (\S+)\s+("[^"]*"|\S+) always;$', text, re.MULTILINE)
    assert len(maps) == 3
    assert len(added) == 4

    def value_of(written: str, path: str) -> str:
        if not written.startswith("$"):
            return written.strip('"')
        if written == "$uri":
            return path
        source, lines = maps[written[1:]]
        key = value_of(f"${source}", path)
        last = dict(lines).get("default", '""')
        return value_of(next((v for p, v in lines if _fits(p.strip('"'), key)), last), path)

    def headers(path: str) -> Mapping[str, str]:
        found = {name: value_of(written, path) for name, written in added}
        return {name: value for name, value in found.items() if value}

    return headers


def _fits(pattern: str, key: str) -> bool:
    if pattern.startswith("~"):
        flags = re.IGNORECASE if pattern.startswith("~*") else 0
        return re.search(pattern.removeprefix("~").removeprefix("*"), key, flags) is not None
    return pattern == key
