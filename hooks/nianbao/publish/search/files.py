"""The files of the search page: what there is, the index in parts, and each report's words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ...source import Organ, lineage_of
from ..artifact import Content, text
from ..web.addresses import COLUMN, SEARCH
from ..web.short_names import places_of
from .direct import DirectPage
from .index import Postings, postings, shards
from .names import names_of
from .texts import ReportText

__all__ = ["IndexedYear", "indexed_year", "search_files"]


@dataclass(frozen=True)
class IndexedYear:
    """The reports about one year, in the order of their organs: who has them, their words.

    ``texts`` are the files that hold the words, by their names.
    """

    year: int
    organs: tuple[str, ...]
    texts: tuple[tuple[str, Content], ...]
    postings: Postings


def indexed_year(
    year: int, order: Iterable[str], texts: Iterable[ReportText], keep: Callable[[str], Content]
) -> IndexedYear:
    """The reports about a year: ``order`` is that of all organs, ``keep`` makes a text a file."""
    places = {slug: number for number, slug in enumerate(order)}
    ordered = sorted(texts, key=lambda each: places[each.organ])
    return IndexedYear(
        year,
        tuple(each.organ for each in ordered),
        tuple((each.name, keep(each.json())) for each in ordered),
        postings(ordered),
    )


def search_files(
    organs: Mapping[str, Organ], years: Iterable[IndexedYear], pages: Iterable[DirectPage]
) -> tuple[tuple[str, Content], ...]:
    """Path and content of every file, the same for the same portal.

    The list of what there is has a fixed address. It names the folder of all others, which is
    called by what is in it: so a browser never takes the index of one publication for another's.
    """
    order = {slug: number for number, slug in enumerate(organs)}
    newest_first = sorted(years, key=lambda each: -each.year)
    parts = shards((len(each.organs), each.postings) for each in newest_first)
    files: list[tuple[str, Content]] = [
        (f"index/{number}.json", text(part)) for number, part in enumerate(parts)
    ]
    files += [(f"texts/{n}.json", words) for each in newest_first for n, words in each.texts]
    digest = hashlib.sha256("\0".join(content.key for _, content in files).encode())
    folder = digest.hexdigest()[:12]
    published = {slug for each in newest_first for slug in each.organs}
    content = {
        "folder": folder,
        "shards": len(parts),
        "column": COLUMN,
        "organs": _organ_entries(organs, published),
        "reports": [[each.year, [order[o] for o in each.organs]] for each in newest_first],
        "pages": [[page.title, page.path, page.keywords] for page in pages],
    }
    return (
        (f"{SEARCH}manifest.json", text(_compact(content))),
        *((f"{SEARCH}{folder}/{path}", file) for path, file in files),
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
