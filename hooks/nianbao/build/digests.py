"""Digests that say what something is made of: files, folders, the program itself, plain data."""

from __future__ import annotations

import hashlib
import pickle
import sys
import zlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from .walking import everything_below

__all__ = [
    "data_digest",
    "digest_of",
    "file_digest",
    "folder_digest",
    "folder_digests",
    "machinery_digest",
    "program_digest",
]

_PROGRAM = Path(__file__).resolve().parent.parent
# A template changes the pages made with it, no result of reading, and no PDF.
_COUNTED_APART = {"__pycache__", "theme", "docs"}


def digest_of(*parts: str) -> str:
    """One digest of several texts, in their order; no two lists of texts run together."""
    digest = hashlib.sha256()
    for part in parts:
        encoded = part.encode("utf-8", "surrogateescape")
        digest.update(len(encoded).to_bytes(8, "big") + encoded)
    return digest.hexdigest()


def data_digest(value: object) -> str:
    """The digest of plain data: frozen dataclasses, tuples and texts, never sets.

    Equal values may have different digests, different values never have the same.
    """
    return hashlib.sha256(pickle.dumps(value, protocol=5)).hexdigest()


def file_digest(path: Path) -> str:
    """What is in a file: SHA-256. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def folder_digests(folder: Path) -> Mapping[str, str]:
    """Everything below a folder by its path with forward slashes; that of a folder ends with one.

    Hidden files and empty folders, too: a name alone can be what is wrong with another. A link
    counts by where it leads, and is not followed: nothing of ours follows one. What cannot be
    read counts by the reason.
    """
    found = sorted(everything_below(folder), key=lambda pair: pair[0])
    return {name: _digest_there(Path(entry.path)) for name, entry in found}


def folder_digest(folder: Path) -> str:
    """Changes with anything below a folder, as ``folder_digests`` counts it."""
    return digest_of(*(part for pair in folder_digests(folder).items() for part in pair))


def _digest_there(path: Path) -> str:
    try:
        if path.is_symlink():
            return digest_of("link", str(path.readlink()))
        return file_digest(path) if path.is_file() else "no file"
    except OSError as error:
        return digest_of("unreadable", str(error))


@cache
def machinery_digest() -> str:
    """What the program runs on: Python, zlib, and every installed distribution with its version.

    A distribution that has nothing to do with a result changes it, too; one that has cannot be
    forgotten. The folder that describes it is called by its name and version: to read what stands
    in there would take a tenth of the time of a build without a change.
    """
    described = (found.name for path in sys.path for found in Path(path).glob("*-info"))
    installed = sorted(set(described))
    return digest_of(sys.version, zlib.ZLIB_RUNTIME_VERSION, *installed)


@cache
def program_digest() -> str:
    """The program's own code, data and templates of PDFs, and what it runs on."""
    files = (
        part
        for path in sorted(_PROGRAM.rglob("*"))
        if path.is_file() and _COUNTED_APART.isdisjoint(path.relative_to(_PROGRAM).parts)
        for part in (path.relative_to(_PROGRAM).as_posix(), file_digest(path))
    )
    return digest_of(machinery_digest(), *files)
