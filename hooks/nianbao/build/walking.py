"""What is below a folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

__all__ = ["everything_below", "files_below"]


def everything_below(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """All files and folders, in no order, by paths with slashes; that of a folder ends with one.

    Links are not followed. A folder that cannot be read, or is not there, has nothing in it.
    """
    return _below(str(folder), "")


def files_below(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """All that is no folder, without what is hidden at the top (.git): it is not of our making."""
    for path, entry in everything_below(folder):
        if not path.endswith("/") and not path.startswith("."):
            yield path, entry


def _below(folder: str, above: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        with os.scandir(folder) as listed:
            entries = list(listed)
    except OSError:
        return
    for entry in entries:
        path = above + entry.name
        if entry.is_dir(follow_symlinks=False):
            yield f"{path}/", entry
            yield from _below(entry.path, f"{path}/")
        else:
            yield path, entry
