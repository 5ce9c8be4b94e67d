"""The fonts of the PDF: which there are, which play which role, which characters they have."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pylopdf_fonts_zh_cn
import typst
from fontTools.ttLib import TTFont

from ..settings import FONT_ROLES, Settings, SettingsError

__all__ = ["Typefaces", "load_typefaces"]

# The official faces are not free to ship; a site that owns them puts them in its font folder.
_OFFICIAL = {
    "title": ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
    "body": ("仿宋_GB2312", "FangSong_GB2312", "方正仿宋_GBK", "仿宋", "FangSong"),
    "heading": ("黑体", "SimHei"),
    "kai": ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi"),
}
_FALLBACK = {"heading": "Noto Sans SC"}
_SERIF = "Noto Serif SC"


@dataclass(frozen=True)
class Typefaces:
    """The families of each role, best first, all of them there.

    ``cache`` keeps what takes long to read out of a font.
    """

    roles: Mapping[str, tuple[str, ...]]
    book: typst.Fonts = field(repr=False)
    paths: tuple[Path, ...]
    cache: Path

    @cached_property
    def drawable(self) -> frozenset[str]:
        """Every character that at least one font can draw."""
        characters: set[str] = set()
        for info in self.book.fonts():
            with TTFont(info.path, fontNumber=info.index, lazy=True) as font:
                characters.update(_characters(font, self.cache))
        return frozenset(characters)

    @cached_property
    def digest(self) -> str:
        """Changes when any font changes."""
        digest = hashlib.sha256(repr(sorted(self.roles.items())).encode())
        for path in self.paths:
            digest.update(path.read_bytes())
        return digest.hexdigest()


def _characters(font: TTFont, cache: Path) -> str:
    """The characters of a font, kept under a hash of the table that lists them."""
    key = hashlib.sha256(font.getTableData("cmap")).hexdigest()
    kept = cache / f"{key}.txt"
    if kept.exists():
        return kept.read_bytes().decode("utf-8", "surrogatepass")
    characters = "".join(map(chr, sorted(font.getBestCmap() or ())))
    cache.mkdir(parents=True, exist_ok=True)
    part = cache / f"{key}.{os.getpid()}.part"
    part.write_bytes(characters.encode("utf-8", "surrogatepass"))
    part.replace(kept)
    return characters


def load_typefaces(settings: Settings, cache: Path) -> Typefaces:
    """The fonts of the project and of the site's own folder; never the machine's.

    ``cache`` is the folder for what is kept from one run to the next.
    Raises SettingsError when a family that the settings name is not there.
    """
    folders = [Path(pylopdf_fonts_zh_cn.serif_path()).parent]
    if settings.font_folder is not None:
        folders.append(settings.font_folder)
    book = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders],
    )
    there = {family.lower() for family in book.families()}
    roles = {}
    for role in FONT_ROLES:
        named = settings.font_families.get(role, ())
        for family in named:
            if family.lower() not in there:
                raise SettingsError(
                    f"extra.nianbao.fonts.{role}：没有字体“{family}”。"
                    "请把字体文件放进 fonts.folder 指定的文件夹"
                )
        wanted = named or _OFFICIAL[role]
        found = tuple(family for family in wanted if family.lower() in there)
        roles[role] = (*found, _FALLBACK.get(role, _SERIF))
    paths = sorted({Path(info.path) for info in book.fonts() if info.path})
    return Typefaces(roles, book, tuple(paths), cache / "fonts")
