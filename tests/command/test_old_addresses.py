"""Pages that are imported leave word of where they stood."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from commands import run_in
from nianbao.command.old_addresses import note_old_addresses
from nianbao.settings import read_redirects
from places import DATA, ROOT

SITE = "https://www.example.gov.cn/nianbao/"
OLD = "https://www.example.gov.cn/art/2022/1/20/art_1.html"
PAGE = "zwgk/gknb/shili/2021/"


def test_they_lead_on(tmp_path: Path) -> None:
    said = note_old_addresses(tmp_path, SITE, {OLD: PAGE, f"{SITE}{PAGE}": PAGE})
    assert said.startswith("旧网址 1 个记入 redirects.csv")
    redirects = read_redirects(tmp_path, SITE)
    assert redirects.by_old == {"/art/2022/1/20/art_1.html": f"/nianbao/{PAGE}"}
    assert redirects.faults([f"{PAGE}index.html"]) == []
    # Once is enough, whatever somebody has written there since.
    assert note_old_addresses(tmp_path, SITE, {OLD: "zwgk/gknb/other/2021/"}) == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_what_is_there_stays_in_its_encoding(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "redirects.csv"
    before = "旧网址,新网址\n/旧,/nianbao/zwgk/".encode(encoding)
    file.write_bytes(before)
    note_old_addresses(tmp_path, SITE, {"https://www.example.gov.cn/甲.html": PAGE})
    assert file.read_bytes().startswith(before + b"\n")
    assert read_redirects(tmp_path, SITE).by_old["/甲.html"] == f"/nianbao/{PAGE}"


def test_a_table_that_is_wrong_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "redirects.csv"
    file.write_text("旧网址,新网址\n/a\n", "utf-8")
    said = note_old_addresses(tmp_path, SITE, {OLD: PAGE})
    assert said.startswith("旧网址没有记入 redirects.csv：redirects.csv:2：")
    assert file.read_text("utf-8") == "旧网址,新网址\n/a\n"


@pytest.mark.slow("starts the program")
@pytest.mark.parametrize(
    "mark",
    [
        f"<!-- saved from url=(0051){OLD} -->",
        f'<link rel="canonical" href="{OLD}">',
        f'<meta property="og:url" content="{OLD}">',
    ],
)
def test_an_imported_page_says_where_it_stood(mark: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(DATA / "problems/no-problem/reports", tmp_path / "reports")
    shutil.rmtree(tmp_path / "reports/shili")
    page = (DATA / "intake/html-site/source.html").read_text("utf-8")
    place = "<head>" if "saved" not in mark else "<html"
    assert place in page
    told = f"{place}{mark}" if place == "<head>" else f"{mark}{place}"
    (tmp_path / "a.html").write_text(page.replace(place, told, 1), "utf-8")
    done = run_in(tmp_path, "import", "a.html", "--organ", "shili", "--year", "2021")
    assert "旧网址 1 个记入 redirects.csv" in done.stderr, done.stdout
    by_old = read_redirects(tmp_path, "https://www.example.gov.cn/").by_old
    assert by_old == {"/art/2022/1/20/art_1.html": f"/{PAGE}"}
