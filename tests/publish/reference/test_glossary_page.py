"""Every term has its anchor on the page of the glossary."""

from __future__ import annotations

from pathlib import Path

from nianbao.form import glossary
from nianbao.publish.web.addresses import GLOSSARY, term_path
from site_reading import page


def test_every_term_is_a_heading_with_itself_as_anchor(own_site: Path) -> None:
    headings = {e.get("id"): e.text_content() for e in page(own_site, f"{GLOSSARY}/").iter("h3")}
    assert headings == {term.key: term.title for term in glossary().values()}
    assert term_path(glossary()["三安全一稳定"]) == "help/glossary/#三安全一稳定"
