"""What has to be done at a target, and in which order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from ..build import MANIFEST, MANIFEST_FILES, Entry

__all__ = ["Held", "Plan", "folders_left", "plan_of"]

_HOME = "index.html"
_COMPRESSED = (".gz", ".br")


@dataclass(frozen=True, slots=True)
class Held:
    """What a target has of ours.

    ``known`` are the SHA-256 of files that are there for certain, ``named`` all paths under which
    something of ours may be.
    """

    known: Mapping[str, str]
    named: frozenset[str]


@dataclass(frozen=True, slots=True)
class Plan:
    """Files in the way of new ones go first; then what is new, stage by stage; removals last.

    While it is carried out every page that answers finds what it needs: its scripts, pictures and
    downloads are there before it, and those of an old page as long as the page may be read.
    """

    in_the_way: tuple[str, ...]
    stages: tuple[tuple[Entry, ...], ...]
    removals: tuple[str, ...]

    @property
    def sent(self) -> tuple[Entry, ...]:
        """All files to be sent, in their order."""
        return tuple(entry for stage in self.stages for entry in stage)

    @property
    def touched(self) -> frozenset[str]:
        """Every path at which something changes."""
        return frozenset((*self.in_the_way, *self.removals, *(entry.path for entry in self.sent)))

    def __bool__(self) -> bool:
        return bool(self.in_the_way or self.stages or self.removals)


def plan_of(entries: Collection[Entry], held: Held) -> Plan:
    """What makes of that which is held a site with exactly these entries."""
    new = [entry for entry in entries if held.known.get(entry.path) != entry.sha256]
    ranks: dict[int, list[Entry]] = {}
    for entry in sorted(new, key=lambda entry: entry.path):
        ranks.setdefault(_rank(entry.path), []).append(entry)
    wanted = {entry.path for entry in entries}
    old = held.named - wanted
    # A file where there was a folder, or the other way round.
    above = {path for entry in new for path in _above(entry.path)}
    files = {entry.path for entry in new}
    in_the_way = {path for path in old if path in above or not files.isdisjoint(_above(path))}
    return Plan(
        tuple(sorted(in_the_way)),
        tuple(tuple(ranks[rank]) for rank in sorted(ranks)),
        tuple(sorted(old - in_the_way)),
    )


def folders_left(removed: Iterable[str]) -> list[str]:
    """The folders that removed files were in, deepest first: those that are empty now can go."""
    folders = {folder for path in removed for folder in _above(path)}
    return sorted(folders, key=lambda folder: (-folder.count("/"), folder))


def _rank(path: str) -> int:
    """What pages need goes before them; the home page and the manifest end the delivery."""
    plain = path
    for suffix in _COMPRESSED:
        plain = plain.removesuffix(suffix)
    if path == MANIFEST:
        return 4
    if path in MANIFEST_FILES:
        return 3
    if plain == _HOME:
        return 2
    return 1 if plain.endswith(".html") or "/" not in plain else 0


def _above(path: str) -> list[str]:
    return [str(folder) for folder in PurePosixPath(path).parents if str(folder) != "."]
