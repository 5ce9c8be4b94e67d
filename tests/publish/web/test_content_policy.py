"""The Content-Security-Policy as text: strict, one truth, sound for every address of a site."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from nianbao.program_files import THEME
from nianbao.publish.web.content_policy import UPLOADED, digest, page_policy, server_policy
from nianbao.publish.web.scripts import read_scripts
from places import ROOT
from sample_server import SITE, headers_of_sample

SCRIPTS = read_scripts(THEME)
SAMPLES = ("nginx.conf", "apache.conf")


def directives(policy: str) -> dict[str, list[str]]:
    found = [part.split() for part in policy.split(";")]
    assert len({name for name, *_ in found}) == len(found)
    return {name: sources for name, *sources in found}


def test_nothing_is_allowed_but_what_is_named() -> None:
    policy = directives(SCRIPTS.policy(SITE, ["display", "sorting"]))
    assert policy["default-src"] == policy["base-uri"] == policy["trusted-types"] == ["'none'"]
    assert policy["require-trusted-types-for"] == ["'script'"]
    digests = [SCRIPTS.inline, *(SCRIPTS.by_name[n].integrity for n in ("display", "sorting"))]
    assert policy["script-src"] == [f"{SITE}javascripts/", *(f"'{each}'" for each in digests)]
    others = {
        name: sources for name, sources in policy.items() if name.endswith(("-src", "action"))
    }
    del others["default-src"], others["script-src"]
    assert set(map(tuple, others.values())) == {("'self'",)}
    assert set(others) == {"style-src", "img-src", "connect-src", "form-action"}


def test_a_digest_is_that_of_the_bytes() -> None:
    for script in SCRIPTS.by_name.values():
        content = script.source.read_bytes()
        raw = hashlib.sha256(content).digest()
        assert digest(content) == script.integrity == f"sha256-{base64.b64encode(raw).decode()}"
        assert script.path == f"javascripts/{script.source.stem}.{raw.hex()[:8]}.js"


def test_a_script_that_changes_gets_another_name(tmp_path: Path) -> None:
    (tmp_path / "partials").mkdir()
    (tmp_path / "partials/display.html").write_text("{# #}\n<script>a()</script>\n", "utf-8")
    (tmp_path / "javascripts").mkdir()
    file = tmp_path / "javascripts/a.js"
    seen = set()
    for content in ("a", "b"):
        file.write_text(content, "utf-8")
        seen.add(read_scripts(tmp_path).by_name["a"].path)
    assert len(seen) == 2
    assert read_scripts(tmp_path).inline == digest(b"a()")


@pytest.mark.parametrize(
    ("site_url", "source"),
    [
        ("https://www.example.gov.cn/", "https://www.example.gov.cn/javascripts/"),
        ("https://www.example.gov.cn", "https://www.example.gov.cn/javascripts/"),
        ("http://example.gov.cn:8080/a/b/", "http://example.gov.cn:8080/a/b/javascripts/"),
        (
            "https://www.政府.cn/公开/",
            "https://www.xn--mxtq1m.cn/%E5%85%AC%E5%BC%80/javascripts/",
        ),
        # What would end a source or the directive.
        ("https://example.cn/a;b,c d/", "https://example.cn/a%3Bb%2Cc%20d/javascripts/"),
    ],
)
def test_scripts_come_from_the_folder_of_this_site_only(site_url: str, source: str) -> None:
    policy = directives(page_policy(site_url, []))
    assert policy["script-src"] == [source]
    assert page_policy(site_url, []).isascii()


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_send_the_policy_of_the_library(name: str) -> None:
    text = (ROOT / "docs/maintainers/servers" / name).read_text("utf-8")
    policies = re.findall(r'"([^"]*default-src[^"]*)"', text)
    assert policies == [server_policy(SITE, SCRIPTS.inline), UPLOADED]
    site_url = re.search(
        r"^site_url: (\S+)", (ROOT / "mkdocs.yml").read_text("utf-8"), re.MULTILINE
    )
    assert site_url
    assert site_url[1] == SITE


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
        ("/in/a/folder/zwgk/gknb/minquan/x.svg", True),
        ("/javascripts/display.js", False),
    ],
)
def test_the_sample_server_hands_attachments_out_and_runs_none(
    path: str,
    is_attachment: bool,  # noqa: FBT001
) -> None:
    headers = headers_of_sample(SITE)(path)
    expected = UPLOADED if is_attachment else server_policy(SITE, SCRIPTS.inline)
    assert headers["Content-Security-Policy"] == expected
    assert headers.get("Content-Disposition") == ("attachment" if is_attachment else None)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"]
    # Apache says the same of which files are attachments.
    apache = (ROOT / "docs/maintainers/servers/apache.conf").read_text("utf-8")
    match = re.search(r'<LocationMatch "(.*)">', apache)
    assert match
    assert bool(re.search(match[1], path)) is is_attachment
