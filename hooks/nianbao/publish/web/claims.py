"""Every address of the site belongs to one file: nothing replaces anything else."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

__all__ = ["conflicts"]


def conflicts(claims: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A sentence for each address that two claim, in Chinese.

    A claim is the path of a file below the site's root, and what the file is. Paths that differ
    only in capitals are one on Windows; a file cannot have the path of a folder.
    """
    files: dict[str, tuple[str, str]] = {}
    folders: dict[str, tuple[str, str]] = {}
    for path, owner in claims:
        key = _folded(path)
        other = files.get(key) or folders.get(key)
        for above in _above(key):
            other = other or files.get(above)
            folders.setdefault(above, (path, owner))
        if other is not None:
            yield f"网址 {path} 有两个文件：{other[1]}（{other[0]}）和{owner}"
        files.setdefault(key, (path, owner))


def _above(path: str) -> Iterator[str]:
    """The folders that a file stands in."""
    end = path.rfind("/")
    while end >= 0:
        yield path[:end]
        end = path.rfind("/", 0, end)


def _folded(path: str) -> str:
    return unicodedata.normalize("NFC", path).casefold()
