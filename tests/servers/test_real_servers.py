"""nginx and Apache, started with the files that the program writes, hand a site out as they should.

At the root of a server, and under a path of a portal.
"""

from __future__ import annotations

import gzip
import http.client
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

import pytest
from nianbao.servers import ServedSite
from web_servers import SERVERS

pytestmark = pytest.mark.slow("starts nginx and Apache")

FILES = {
    "index.html": "首页",
    "404.html": "没有这个页面",
    "stylesheets/portal.0123abcd.css": "p {}",
    "javascripts/display.0123abcd.js": "f()",
    "javascripts/plain.js": "f()",
    "stylesheets/long.css": "p {}\n" * 100,
    "before.html": "<p>事先\n" * 100,
    "long.html": "<p>长\n" * 100,
    "sitemap.xml": "<url/>\n" * 100,
    "zwgk/gknb/minquan/2021/index.html": "<p>年报",
    "zwgk/gknb/minquan/2021/minquan-2021.pdf": "%PDF",
    "zwgk/gknb/minquan/2021/minquan-2021.csv": "数,1",
    "zwgk/gknb/minquan/2021/minquan-2021.json": "{}",
    "zwgk/gknb/minquan/明 细.DOCX": "PK",
    "zwgk/gknb/minquan/图.PNG": "PNG",
    "zwgk/gknb/minquan/x.svg": "<svg/>",
    "zwgk/gknb/minquan/x.php": "<?php",
    "zwgk/gknb/minquan/x.html.txt": "x",
    "zwgk/gknb/minquan/pdf": "x",
    ".nianbao-publishing/journal.json": "{}",
    ".well-known/security.txt": "x",
}
# As nobody compresses by chance.
COMPRESSED = gzip.compress(FILES["before.html"].encode(), 1, mtime=1)
TYPES = {
    "index.html": "text/html; charset=utf-8",
    "stylesheets/portal.0123abcd.css": "text/css; charset=utf-8",
    "javascripts/plain.js": "text/javascript; charset=utf-8",
    "sitemap.xml": "application/xml; charset=utf-8",
    "zwgk/gknb/minquan/2021/minquan-2021.pdf": "application/pdf",
    "zwgk/gknb/minquan/2021/minquan-2021.csv": "text/csv; charset=utf-8",
    "zwgk/gknb/minquan/2021/minquan-2021.json": "application/json; charset=utf-8",
    "zwgk/gknb/minquan/明 细.DOCX": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
    "zwgk/gknb/minquan/图.PNG": "image/png",
}
MOVED = {
    "/art/2021/1/20/art_1.html": "/zwgk/gknb/minquan/2021/",
    "/旧/2020 年[1]+.html": quote("/zwgk/gknb/机关 甲/2021/#依申请公开", safe="/#"),
    "/elsewhere": "https://x.example.cn/%E5%B9%B4?a=1&b=%25#c",
}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Running:
    name: str
    site: ServedSite
    address: str

    def ask(self, path: str, **headers: str) -> Answer:
        """The answer to a path of the whole server, which is not followed."""
        host = urlsplit(self.address).netloc
        connection = http.client.HTTPConnection(host, timeout=20)
        connection.request("GET", quote(path, safe="/?=&"), headers=headers)
        answer = connection.getresponse()
        return Answer(answer.status, dict(answer.getheaders()), answer.read())

    def file(self, path: str, **headers: str) -> Answer:
        return self.ask(f"{self.site.path}{path}", **headers)


def path_of(answer: Answer) -> str:
    """Where an answer leads; it is in ASCII, as browsers of any kind take it."""
    path = urlsplit(answer.headers["Location"]).path
    assert path.isascii()
    return unquote(path)


@pytest.fixture(
    scope="module",
    params=[(name, path) for name in SERVERS for path in ("/", "/zwgk/年报 平台/")],
    ids=lambda pair: f"{pair[0]} {'root' if pair[1] == '/' else 'path'}",
)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    name, path = request.param
    place = tmp_path_factory.mktemp("served")
    for above in (place, *place.parents):
        if not above.stat().st_mode & stat.S_IXOTH:
            above.chmod(0o755)  # Apache reads as nobody, where root starts it
    folder, docroot = place / "网 站", place / "portal"
    for file, text in FILES.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text, "utf-8")
    (folder / "before.html.gz").write_bytes(COMPRESSED)
    secret = place / "secret.txt"
    secret.write_text("不在网站里", "utf-8")
    (folder / "zwgk/link.txt").symlink_to(secret)
    docroot.mkdir()
    (docroot / "portal.html").write_text("门户", "utf-8")
    site = ServedSite(f"https://www.example.gov.cn{quote(path)}", "sha256-abc=")
    with SERVERS[name](place / "work", site, folder, docroot, MOVED) as address:
        yield Running(name, site, address)


@pytest.mark.parametrize("file", [name for name in FILES if not name.startswith(".")])
def test_a_file_comes_with_the_headers_of_the_truth(server: Running, file: str) -> None:
    answer = server.file(file)
    assert answer.status == 200
    assert answer.body == FILES[file].encode()
    expected = server.site.headers(f"{server.site.path}{file}")
    names = {*expected, "Content-Disposition"}
    assert {name: answer.headers[name] for name in names if name in answer.headers} == expected
    if file in TYPES:
        assert answer.headers["Content-Type"].lower() == TYPES[file]


def test_a_folder_is_its_page_and_gets_its_slash(server: Running) -> None:
    page = server.file("zwgk/gknb/minquan/2021/")
    assert (page.status, page.body.decode()) == (200, "<p>年报")
    assert "Content-Disposition" not in page.headers
    assert page.headers["Content-Security-Policy"] == server.site.policy
    bare = server.file("zwgk/gknb/minquan/2021")
    assert bare.status == 301
    assert path_of(bare) == f"{server.site.path}zwgk/gknb/minquan/2021/"


def test_the_path_of_the_site_gets_its_slash(server: Running) -> None:
    if server.site.path == "/":
        assert server.ask("/").body.decode() == "首页"
        return
    answer = server.ask(server.site.path.rstrip("/"))
    assert answer.status == 301
    assert path_of(answer) == server.site.path
    assert server.ask("/portal.html").body.decode() == "门户", "the portal answers as before"
    assert "Content-Security-Policy" not in server.ask("/portal.html").headers


@pytest.mark.parametrize(
    "path",
    ["nothing/", "zwgk/gknb/nobody/2021/", "stylesheets/", ".nianbao-publishing/journal.json"],
)
def test_what_is_not_there_or_nobody_s_business(server: Running, path: str) -> None:
    answer = server.file(path)
    assert answer.status in (403, 404)
    if not path.startswith("."):
        assert answer.body.decode() == "没有这个页面"
        assert answer.headers["Content-Security-Policy"] == server.site.policy


def test_a_link_is_not_followed(server: Running) -> None:
    answer = server.file("zwgk/link.txt")
    assert answer.status in (403, 404)
    assert "不在网站里" not in answer.body.decode()


def test_what_is_well_known_is_served(server: Running) -> None:
    assert server.file(".well-known/security.txt").status == 200


def test_pages_are_asked_for_again_and_not_sent_again(server: Running) -> None:
    first = server.file("index.html")
    again = server.file("index.html", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("file", ["stylesheets/long.css", "long.html", "sitemap.xml"])
def test_text_is_compressed(server: Running, file: str) -> None:
    answer = server.file(file, **{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(answer.body).decode() == FILES[file]
    assert "Content-Encoding" not in server.file(file).headers
    pdf = server.file("zwgk/gknb/minquan/2021/minquan-2021.pdf", **{"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in pdf.headers


def test_what_was_compressed_before_is_sent_as_it_is(server: Running) -> None:
    plain = server.file("before.html", **{"Accept-Encoding": "identity"})
    assert plain.body.decode() == FILES["before.html"]
    assert plain.headers["Content-Type"].lower() == "text/html; charset=utf-8"
    answer = server.file("before.html", **{"Accept-Encoding": "gzip"})
    assert gzip.decompress(answer.body).decode() == FILES["before.html"]
    copy = server.file("before.html.gz", **{"Accept-Encoding": "gzip"})
    assert copy.body == COMPRESSED, "verify and mirrors get the copy itself"
    assert copy.headers["Content-Type"] == "application/gzip"
    assert "Content-Encoding" not in copy.headers
    if "nginx" in server.name:
        assert answer.body == COMPRESSED


@pytest.mark.parametrize("old", MOVED)
def test_an_old_address_leads_on(server: Running, old: str) -> None:
    answer = server.ask(old)
    assert answer.status == 301
    location = re.sub("%..", lambda code: code[0].upper(), answer.headers["Location"])
    assert location.removeprefix(server.address) == MOVED[old]
    assert server.ask(f"{old}x").status == 404
