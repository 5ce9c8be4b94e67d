"""One word for one thing on every page, and no name that says 政府 twice."""

from __future__ import annotations

import re
from pathlib import Path

from site_reading import page as tree_of

# What reports say in their own words is theirs, and so is what the form calls its tables.
_OWN_WORDS = (
    "//*[contains(@class, 'prose') or contains(@class, 'data-notes') or @class = 'toc']"
    " | //script | //style"
)
_OTHERWISE = re.compile(
    "政府政府|未公布|没有公布|没有发布|尚未发布|没有收到的|尚未收到|无报告|没有报告的|复议诉讼"
)


def said_on(site: Path, path: str) -> str:
    """The text of a page and its titles, without what reports say in their own words."""
    document = tree_of(site, path)
    for part in document.xpath(_OWN_WORDS):
        part.drop_tree()
    titles = document.xpath("//link/@title | //meta/@content | //@aria-label | //h1")
    return " ".join(
        [document.text_content(), *(t if isinstance(t, str) else t.text_content() for t in titles)]
    )


def test_one_thing_has_one_word_on_every_page(demo_site: Path) -> None:
    files = sorted(demo_site.rglob("*.html"))
    assert len(files) > 1000
    for file in files:
        path = file.relative_to(demo_site).as_posix()
        found = _OTHERWISE.search(said_on(demo_site, path))
        assert found is None, (path, found)


def test_an_organs_page_joins_its_name_as_people_say_it(demo_site: Path) -> None:
    for slug, heading in (
        ("shilixian", "示例县人民政府信息公开年报"),
        ("jiaoyuju", "示例县教育局政府信息公开年报"),
    ):
        document = tree_of(demo_site, f"zwgk/gknb/{slug}/")
        assert document.findtext(".//title").startswith(f"{heading} - ")
        assert document.find(".//h1").text_content() == heading
