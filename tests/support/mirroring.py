"""Brings home a copy of a served site as programs that keep websites do: along plain links."""

from __future__ import annotations

import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import unquote, urldefrag, urljoin
from urllib.request import urlopen

__all__ = ["WGET", "follow_links", "run_wget"]

WGET = shutil.which("wget")
# What wget reads of a page; it knows no srcset of ours, no data attribute, and runs no script.
_LINKS = {("a", "href"), ("link", "href"), ("img", "src"), ("script", "src"), ("area", "href")}
_IN_STYLES = re.compile(rb"url\(\s*[\"']?([^\"')]+)")


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if value and (tag, name) in _LINKS]


def follow_links(address: str, folder: Path) -> list[str]:
    """All that can be reached from the address, each address once; those that fail are given."""
    failed: list[str] = []
    seen = {address, f"{address}robots.txt"}
    waiting = sorted(seen)
    while waiting:
        asked = waiting.pop()
        try:
            with urlopen(asked) as answer:  # noqa: S310 - a server of the tests
                content, kind = answer.read(), answer.headers.get_content_type()
        except HTTPError as error:
            error.close()
            failed.append(asked)
            continue
        path = unquote(asked.removeprefix(address))
        file = folder / (f"{path}index.html" if path.endswith("/") or not path else path)
        file.parent.mkdir(parents=True, exist_ok=True)
        assert not file.exists(), f"{asked} is a second address of a file"
        file.write_bytes(content)
        for link in _links_in(content, kind):
            there = urldefrag(urljoin(asked, link)).url
            if there.startswith(address) and there not in seen:
                seen.add(there)
                waiting.append(there)
    return failed


def _links_in(content: bytes, kind: str) -> list[str]:
    if kind == "text/css":
        return [link.decode() for link in _IN_STYLES.findall(content)]
    if kind != "text/html":
        return []
    parser = _Links()
    parser.feed(content.decode("utf-8"))
    return parser.found


def run_wget(address: str, folder: Path) -> list[str]:
    """The same by wget, as people call it; what it could not fetch is given."""
    folder.mkdir(parents=True, exist_ok=True)
    assert WGET
    done = subprocess.run(
        [WGET, "--mirror", "--no-host-directories", "--no-verbose", "--no-proxy", address],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return re.findall(r"(\S+):\s*\n\S+ \S+ ERROR 404", done.stderr)
