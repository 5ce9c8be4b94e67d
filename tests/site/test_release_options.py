"""What a release has only where a site asks for it: redirects and compressed copies."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from mirroring import follow_links, require_whole
from nianbao.build.verifying import listed_files, verify
from site_building import build, copy_of_project, tree

MADE_AS_THEY_ARE = {"data/figures.csv.gz", "sitemap.xml.gz"}


def test_redirects_and_compressed_copies_are_files_of_the_site(tmp_path: Path) -> None:
    project = copy_of_project(tmp_path / "网站")
    for page in (project / "docs").rglob("*.md"):
        text = page.read_text("utf-8")
        page.write_text(re.sub(r"（请填写：[^（）]*）", "内容", text), "utf-8")
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("www.example.gov.cn/", "www.shili.gov.cn/gk/")
    settings.write_text(text.replace("publish: {}", "publish: {compress: true}"), "utf-8")
    report = project / "reports/minquan/2021.md"
    text = report.read_text("utf-8")
    report.write_text(re.sub("^sample:.*\n", "", text, flags=re.MULTILINE), "utf-8")
    rows = "旧网址,新网址\r\n/gk/old/1.html,/gk/zwgk/gknb/\r\n/art/1.html,/gk/zwgk/gknb/\r\n"
    (project / "redirects.csv").write_bytes(rows.encode("gbk"))

    done = build(project, NIANBAO_RELEASE="1")
    assert done.returncode == 0, done.stderr
    site = project / "site"
    assert 'content="0; url=../zwgk/gknb/"' in (site / "old/1.html").read_text("utf-8")
    assert not (site / "art").exists(), "it is not below the site's path"
    assert "old/1.html" not in (site / "sitemap.xml").read_text("utf-8")
    copies = [path for path in site.rglob("*.gz") if path.is_file()]
    assert len(copies) > 20
    for copy in copies:
        assert gzip.decompress(copy.read_bytes()) == copy.with_suffix("").read_bytes()
    listed = listed_files(str(site))
    assert {"old/1.html", "zwgk/gknb/index.html.gz"} <= {entry.path for entry in listed}
    assert not verify(str(site), listed)
    assert {(e.path, e.copy_of) for e in listed if e.copy_of} == {
        (f"{path.relative_to(site).as_posix()}", path.relative_to(site).as_posix()[:-3])
        for path in copies
        if path.relative_to(site).as_posix() not in MADE_AS_THEY_ARE
    }
    # A copy has no address of its own: whoever follows links has every other file, once.
    require_whole(site, follow_links, tmp_path / "mirror")

    # Nothing is replaced by a site that redirects do not fit, and a changed file is noticed.
    before = tree(site)
    (project / "redirects.csv").write_text("/gk/zwgk/gknb/,/gk/\n/a,/gk/nichts/\n", "utf-8")
    refused = build(project, NIANBAO_RELEASE="1")
    assert refused.returncode != 0
    assert "redirects.csv:1：/gk/zwgk/gknb/ 网站自己要用" in refused.stderr
    assert "redirects.csv:2：网站里没有 /gk/nichts/" in refused.stderr
    assert tree(site) == before
