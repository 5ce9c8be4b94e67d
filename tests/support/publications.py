"""What pages and PDFs are made of, for tests: the material of a portal, one work set."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from nianbao.facts import facts_of, portal_facts
from nianbao.publish.data.open_data import report_json
from nianbao.publish.material import Material
from nianbao.publish.paper.manuscripts import Work, manuscript_of
from nianbao.publish.paper.typefaces import Typefaces, load_typefaces
from nianbao.publish.paper.typesetting import Pdf, Typesetter
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
    return Material(portal, facts, SITE, "示例县", rules or HouseRules())


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


def report_pdf(report: Report, cache: Path) -> Pdf:
    """The PDF of a report that stands alone."""
    facts = facts_of(report, (), {})
    return set_pdf(manuscript_of(report, facts, report_json(report, (), SITE), SITE), cache)


def set_pdf(work: Work, cache: Path, typefaces: Typefaces = TYPEFACES) -> Pdf:
    """The PDF of one work."""
    typesetter = Typesetter(typefaces, cache)
    return typesetter.set_all([work], lambda _done, _total: None)[work.key]
