"""What a report's page says of itself to programs, as JSON-LD (schema.org): only what is known."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urljoin

from markupsafe import Markup

from ..artifact import Content
from ..web.addresses import absolute
from ..web.downloads import Download

if TYPE_CHECKING:
    from .page import ReportPage

__all__ = ["linked_data"]

_Json: TypeAlias = "str | int | Sequence[_Json] | Mapping[str, _Json]"

# Formats of figures, which make a report a data set, too.
_DATA = ("text/csv", "application/json")


def linked_data(
    page: ReportPage, crumbs: Iterable[tuple[str, str]], digests: Callable[[Content], str]
) -> Markup:
    """The report, its figures, its organ and its place on the site, for a ``script`` element.

    ``crumbs`` are the names and addresses of the pages above and its own; ``digests`` gives a
    file's SHA-256, or nothing.
    """
    graph = [_report(page, digests), _organ(page), _breadcrumbs(page, crumbs)]
    if page.report.form.has_tables:
        graph.append(_dataset(page, digests))
    data = {"@context": "https://schema.org", "@graph": graph}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # Nothing in a text can end the element, or begin a comment in it.
    safe = text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup(safe)  # noqa: S704 - nothing in it is markup


def _report(page: ReportPage, digests: Callable[[Content], str]) -> Mapping[str, _Json]:
    report, address = page.report, absolute(page.site_url, page.path)
    corrected = page.facts.last_corrected
    return {
        "@type": "Report",
        "@id": f"{address}#report",
        "url": address,
        "name": report.title,
        "inLanguage": "zh-CN",
        "version": str(report.version),
        "temporalCoverage": str(report.year),
        **_identified(page),
        **({"datePublished": report.published.isoformat()} if report.published else {}),
        **({"dateModified": corrected.isoformat()} if corrected else {}),
        **_licensed(page),
        "author": {"@id": _organ_id(page)},
        "publisher": {"@id": _organ_id(page)},
        "encoding": [_file("MediaObject", each, page, digests) for each in page.downloads],
    }


def _dataset(page: ReportPage, digests: Callable[[Content], str]) -> Mapping[str, _Json]:
    address = absolute(page.site_url, page.path)
    name = f"{page.report.title}统计表"
    return {
        "@type": "Dataset",
        "@id": f"{address}#data",
        "url": address,
        "name": name,
        "description": f"{name}的全部数字，{page.report.form.notice or '当地自定的统计表'}。",
        "inLanguage": "zh-CN",
        "version": str(page.report.version),
        "temporalCoverage": str(page.report.year),
        **_licensed(page),
        "creator": {"@id": _organ_id(page)},
        "isPartOf": {"@id": f"{address}#report"},
        "distribution": [
            _file("DataDownload", each, page, digests)
            for each in page.downloads
            if each.media_type in _DATA
        ],
    }


def _organ(page: ReportPage) -> Mapping[str, _Json]:
    return {
        "@type": "GovernmentOrganization",
        "@id": _organ_id(page),
        "name": page.report.organ.name,
        "url": absolute(page.site_url, page.organ_path),
    }


def _breadcrumbs(page: ReportPage, crumbs: Iterable[tuple[str, str]]) -> Mapping[str, _Json]:
    root = f"{page.site_url.rstrip('/')}/"
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": urljoin(root, address)}
            for number, (name, address) in enumerate(crumbs, 1)
        ],
    }


def _file(
    kind: str, download: Download, page: ReportPage, digests: Callable[[Content], str]
) -> Mapping[str, _Json]:
    digest = digests(download.artifact.content)
    return {
        "@type": kind,
        "contentUrl": absolute(page.site_url, download.path),
        "encodingFormat": download.media_type,
        **({"sha256": digest} if digest else {}),
    }


def _licensed(page: ReportPage) -> Mapping[str, _Json]:
    return {"license": page.licence} if page.licence else {}


def _identified(page: ReportPage) -> Mapping[str, _Json]:
    return {"identifier": page.facts.identifier} if page.facts.identifier else {}


def _organ_id(page: ReportPage) -> str:
    return f"{absolute(page.site_url, page.organ_path)}#organ"
