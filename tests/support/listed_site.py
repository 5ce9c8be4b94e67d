"""The list of a site that a test has made by hand."""

from __future__ import annotations

from pathlib import Path

from nianbao.build import Manifest, entry_of, media_type_of
from nianbao.build.walking import files_below

__all__ = ["manifest_of"]


def manifest_of(folder: Path) -> Manifest:
    """The manifest of all files that a folder has, whose days are not known."""
    paths = [path for path, _ in files_below(folder)]
    return Manifest(
        tuple(entry_of(path, media_type_of(path), folder / path, None) for path in paths)
    )
