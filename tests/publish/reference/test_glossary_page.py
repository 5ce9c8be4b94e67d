"""The page of the glossary is made from its data, and every term has its anchor there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lxml import html
from nianbao.form import glossary
from nianbao.publish.reference.glossary_page import glossary_page
from nianbao.publish.web.addresses import GLOSSARY, term_path
from places import ROOT


def test_the_page_is_the_glossary(golden: Callable[[Path, str], None]) -> None:
    golden(ROOT / "docs/help/glossary.md", glossary_page())


def test_every_term_is_a_heading_with_itself_as_anchor(own_site: Path) -> None:
    page = html.fromstring((own_site / GLOSSARY / "index.html").read_text("utf-8"))
    headings = {element.get("id"): element.text_content() for element in page.iter("h3")}
    assert headings == {term.key: term.title for term in glossary().values()}
    assert term_path(glossary()["三安全一稳定"]) == "help/glossary/#三安全一稳定"
