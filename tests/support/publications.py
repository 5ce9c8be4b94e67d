"""What pages and files are made of, for tests: the material of a portal, one content made."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from nianbao.build.store import Store
from nianbao.facts import facts_of, portal_facts
from nianbao.publish.artifact import Content
from nianbao.publish.data.open_data import report_json
from nianbao.publish.making import Contents
from nianbao.publish.material import Material
from nianbao.publish.paper.manuscripts import Work, manuscript_of
from nianbao.publish.paper.typefaces import Typefaces, load_typefaces
from nianbao.publish.paper.typesetting import Typesetter
from nianbao.publish.site import Publication
from nianbao.settings import HouseRules, Settings
from nianbao.source import Portal, Report
from places import ROOT
from reading import SITE

_Page = TypeVar("_Page")

TYPEFACES = load_typefaces(Settings(), ROOT / ".cache")


def material_of(portal: Portal, rules: HouseRules | None = None) -> Material:
    """A portal without problems and without history."""
    facts = portal_facts(portal, {}, {})
    with_page = frozenset(facts.by_organ)
    return Material(portal, facts, SITE, "示例县", rules or HouseRules(), with_page)


def publication_of(*reports: Report) -> Publication:
    """Everything that these reports come to."""
    return Publication(material_of(portal_of(*reports)))


def page_at(publication: Publication, path: str, kind: type[_Page]) -> _Page:
    """What the page with that address shows."""
    (page,) = [page for page in publication.pages if page.path == path]
    assert isinstance(page, kind)
    return page


def portal_of(*reports: Report) -> Portal:
    """The portal of these reports and their organs, each organ's by year."""
    return Portal({report.organ.slug: report.organ for report in reports}, reports)


def report_pdf(report: Report, cache: Path) -> bytes:
    """The PDF of a report that stands alone."""
    facts = facts_of(report, (), {})
    made, _ = set_pdf(manuscript_of(report, facts, report_json(report, (), SITE), SITE), cache)
    return made


def set_pdf(work: Work, cache: Path, typefaces: Typefaces = TYPEFACES) -> tuple[bytes, int]:
    """The PDF of one work, and how many pages it has."""
    return Typesetter(typefaces, cache).pdf(work)


def contents_in(cache: Path) -> Contents:
    """What makes contents for a build, and keeps them for the next."""
    return Contents(Typesetter(TYPEFACES, cache), Store(cache / "store"))


def file_of(content: Content, cache: Path) -> Path:
    """The file that a build makes of a content, or has from a build before."""
    made = contents_in(cache).made(content)
    return Store(cache / "store").path(made.stored.sha256)
