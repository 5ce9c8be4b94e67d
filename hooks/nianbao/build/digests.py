"""Digests that say what something is made of: files, folders, the program itself, plain data."""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import zlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

__all__ = [
    "data_digest",
    "digest_of",
    "file_digest",
    "folder_digests",
    "machinery_digest",
    "program_digest",
]

_PROGRAM = Path(__file__).resolve().parent.parent


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
    """Every file below a folder, hidden ones left out, by its path with forward slashes.

    A link counts by where it leads, and is not followed: nothing of ours follows one.
    """
    found: dict[str, str] = {}
    for name, path in sorted(_files(folder, "")):
        if path.is_symlink():
            found[name] = digest_of("link", str(path.readlink()))
        elif path.is_file():
            found[name] = file_digest(path)
    return found


def _files(folder: Path, above: str) -> Iterable[tuple[str, Path]]:
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(".") or entry.name == "__pycache__":
                continue
            name = f"{above}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _files(Path(entry.path), f"{name}/")
            else:
                yield name, Path(entry.path)


@cache
def machinery_digest() -> str:
    """What the program runs on: Python, zlib, and every installed distribution with its version.

    A distribution that has nothing to do with a result changes it, too; one that has cannot be
    forgotten.
    """
    installed = sorted({f"{d.name} {d.version}" for d in distributions()})
    return digest_of(sys.version, zlib.ZLIB_RUNTIME_VERSION, *installed)


@cache
def program_digest() -> str:
    """The program's own code, data and templates of PDFs, and what it runs on."""
    files = (part for pair in folder_digests(_PROGRAM).items() for part in pair)
    return digest_of(machinery_digest(), *files)
