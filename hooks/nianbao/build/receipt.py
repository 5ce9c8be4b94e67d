"""What the last build left behind, so that the next one knows whether there is anything to do."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .digests import digest_of
from .store import Store
from .walking import files_below

__all__ = ["Receipt", "last_receipt", "write_receipt"]


@dataclass(frozen=True)
class Receipt:
    """What a site was made of, what was said while it was made, and how its files were left.

    ``files`` are size and time of each, by path: whoever changes a file changes one of them.
    """

    inputs: str
    said: tuple[str, ...]
    files: Mapping[str, tuple[int, int]]

    def changed(self, site: Path) -> tuple[str, ...]:
        """The paths of files that somebody has changed, taken away or added since, sorted."""
        there = _files(site)
        paths = sorted(self.files.keys() | there.keys())
        return tuple(path for path in paths if self.files.get(path) != there.get(path))


def write_receipt(store: Store, site: Path, inputs: str, said: tuple[str, ...]) -> None:
    """Notes how a site was left."""
    store.keep(_key(site), pickle.dumps(Receipt(inputs, said, _files(site)), protocol=5))


def last_receipt(store: Store, site: Path) -> Receipt | None:
    """The note on the site in a folder, if there is one."""
    kept = store.value(_key(site))
    if kept is None:
        return None
    receipt: Receipt = pickle.loads(kept)  # noqa: S301 - written by ourselves, and whole
    return receipt


def _key(site: Path) -> str:
    return digest_of("receipt", str(site.resolve()))


def _files(folder: Path) -> dict[str, tuple[int, int]]:
    found = ((path, entry.stat(follow_symlinks=False)) for path, entry in files_below(folder))
    return {path: (status.st_size, status.st_mtime_ns) for path, status in found}
