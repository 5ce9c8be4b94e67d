"""Puts what is made of reports beside the hand-written pages, and lists the whole site."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path

from ..build import (
    MANIFEST_FILES,
    BuildError,
    Entry,
    Manifest,
    entry_of,
    lay_out,
    media_type_of,
    sitemap,
)
from ..build.compressing import compressed_copies
from ..build.store import Store
from ..build.walking import files_below
from ..settings import Redirects
from .publishing import Published
from .web.moved_pages import moved_pages

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
    *,
    redirects: Redirects | None = None,
    compress: bool = False,
) -> Manifest:
    """Completes a site that has its hand-written pages and the files of the theme already.

    ``pages`` are the paths of those pages, with the days on which they last changed, if known.
    ``redirects`` become pages, which the sitemap leaves out.
    ``compress`` puts compressed copies of texts beside them; the manifest lists those, too.
    Raises OSError, and BuildError if redirects do not fit the site.
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
    entries = [*written, *published.entries, *_entries(maps)]
    moved = _moved(redirects or Redirects(), entries, site_url)
    lay_out(folder, (*maps.items(), *moved.items()))
    entries += _entries(moved)
    manifest = Manifest((*entries, *(_compressed(folder, entries) if compress else ())))
    lay_out(folder, manifest.files().items())
    return manifest


def _entries(files: Mapping[str, bytes]) -> Iterator[Entry]:
    return (entry_of(path, media_type_of(path), file, None) for path, file in files.items())


def _moved(redirects: Redirects, there: Collection[Entry], site_url: str) -> Mapping[str, bytes]:
    """The pages that lead on. Raises BuildError if they do not fit what is there."""
    if faults := redirects.faults(entry.path for entry in there):
        raise BuildError("\n".join(faults))
    return moved_pages(redirects, site_url)


def _compressed(folder: Path, entries: Collection[Entry]) -> Iterator[Entry]:
    """Puts compressed copies beside files."""
    for entry, content in compressed_copies(folder, entries):
        path = f"{entry.path}.gz"
        lay_out(folder, [(path, content)])
        yield entry_of(path, media_type_of(path), content, entry.day)
