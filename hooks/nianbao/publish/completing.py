"""Puts what is made of reports beside the hand-written pages, and lists the whole site."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from ..build import MANIFEST_FILES, Manifest, entry_of, lay_out, media_type_of, sitemap
from ..build.store import Store
from ..build.walking import files_below
from .publishing import Published

__all__ = ["ALWAYS_THERE", "complete"]

# What some generators of pages write unasked; it does not know most of the site.
_REPLACED = ("sitemap.xml", "sitemap.xml.gz")

ALWAYS_THERE = (*_REPLACED, *MANIFEST_FILES, "404.html", "robots.txt")
"""The files that every site has when it is complete."""


def complete(
    folder: Path,
    published: Published,
    store: Store,
    site_url: str,
    pages: Mapping[str, date | None],
) -> Manifest:
    """Completes a site that has its hand-written pages and the files of the theme already.

    ``pages`` are the paths of those pages, with the days on which they last changed, if known.
    Raises OSError.
    """
    for name in _REPLACED:
        (folder / name).unlink(missing_ok=True)
    written = [
        entry_of(path, media_type_of(path), folder / path, pages.get(path))
        for path, _ in sorted(files_below(folder), key=lambda pair: pair[0])
    ]
    lay_out(folder, ((entry.path, store.path(entry.sha256)) for entry in published.entries))
    by_hand = (entry for entry in written if entry.path in pages)
    maps = sitemap((*by_hand, *published.mapped), site_url)
    listed = (entry_of(path, media_type_of(path), file, None) for path, file in maps.items())
    manifest = Manifest((*written, *published.entries, *listed))
    lay_out(folder, (*maps.items(), *manifest.files().items()))
    return manifest
