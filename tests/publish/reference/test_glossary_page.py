"""Every term has its anchor on the page of the glossary."""

from __future__ import annotations

from pathlib import Path

from nianbao.form import glossary
from nianbao.publish.web.addresses import GLOSSARY, term_path
from site_reading import page


def test_every_term_is_a_heading_with_itself_as_anchor(own_site: Path) -> None:
    tree = page(own_site, GLOSSARY)
    headings = {e.get("id"): e.text_content() for e in tree.iter("h3")}
    assert headings == {term.key: term.title for term in glossary().values()}
    # The list at the top leads to each of them.
    links = {a.get("href"): a.text for a in tree.xpath("//h2[.='目录']/following::ul[1]//a")}
    assert links == {f"#{key}": title for key, title in headings.items()}
    assert term_path(glossary()["三安全一稳定"]) == "help/glossary/#三安全一稳定"
