"""What is written for servers says what the one truth says, for every address of a site."""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from nianbao.command.server_files import sample_files, write_server_files
from nianbao.publish.web.content_policy import UPLOADED, server_policy
from nianbao.servers import ServedSite, server_files
from places import ROOT
from sample_server import SITE, headers_of_sample

ADDRESSES = (SITE, "https://www.示例县.gov.cn/zwgk/年报/", "http://a.example.cn:8080/a.b+c")


@pytest.mark.parametrize("name", sample_files())
def test_the_samples_are_as_make_docs_writes_them(name: str) -> None:
    assert (ROOT / "docs" / name).read_text("utf-8") == sample_files()[name]


def test_there_are_no_other_samples() -> None:
    folder = ROOT / "docs/maintainers/servers"
    there = (path for path in folder.rglob("*") if path.is_file())
    named = {path.relative_to(ROOT / "docs").as_posix() for path in there}
    assert named == set(sample_files())


@pytest.mark.parametrize(
    ("path", "is_attachment"),
    [
        ("/index.html", False),
        ("/404.html", False),
        ("/zwgk/gknb/minquan/2021/index.html", False),
        ("/zwgk/gknb/minquan/2021/minquan-2021.pdf", False),
        ("/zwgk/gknb/minquan/图.PNG", False),
        ("/zwgk/gknb/minquan/x.html", False),
        *((f"/zwgk/gknb/minquan/x.{kind}", True) for kind in ("svg", "xhtml", "htm", "js", "txt")),
        *((f"/zwgk/gknb/minquan/x.{kind}", True) for kind in ("html.svg", "png.js", "docx", "xml")),
        ("/zwgk/gknb/minquan/x", True),
        ("/zwgk/gknb/minquan/pdf", True),
        ("/javascripts/display.js", False),
        ("/portal/zwgk/gknb/x.svg", False),
    ],
)
def test_attachments_are_handed_out_and_none_is_run(
    path: str,
    is_attachment: bool,  # noqa: FBT001
) -> None:
    headers = headers_of_sample(SITE)(path)
    site = ServedSite(SITE, "sha256-abc=")
    assert site.is_uploaded(path) is is_attachment
    assert (headers["Content-Security-Policy"] == UPLOADED) is is_attachment
    assert headers.get("Content-Disposition") == ("attachment" if is_attachment else None)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"]


def test_only_names_with_a_digest_are_kept_for_a_year() -> None:
    headers = headers_of_sample(SITE)
    for path in ("javascripts/display.0123abcd.js", "stylesheets/portal.0123abcd.css"):
        assert headers(f"/{path}")["Cache-Control"] == "public, max-age=31536000, immutable"
    for path in ("index.html", "javascripts/display.js", "x.0123abcd.pdf", "x.0123abcg.js"):
        assert headers(f"/{path}")["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_server_sends_the_policy_of_the_library(address: str) -> None:
    site = ServedSite(address, "sha256-abc=")
    policy = server_policy(address, "sha256-abc=")
    assert policy.endswith("frame-ancestors 'self'")
    files = server_files(site)
    assert policy in files["nginx/nianbao-maps.conf"]
    assert policy.replace("%", "%%") in files["apache/nianbao-site.conf"]
    added = ET.fromstring(files["iis/web.config"]).iter("add")  # noqa: S314 - our own
    values = [add.get("value") for add in added if add.get("name") == "Content-Security-Policy"]
    assert values == [policy]


@pytest.mark.parametrize("address", ADDRESSES)
def test_iis_has_every_type_once_and_the_same_downloads(address: str) -> None:
    site = ServedSite(address, "sha256-abc=")
    root = ET.fromstring(server_files(site)["iis/web.config"])  # noqa: S314 - our own
    types = [each.get("fileExtension") for each in root.iter("mimeMap")]
    assert len(types) == len(set(types))
    assert {".html", ".docx", ".webp", ".ofd", ".wps"} <= set(types)
    rules = {rule.get("name"): rule for rule in root.iter("rule")}
    patterns = {add.get("pattern") for add in rules["nianbao-attachment-1"].iter("add")}
    assert patterns == {site.downloaded}


def test_object_storage_has_a_line_for_every_end_of_a_name() -> None:
    files = server_files(ServedSite(SITE, "sha256-abc="))
    lines = list(csv.reader(files["object-storage/object-storage.csv"][1:].splitlines()))
    by_end = {line[0]: line[1:] for line in lines[1:]}
    assert by_end[".html"] == ["text/html; charset=utf-8", "no-cache", ""]
    assert by_end[".docx"][2] == "attachment"
    assert by_end["*.????????.js"][1] == "public, max-age=31536000, immutable"


@pytest.mark.parametrize("old", ['/a"; return 200 "x', "/a${HOME}", "/a$uri", "/a\\b", "/ü [x]*"])
def test_an_old_address_is_data(old: str) -> None:
    """Whatever it holds stays inside its quotes."""
    site = ServedSite(SITE, "sha256-abc=")
    nginx = server_files(site, moved={old: "/new/"})["nginx/nianbao-maps.conf"]
    line = next(line for line in nginx.splitlines() if line.endswith('"/new/";'))
    assert line.startswith('    "~^/')
    assert line.replace("\\\\", "").replace('\\"', "").count('"') == 4


def test_a_release_writes_them_with_the_site_s_own_address(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_url: https://www.example.cn/zwgk/nb/\n", "utf-8")
    stale = tmp_path / "release/servers/nginx/old.conf"
    stale.parent.mkdir(parents=True)
    stale.touch()
    write_server_files(tmp_path)
    text = (tmp_path / "release/servers/nginx/nianbao-site.conf").read_text("utf-8")
    assert 'location ^~ "/zwgk/nb/" {' in text
    assert not stale.exists()
