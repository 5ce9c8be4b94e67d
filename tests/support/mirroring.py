"""Brings home a copy of a served site as programs that keep websites do: along plain links."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import unquote, urldefrag, urljoin
from urllib.request import urlopen

from nianbao.build import MANIFEST_FILES

__all__ = [
    "WGET",
    "Mirror",
    "files_of",
    "follow_links",
    "plain_server",
    "require_whole",
    "run_wget",
]

Mirror = Callable[[str, Path], list[str]]

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


class _Quiet(SimpleHTTPRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Says nothing."""


@contextmanager
def plain_server(folder: Path) -> Iterator[str]:
    """What ``python -m http.server`` serves a folder with."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


def files_of(site: Path) -> dict[str, bytes]:
    """Every file that a site says it has, but compressed copies, which no page leads to."""
    listed = json.loads((site / "manifest.json").read_bytes())["files"]
    names = (*(entry["path"] for entry in listed if "copy_of" not in entry), *MANIFEST_FILES)
    return {name: (site / name).read_bytes() for name in names}


def require_whole(site: Path, mirror: Mirror, folder: Path, path: str = "") -> None:
    """Asserts that a mirror has every file once, and the same bytes.

    ``path`` is where the site was made to lie on its host, with a slash at its end.
    """
    host = site
    if path:
        host = folder.with_name(f"{folder.name}-host")
        host.mkdir()
        (host / path.rstrip("/")).symlink_to(site, target_is_directory=True)
    with plain_server(host) as address:
        assert mirror(f"{address}{path}", folder) == []
    wanted = files_of(site)
    found = {f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.is_file()}
    assert sorted(found - wanted.keys()) == []
    assert sorted(wanted.keys() - found) == []
    assert [
        name for name, content in wanted.items() if (folder / name).read_bytes() != content
    ] == []
