"""How the files of a folder differ from the list of what should be there."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType

from ..refusals import reason_of
from ..visible import visible
from .check_sums import sha256_of
from .manifest import MANIFEST_FILES, Entry
from .walking import files_below

__all__ = ["Differences", "Unreachable", "folder_differences"]

# Paths named in a message; the rest is counted.
_NAMED = 20


@dataclass(frozen=True, slots=True)
class Unreachable:
    """A file that could not be looked at, and why, in Chinese."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Differences:
    """Paths, sorted: what is missing, what has other bytes, what nobody listed."""

    missing: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    unreachable: tuple[Unreachable, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.missing or self.differing or self.extra or self.unreachable)

    def explained(self) -> str:
        """The differences in Chinese, a line a kind and a path."""
        unreachable = [f"{each.path}（{each.reason}）" for each in self.unreachable]
        kinds = (
            ("缺少", self.missing),
            ("内容不同", self.differing),
            ("多出", self.extra),
            ("读不到", unreachable),
        )
        return "\n".join(line for name, paths in kinds for line in _listed(name, paths))


def _listed(name: str, paths: Iterable[str]) -> Iterator[str]:
    found = list(paths)
    if found:
        yield f"{name} {len(found)} 个文件："
        yield from (f"    {visible(path)}" for path in found[:_NAMED])
        if len(found) > _NAMED:
            yield f"    ……还有 {len(found) - _NAMED} 个"


def folder_differences(
    folder: Path, expected: Iterable[Entry], sources: Mapping[str, Path] = MappingProxyType({})
) -> Differences:
    """What differs in a folder from the files that are expected there.

    A path that is the very file among ``sources``, which has been looked at, is what it should be.

    The files of the manifest are compared by size and SHA-256. Nobody has to list the manifest's
    own three files and what is hidden at the top (.git, .well-known), which a webmaster keeps.
    """
    entries = sorted(expected, key=lambda entry: entry.path)
    missing, differing, unreachable = [], [], []
    # To hand a file to a thread takes longer than to see that it is its source.
    unsure = [each for each in entries if not _is_source(folder, each, sources.get(each.path))]
    with ThreadPoolExecutor() as pool:
        for entry, found in zip(unsure, pool.map(partial(_look, folder), unsure), strict=True):
            if found is None:
                missing.append(entry.path)
            elif isinstance(found, str):
                unreachable.append(Unreachable(entry.path, found))
            elif not found:
                differing.append(entry.path)
    listed = {entry.path for entry in entries}.union(MANIFEST_FILES)
    extra = sorted(path for path, _ in files_below(folder) if path not in listed)
    return Differences(tuple(missing), tuple(differing), tuple(extra), tuple(unreachable))


def _is_source(folder: Path, entry: Entry, source: Path | None) -> bool:
    """Whether a file is the very file that it was laid out from."""
    try:
        found = (folder / entry.path).stat()
        is_same = source is not None and os.path.samestat(found, source.stat())
    except OSError:
        return False
    return is_same and found.st_size == entry.size


def _look(folder: Path, entry: Entry) -> bool | str | None:
    """Whether a file has the bytes it should have; None if it is not there, or why nobody knows."""
    file = folder / entry.path
    try:
        found = file.stat()
        # Opening a pipe would wait for somebody to write.
        if not stat.S_ISREG(found.st_mode) or found.st_size != entry.size:
            return False
        return sha256_of(file) == entry.sha256
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        return reason_of(error)
