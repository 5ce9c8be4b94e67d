"""Puts what is made of reports beside the hand-written pages, and lists the whole site."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
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
from .files import files_pages
from .jobs import Site
from .open_data import OpenDataPage
from .parts import renderer_of
from .publishing import Published
from .verification import DATA_FILE, SINGLE_FILE, published_files, verification_files
from .web.addresses import FILES, OPEN_DATA, VERIFICATION
from .web.feed import FEED_TYPE
from .web.moved_pages import moved_pages

__all__ = ["ALWAYS_THERE", "complete"]

# What some generators of pages write unasked; it does not know most of the site.
_REPLACED = ("sitemap.xml", "sitemap.xml.gz")

ALWAYS_THERE = (
    *(*_REPLACED, *MANIFEST_FILES, "404.html", "robots.txt"),
    *(f"{FILES}index.html", DATA_FILE, SINGLE_FILE),
)
"""The files that every site has when it is complete."""


def complete(
    folder: Path,
    published: Published,
    store: Store,
    site: Site,
    pages: Mapping[str, date | None],
    *,
    redirects: Redirects | None = None,
    compress: bool = False,
) -> Manifest:
    """Completes a site that has its hand-written pages and the files of the theme already.

    ``pages`` are the paths of those pages, with the days on which they last changed, if known.
    ``redirects`` become pages, which the sitemap leaves out. Whatever it leaves out is linked to by
    a page for those who keep the site, but compressed copies, which have nothing new.
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
    by_hand = [entry for entry in written if entry.path in pages]
    made = dict(_verification(published, site, pages))
    maps = sitemap((*by_hand, *published.mapped), site.site_url)
    made |= maps
    entries = [*written, *published.entries, *_entries(made)]
    moved = _moved(redirects or Redirects(), entries, site.site_url)
    made |= moved
    # No link of a page leads to the feeds of past years.
    mapped = [entry for entry in published.mapped if entry.media_type != FEED_TYPE]
    linked = {entry.path for entry in (*by_hand, *mapped)}
    loose = {*made, *MANIFEST_FILES, *(entry.path for entry in entries)} - linked
    listed = dict(_files_pages(loose, site))
    lay_out(folder, (*made.items(), *listed.items()))
    entries += _entries({**moved, **listed})
    manifest = Manifest((*entries, *(_compressed(folder, entries) if compress else ())))
    lay_out(folder, manifest.files().items())
    return manifest


def _verification(published: Published, site: Site, pages: Collection[str]) -> Mapping[str, bytes]:
    """What the page 核验 is used with, where there is the page."""
    if f"{VERIFICATION}index.html" not in pages:
        return {}
    overview = published.overview
    titles = {page.path: page.title for page in overview.listed}
    titles[OPEN_DATA] = OpenDataPage.title
    data = published_files(published.mapped, overview.facts, titles)
    return verification_files(data, site.name, site.site_url)


def _files_pages(paths: Iterable[str], site: Site) -> Iterator[tuple[str, bytes]]:
    """The pages that lead to what no other page leads to."""
    renderer = renderer_of(site)
    for view in files_pages(paths):
        html = renderer.page(view, {view.path: view.crumb}, lambda _: "")
        yield f"{view.path}index.html", html.encode()


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
        copy = entry_of(path, media_type_of(path), content, entry.day)
        yield replace(copy, copy_of=entry.path)
