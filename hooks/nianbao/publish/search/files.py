"""The files of the search page: what there is, the index in parts, and each report's words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from itertools import groupby

from ...source import Organ, lineage_of
from ..web.addresses import COLUMN, SEARCH
from .direct import DirectPage
from .index import shards
from .names import names_of, places_of
from .texts import ReportText

__all__ = ["search_files"]


def search_files(
    organs: Mapping[str, Organ], texts: Iterable[ReportText], pages: Iterable[DirectPage]
) -> tuple[tuple[str, str], ...]:
    """Path and content of every file, the same for the same portal.

    The list of what there is has a fixed address. It names the folder of all others, which is
    called by what is in it: so a browser never takes the index of one publication for another's.
    """
    order = {slug: number for number, slug in enumerate(organs)}
    newest_first = sorted(texts, key=lambda text: (-text.year, order[text.organ]))
    parts = shards(newest_first)
    files = [(f"index/{number}.json", part) for number, part in enumerate(parts)]
    files += [(f"texts/{text.name}.json", text.json()) for text in newest_first]
    digest = hashlib.sha256("\0".join(content for _, content in files).encode())
    folder = digest.hexdigest()[:12]
    published = {text.organ for text in newest_first}
    content = {
        "folder": folder,
        "shards": len(parts),
        "column": COLUMN,
        "organs": _organ_entries(organs, published),
        "reports": [
            [year, [order[text.organ] for text in group]]
            for year, group in groupby(newest_first, lambda text: text.year)
        ],
        "pages": [[page.title, page.path, page.keywords] for page in pages],
    }
    return (
        (f"{SEARCH}manifest.json", _compact(content)),
        *((f"{SEARCH}{folder}/{path}", text) for path, text in files),
    )


def _organ_entries(organs: Mapping[str, Organ], published: set[str]) -> list[dict[str, object]]:
    """Every organ, in the order of organs.yml, by which the others refer to it.

    One that has never published has no page.
    """
    order = {slug: number for number, slug in enumerate(organs)}
    places = places_of(organs.values())
    lineage = lineage_of(organs)
    return [
        {
            "slug": organ.slug,
            "name": organ.name,
            "names": names_of(organ, places),
            "page": organ.slug in published,
            "last": organ.last_year,
            "before": [order[each.slug] for each in lineage.earlier.get(organ.slug, ())],
            "after": [order[each.slug] for each in lineage.later.get(organ.slug, ())],
        }
        for organ in organs.values()
    ]


def _compact(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
