"""Every term has its anchor on the page of the glossary."""

from __future__ import annotations

from pathlib import Path

from lxml import html
from nianbao.form import glossary
from nianbao.publish.web.addresses import GLOSSARY, term_path


def test_every_term_is_a_heading_with_itself_as_anchor(own_site: Path) -> None:
    page = html.fromstring((own_site / GLOSSARY / "index.html").read_text("utf-8"))
    headings = {element.get("id"): element.text_content() for element in page.iter("h3")}
    assert headings == {term.key: term.title for term in glossary().values()}
    assert term_path(glossary()["三安全一稳定"]) == "help/glossary/#三安全一稳定"
