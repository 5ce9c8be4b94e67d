"""catalog.jsonld: the data as open data portals harvest it, in DCAT 3 (W3C, 2024).

Only what is known is said: without a setting there is no licence. Sizes are left out, for
DCAT-AP 3.0.0 wants them as decimals and others as whole numbers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from ...build.store import Stored
from .package import About

__all__ = ["Distribution", "catalogue"]

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


@dataclass(frozen=True, slots=True)
class Distribution:
    """One file in which the data can be had; ``url`` is its full address."""

    url: str
    title: str
    media_type: str
    file: Stored


def catalogue(about: About, distributions: Iterable[Distribution]) -> str:
    """The catalogue, with one dataset in all the files that it can be had in."""
    agent = {"@id": f"{about.url}#publisher", "@type": "foaf:Agent"}
    publisher = {**agent, "foaf:name": _text(about.publisher)}
    modified = {"dct:modified": {"@value": about.modified, "@type": "xsd:date"}}
    said = {
        "dct:title": _text(about.title),
        "dct:description": _text(about.description),
        "dct:publisher": {"@id": agent["@id"]},
        "dct:language": _link("http://publications.europa.eu/resource/authority/language/ZHO"),
        **({"dct:license": _licence(about)} if about.licence else {}),
        **(modified if about.modified else {}),
    }
    dataset = {
        "@id": f"{about.url}#data",
        "@type": "dcat:Dataset",
        **said,
        "dcat:version": about.version,
        "dcat:landingPage": _link(about.url),
        "dct:conformsTo": _link("https://datapackage.org/profiles/2.0/datapackage.json"),
        "dcat:distribution": [_distribution(each, about) for each in distributions],
    }
    content = {
        "@context": _CONTEXT,
        "@graph": [
            {
                "@id": f"{about.url}catalog.jsonld",
                "@type": "dcat:Catalog",
                **said,
                "dcat:dataset": [{"@id": dataset["@id"]}],
            },
            dataset,
            publisher,
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _distribution(each: Distribution, about: About) -> dict[str, object]:
    return {
        "@id": f"{each.url}#file",
        "@type": "dcat:Distribution",
        "dct:title": _text(each.title),
        "dcat:accessURL": _link(about.url),
        "dcat:downloadURL": _link(each.url),
        "dcat:mediaType": {"@id": _MEDIA_TYPES + each.media_type, "@type": "dct:MediaType"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": _link("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
            "spdx:checksumValue": {"@value": each.file.sha256, "@type": "xsd:hexBinary"},
        },
        **({"dct:license": _licence(about)} if about.licence else {}),
    }


def _licence(about: About) -> dict[str, object]:
    return {
        "@id": about.licence.url if about.licence else "",
        "@type": "dct:LicenseDocument",
        "dct:title": _text(about.licence.name if about.licence else ""),
    }


def _text(words: str) -> dict[str, str]:
    return {"@value": words, "@language": "zh"}


def _link(address: str) -> dict[str, str]:
    return {"@id": address}
