"""Markup in every field stays text: in pages, meta tags, drawings, data files, PDFs, the index."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import material
import pytest
from lxml import etree
from markup_portal import USED, letters, markup_in, write_markup_portal
from nianbao.settings import NAMES, PORTAL_KEYS
from nianbao.source import cell, corrections, entries, front_matter, local_table, organs
from nianbao.spreadsheet_text import marked_as_text
from places import ROOT
from playwright.sync_api import Browser
from pypdf import PdfReader
from site_browser import wait_until
from site_building import build
from site_serving import serve

pytestmark = pytest.mark.slow("whole sites")

BASE = Path(material.__file__).parent / "templates/base.html"
WITH_ENTRIES = ("discrepancies", "acknowledged", "organ.acknowledged")
NO_TEXT = {
    # Who approved it is on no page at all, which the tests of approvals hold.
    "approved",
    *("year", "form", "published", "sample", "discrepancies", "acknowledged", "corrections"),
    "indicators",
    *(f"{where}.{key}" for where in WITH_ENTRIES for key in ("code", "address")),
    *("corrections.date", "corrections.what"),
    *("organ.kind", "organ.parent", "organ.from", "organ.to", "organ.aggregate"),
    *("organ.predecessor", "organ.successor", "organ.acknowledged"),
    *("local.数", "cell.值", "site.id_code", "site.badge_image", "page.date"),
    *("site.emblem_image", "portal.home", "portal.pages"),
    *("config.site_url", "config.site_dir"),
    # A list of parts of Material's page, none of which we have.
    "page.hide",
}
"""Fields that hold numbers, days, codes, addresses that must be known, files, or other fields."""
# Only the checker reads why a warning was acknowledged.
UNSEEN = {"acknowledged.reason"}


def known_fields() -> set[str]:
    """Every field that the code knows."""
    entry = [field.name for field in fields(entries.Entry) if field.name != "mark"]
    correction = [field.name for field in fields(corrections.Correction) if field.name != "mark"]
    local = (local_table.CAPTION, local_table.COLUMNS, local_table.LABEL, local_table.UNIT)
    templates = "".join(
        path.read_text("utf-8") for path in (BASE, *(ROOT / "hooks/nianbao/theme").rglob("*.html"))
    )
    portal = (ROOT / "hooks/nianbao/plugin.py").read_text("utf-8")
    publish = ROOT / "hooks/nianbao/publish"
    read = [(publish / name).read_text("utf-8") for name in ("written.py", "web/meta_tags.py")]
    pages = set(re.findall(r"page\.meta\.(\w+)", templates))
    pages |= set(re.findall(r'meta\.get\("(\w+)"', "".join(read)))
    return {
        *front_matter.KEYS,
        *(f"{where}.{key}" for where in WITH_ENTRIES for key in entry),
        *(f"corrections.{key}" for key in correction),
        *(f"organ.{key}" for key in organs.KEYS),
        *(f"local.{key}" for key in (*local, local_table.NUMBERS, local_table.PARTS)),
        *(f"cell.{key}" for key in cell.CELL_KEYS),
        *(f"site.{key}" for key in NAMES),
        *(f"portal.{key}" for key in PORTAL_KEYS),
        *(f"page.{key}" for key in pages),
        *(f"config.{key}" for key in re.findall(r"config\.(site_\w+)", templates + portal)),
    }


# What a browser makes of a page, without running it: its elements with the names of their
# attributes, and all that a reader or a crawler finds in it.
_READ = """text => {
  const all = new DOMParser().parseFromString(text, "text/html").querySelectorAll("*");
  return [
    [...all].map(e => [e.tagName, ...[...e.attributes].map(a => a.name)].join(" ")),
    [...all].flatMap(e => [...e.attributes].map(a => a.value)).join("\\n")
      + all[0].textContent,
  ];
}"""
# How many lines a text of a drawing takes depends on where it may break.
_LINES = re.compile(r"text( x| y| class| font-size| text-anchor)*")


@dataclass(frozen=True)
class Sites:
    """The site with markup in every field, and its twin with letters."""

    markup: Path
    letters: Path

    def pairs(self, pattern: str) -> Iterator[tuple[Path, Path]]:
        """The files of both that are called so."""
        found = sorted(self.markup.rglob(pattern))
        assert found
        assert len(found) == len(list(self.letters.rglob(pattern)))
        for path in found:
            yield path, self.letters / path.relative_to(self.markup)


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    folder = tmp_path_factory.mktemp("markup")
    for name, fill in (("markup", markup_in), ("letters", letters)):
        done = build(write_markup_portal(folder / name, fill))
        assert done.returncode == 0, done.stderr
    return Sites(folder / "markup/site", folder / "letters/site")


def test_every_field_that_holds_text_has_been_filled(sites: Sites) -> None:
    assert sites.markup.is_dir()
    # Of the navigation and the prose the code has no lists.
    others = {"nav", "prose", "heading", "link", "link.title"}
    assert known_fields() - NO_TEXT == set(USED) - others
    assert known_fields() >= NO_TEXT


def test_pages_have_the_elements_of_their_twins_and_tell_all(
    sites: Sites, browser: Browser
) -> None:
    page = browser.new_page()
    seen = ""
    for path, twin in sites.pairs("*.html"):
        shape, text = page.evaluate(_READ, path.read_text("utf-8"))
        expected, _ = page.evaluate(_READ, twin.read_text("utf-8"))
        assert _without_lines(shape) == _without_lines(expected), path
        assert len(shape) > 50
        seen += text
    page.close()
    assert {field for field, text in USED.items() if text not in seen} == UNSEEN


def _without_lines(shape: list[str]) -> list[str]:
    return [element for element in shape if not _LINES.fullmatch(element)]


OPENED = (
    *("", "zwgk/gknb/2021/", "zwgk/gknb/jia/", "zwgk/gknb/yi/", "zwgk/gknb/wu/"),
    *("zwgk/gknb/jia/2009/", "zwgk/gknb/ji/2021/", "zwgk/gknb/yi/2022/", "zwgk/nbsj/fabu/"),
    *("zwgk/gknb/jia/2021/tujie/", "zwgk/gknb/yi/2022/duibi/", "help/markup/", "404.html"),
)


def test_nothing_runs_even_without_a_policy(sites: Sites, browser: Browser) -> None:
    context = browser.new_context(bypass_csp=True)
    context.add_init_script("window.ran = 0; window.hacked = () => { window.ran += 1; }")
    page = context.new_page()
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    ran = "[window.ran, document.querySelectorAll('[onclick]').length]"
    with serve(sites.markup) as address:
        for path in OPENED:
            page.goto(address + path)
            assert page.evaluate(ran) == [0, 0], path
        page.goto(f"{address}search/?q=示例县")
        wait_until(page, "document.querySelectorAll('.found > li').length > 2")
        assert USED["organ.name"] in page.inner_text("#search-results")
        assert page.evaluate(ran) == [0, 0]
        page.goto(f"{address}zwgk/nbsj/duibi/?a=wu/2022&b=yi/2022")
        wait_until(page, "document.querySelectorAll('#compared section').length > 2")
        assert USED["organ.name"] in page.inner_text("#compared")
        assert page.evaluate(ran) == [0, 0]
    context.close()
    assert failed == []


def test_data_files_have_the_shape_of_their_twins(sites: Sites) -> None:
    texts: set[str] = set()
    for path, twin in sites.pairs("zwgk/**/*.json"):
        content, expected = (json.loads(each.read_text("utf-8")) for each in (path, twin))
        assert shape_of(content, texts) == shape_of(expected, set())
    seen = "\n".join(texts)
    for field in ("organ.name", "title", "notice", "cell.注", "cell.单位", "corrections.why"):
        assert USED[field] in seen
    for path, twin in sites.pairs("*.csv"):
        rows, expected_rows = (rows_of(each) for each in (path, twin))
        assert [len(row) for row in rows] == [len(row) for row in expected_rows]
        assert all(marked_as_text(text) == text or is_number(text) for row in rows for text in row)


def shape_of(content: Any, texts: set[str]) -> Any:
    """A JSON value without its texts, which are gathered."""
    if isinstance(content, str):
        texts.add(content)
        return ""
    if isinstance(content, list):
        return [shape_of(each, texts) for each in content]
    if isinstance(content, dict):
        texts |= set(content)
        return [shape_of(each, texts) for each in content.values()]
    return content


def rows_of(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def is_number(text: str) -> bool:
    return re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) is not None


def test_the_search_index_and_the_sitemap_hold_texts(sites: Sites) -> None:
    texts: set[str] = set()
    for path in sites.markup.glob("search/**/*.json"):
        shape_of(json.loads(path.read_text("utf-8")), texts)
    seen = "\n".join(texts)
    for field in ("organ.name", "title", "notice", "prose", "heading", "page.title"):
        assert USED[field] in seen, field
    for path, twin in sites.pairs("sitemap.xml"):
        tags = [[e.tag for e in etree.fromstring(f.read_bytes()).iter()] for f in (path, twin)]
        assert tags[0] == tags[1]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("ji/2021/ji-2021.pdf", ("title", "notice", "discrepancies.reason", "prose")),
        (
            "jia/2009/jia-2009.pdf",
            ("local.指标", "local.单位", "local.列", "local.其中", "heading"),
        ),
        ("yi/2022/v1/yi-2022-v1.pdf", ("organ.name", "organ.contact", "cell.注")),
        ("yi/2022/yi-2022.pdf", ("organ.name", "organ.contact", "corrections.why")),
    ],
)
def test_a_pdf_shows_markup_as_it_is_written(
    sites: Sites, name: str, told: tuple[str, ...]
) -> None:
    reader = PdfReader(sites.markup / "zwgk/gknb" / name)
    text = "".join(re.sub(r"\s", "", page.extract_text()) for page in reader.pages)
    for field in told:
        assert re.sub(r"\s", "", USED[field]) in text, field
    assert reader.metadata
    assert USED["title" if "title" in told else "organ.name"] in str(reader.metadata.title)
