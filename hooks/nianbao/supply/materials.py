"""What a site is built with: the packages of a lock as they are installed, and the fonts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import typst
from fontTools.ttLib import TTFont

from .licences import licence_of
from .locks import Locked

__all__ = ["FontFile", "NotAsLockedError", "Package", "font_files", "packages"]

_LICENCE_FILE = re.compile(r"(?i)^(licen[cs]es?|copying|notice|authors)\b")
_FREE_FONT = re.compile(r"scripts\.sil\.org/OFL|openfontlicense\.org|SIL Open Font License")
_VERSION, _LICENCE = 5, (13, 14)  # records of a font's name table


class NotAsLockedError(Exception):
    """What is installed is not what the lock names."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package: what the lock says of it, its licence, and the texts that come with it by name."""

    locked: Locked
    summary: str
    licence: str
    texts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font file and its families. ``licence`` is empty if the file names none that we know."""

    name: str
    families: tuple[str, ...]
    version: str
    licence: str
    digest: str


def packages(lock: Iterable[Locked]) -> tuple[Package, ...]:
    """The packages of a lock that are for this machine.

    Raises NotAsLockedError, or UnknownLicenceError.
    """
    return tuple(_package(locked) for locked in lock if locked.is_for_this_machine)


def _package(locked: Locked) -> Package:
    try:
        there = distribution(locked.name)
    except PackageNotFoundError:
        raise NotAsLockedError(f"{locked.name}：没有安装，锁定的是 {locked.version}") from None
    if there.version != locked.version:
        raise NotAsLockedError(
            f"{locked.name}：装的是 {there.version}，锁定的是 {locked.version}；"
            "请用 run.py 执行，它会装回锁定的版本"
        )
    summary = " ".join(there.metadata.get_all("Summary", []))
    return Package(locked, summary, licence_of(there.metadata), tuple(_texts(there)))


def _texts(there: Distribution) -> Iterator[tuple[str, str]]:
    """The licence files that a package brings, by their names in it."""
    for file in sorted(there.files or (), key=str):
        folder, *inside = file.parts
        if folder.endswith(".dist-info") and inside and _LICENCE_FILE.match(inside[0]):
            yield "/".join(inside), Path(str(file.locate())).read_text("utf-8", "replace").strip()


def font_files(fonts: Iterable[typst.FontInfo]) -> tuple[FontFile, ...]:
    """The files of some fonts, with what they say of themselves, by name."""
    families: dict[Path, list[str]] = {}
    for font in fonts:
        if font.path is not None:
            families.setdefault(Path(font.path), []).append(font.family)
    files = (_font_file(path, tuple(dict.fromkeys(names))) for path, names in families.items())
    return tuple(sorted(files, key=lambda file: (file.name, file.digest)))


def _font_file(path: Path, families: tuple[str, ...]) -> FontFile:
    with TTFont(path, fontNumber=0, lazy=True) as font:
        said = [font["name"].getDebugName(record) or "" for record in (_VERSION, *_LICENCE)]
    version = re.search(r"\d[\d.]*", said[0])
    return FontFile(
        name=path.name,
        families=families,
        version=version[0] if version else "",
        licence="OFL-1.1" if _FREE_FONT.search(" ".join(said[1:])) else "",
        digest=hashlib.sha256(path.read_bytes()).hexdigest(),
    )
