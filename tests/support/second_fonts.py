"""Typefaces as they are where the package that brings the fonts is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import patch

from campaigns import LONG
from fontTools.ttLib import TTFont
from fontTools.ttLib.ttCollection import TTCollection
from nianbao.publish.paper.typefaces import Typefaces, load_typefaces
from nianbao.settings import Settings
from places import ROOT

__all__ = ["SECOND_SOURCES", "second_source", "typefaces_without_package"]

SECOND_SOURCES = ("stand-ins", "debian") if LONG else ("stand-ins",)
"""Debian's are 54 MB to bring: make test makes do with the package's own under their names."""


def second_source(name: str, folder: Path) -> Typefaces:
    """One of the second sources alone; ``folder`` is for stand-ins."""
    if name == "debian":
        return typefaces_without_package(ROOT / ".cache/noto-cjk")
    _write_stand_ins(folder)
    return typefaces_without_package(folder)


def typefaces_without_package(folder: Path | None, **families: tuple[str, ...]) -> Typefaces:
    """The typefaces of a site with this font folder, the package's fonts not being installed."""
    settings = Settings(font_folder=folder, font_families=families)
    with patch("nianbao.publish.paper.typefaces.find_spec", return_value=None):
        return load_typefaces(settings, ROOT / ".cache")


def _write_stand_ins(folder: Path) -> None:
    """Writes the package's own fonts as collections of two, named as Debian's are."""
    for info in load_typefaces(Settings(), ROOT / ".cache").book.fonts():
        if not info.path:
            raise ValueError(info)
        path = Path(info.path)
        collection: Any = TTCollection()  # type: ignore[no-untyped-call]
        collection.fonts = [
            _renamed(path, info.family.replace("SC", f"CJK {region}")) for region in ("JP", "SC")
        ]
        collection.save(folder / f"{path.stem}.ttc")


def _renamed(path: Path, family: str) -> TTFont:
    font = TTFont(path)
    for record in font["name"].names:
        if record.nameID in {1, 4, 16}:
            record.string = family
        elif record.nameID == 6:
            record.string = family.replace(" ", "")
    return font
