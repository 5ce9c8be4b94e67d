"""The Content-Security-Policy as text: strict, one truth, sound for every address of a site."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from nianbao.program_files import THEME
from nianbao.publish.web.content_policy import digest, page_policy
from nianbao.publish.web.scripts import marked_path, read_scripts
from nianbao.servers.serving import DIGEST
from sample_server import SITE

SCRIPTS = read_scripts(THEME)


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
    for name, script in SCRIPTS.by_name.items():
        content = b"".join((THEME / part).read_bytes() for part in script.parts)
        assert content == script.content
        raw = hashlib.sha256(content).digest()
        assert digest(content) == script.integrity == f"sha256-{base64.b64encode(raw).decode()}"
        assert script.path == f"javascripts/{name}.{raw.hex()[:8]}.js"


def test_a_name_with_a_digest_keeps_its_end() -> None:
    marked = marked_path("stylesheets/portal.css", b"p {}")
    assert re.fullmatch(rf"stylesheets/portal{DIGEST}", marked)
    assert marked_path("stylesheets/portal.css", b"p { }") != marked


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
