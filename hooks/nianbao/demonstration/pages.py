"""The pages that a site writes itself, as the invented county has filled them in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..program_files import MODEL, OWN_PAGES
from .data import read_data

__all__ = ["own_pages"]

_PLACE = re.compile(r"（请填写：([^）]*)）")


def own_pages() -> Iterator[tuple[str, str]]:
    """Each page's path below ``docs/`` with its text, in which nothing is left to be filled in.

    Raises KeyError for a place that pages.yml has nothing for.
    """
    docs, texts = MODEL / "docs", _texts()
    for file in sorted(docs.rglob("*.md")):
        path = file.relative_to(docs).as_posix()
        if path.startswith(OWN_PAGES):
            yield path, _PLACE.sub(lambda place: next(texts[place[1]]), file.read_text("utf-8"))


def _texts() -> dict[str, Iterator[str]]:
    """What stands in the places that ask for the same, one after the other."""
    data = read_data("pages.yml")
    if not isinstance(data, dict):
        raise TypeError(data)
    return {
        str(asked): iter(map(str, written)) if isinstance(written, list) else _always(str(written))
        for asked, written in data.items()
    }


def _always(text: str) -> Iterator[str]:
    while True:
        yield text
