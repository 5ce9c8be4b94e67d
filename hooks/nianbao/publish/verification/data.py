"""Every published file with its digest, under the page that offers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from ...build import Entry
from ...facts import PortalFacts
from ..web.addresses import organ_path, report_path
from ..web.feed import FEED_TYPE

__all__ = ["published_files"]

# What is read on the site, and is another one whenever something is published.
_READ_THERE = ("text/html", FEED_TYPE)

_Known: TypeAlias = tuple[str, str, str]
"""What is said of a page: its title, a remark on the version, the address of the current one."""


def published_files(
    entries: Iterable[Entry], facts: PortalFacts, titles: Mapping[str, str]
) -> Mapping[str, object]:
    """The files to take away among all entries, as JSON; earlier versions of reports, too.

    ``titles`` are those of pages about many reports, by address. Every folder has its address,
    what is said of it, and the digests (SHA-256) of its files by their names.
    """
    known = dict(_known(facts, titles))
    folders: dict[str, dict[str, str]] = {}
    for entry in sorted(entries, key=lambda entry: entry.path):
        if entry.media_type not in _READ_THERE:
            folder, _, name = entry.path.rpartition("/")
            folders.setdefault(f"{folder}/" if folder else "", {})[name] = entry.sha256
    return {
        "folders": [[folder, *_said(folder, known), files] for folder, files in folders.items()]
    }


def _known(facts: PortalFacts, titles: Mapping[str, str]) -> Iterator[tuple[str, _Known]]:
    for path, title in titles.items():
        yield path, (title, "", "")
    for organ in facts.organs.values():
        yield organ_path(organ), (organ.name, "", "")
    for report in facts.reports:
        remark = f"第{report.version}版，现行版本" if report.version > 1 else ""
        yield report_path(report), (report.title + report.mark, remark, "")
    for report in facts.superseded.values():
        current = facts.by_place.get((report.organ.slug, report.year))
        remark = f"第{report.version}版，已经更正，不是现行版本"
        yield report_path(report), (report.title, remark, report_path(current) if current else "")


def _said(folder: str, known: Mapping[str, _Known]) -> _Known:
    """What is said of a folder: that of the nearest page above it that has a title."""
    parts = folder.split("/")[:-1]
    above = ("/".join(parts[:depth]) + "/" for depth in range(len(parts), 0, -1))
    return next((known[path] for path in above if path in known), ("", "", ""))
