"""What a release adds to the ledger: texts, and the addresses under which they are published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from ..build import Entry
from ..facts import Facts, PortalFacts
from ..source import CurrentText, Ledger, ReleasedText
from .web.addresses import report_path

__all__ = ["ledger_after", "vanished"]

_INDEX = "index.html"


def ledger_after(
    ledger: Ledger, texts: Iterable[CurrentText], facts: PortalFacts, entries: Iterable[Entry]
) -> Ledger:
    """The ledger after a release of all texts that have facts, as these files of the site."""
    return ledger.with_released(_released(texts, facts, _by_folder(entries)))


def vanished(ledger: Ledger, facts: PortalFacts, paths: Iterable[str]) -> tuple[str, ...]:
    """The released addresses that are not among the paths of a site, sorted.

    Of a report that was withdrawn only the pages stay, which say so. What a text had that a
    correction has replaced stands below its own version: the new one may have other files.
    """
    there = {_address(path) for path in paths}
    released = {
        address
        for text in ledger.texts
        for address in text.addresses
        if address.endswith("/") or _keeps_its_files(text, facts)
    }
    return tuple(sorted(released - there))


def _keeps_its_files(text: ReleasedText, facts: PortalFacts) -> bool:
    """Whether the files of a released text are still to be where they were."""
    place = (text.organ, text.year)
    current = facts.by_place.get(place)
    return place not in facts.withdrawn and (current is None or current.version <= text.version)


def _released(
    texts: Iterable[CurrentText], facts: PortalFacts, files: Mapping[str, tuple[str, ...]]
) -> Iterator[ReleasedText]:
    """The texts that are published, each with its addresses."""
    published: dict[tuple[str, int, int], Facts] = {
        (each.organ.slug, each.year, each.version): each
        for each in chain(facts.reports, facts.superseded.values())
    }
    for current in texts:
        if found := published.get(current.text.place):
            yield replace(current.text, addresses=files[report_path(found)])


def _by_folder(entries: Iterable[Entry]) -> Mapping[str, tuple[str, ...]]:
    """The addresses of the files of each folder, by the folder with its slash."""
    folders: dict[str, list[str]] = {}
    for entry in entries:
        folder, _, _ = entry.path.rpartition("/")
        folders.setdefault(f"{folder}/", []).append(_address(entry.path))
    return {folder: tuple(sorted(paths)) for folder, paths in folders.items()}


def _address(path: str) -> str:
    """The address of a file: that of a page is its folder."""
    return path.removesuffix(_INDEX) if path.endswith(f"/{_INDEX}") else path
