"""The fonts of the PDF: which there are, which play which role, which characters they have."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from ...build.digests import digest_of
from ...build.store import Store
from ...settings import FONT_ROLES, Settings, SettingsError
from ...visible import visible

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

__all__ = ["Typefaces", "load_typefaces"]

# The official faces are not free to ship; a site that owns them puts them in its font folder.
_OFFICIAL = {
    "title": ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
    "body": ("仿宋_GB2312", "FangSong_GB2312", "方正仿宋_GBK", "仿宋", "FangSong"),
    "heading": ("黑体", "SimHei"),
    "kai": ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi"),
}
# Free faces, best first: those of the package, those of Debian's fonts-noto-cjk.
_SERIF = ("Noto Serif SC", "Noto Serif CJK SC")
_FALLBACK = {
    "title": _SERIF,
    "body": _SERIF,
    "heading": ("Noto Sans SC", "Noto Sans CJK SC"),
    "kai": _SERIF,
}


@dataclass(frozen=True)
class Typefaces:
    """The families of each role, best first, all of them there.

    ``files`` are the fonts, each with its size and time when they were looked for; ``cache`` keeps
    what takes long to read out of a font.
    """

    roles: Mapping[str, tuple[str, ...]]
    book: typst.Fonts = field(repr=False)
    files: Mapping[Path, tuple[int, int]]
    cache: Path

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files of the fonts."""
        return tuple(self.files)

    @cached_property
    def drawable(self) -> frozenset[str]:
        """Every character that at least one font can draw. Raises SettingsError."""
        from fontTools.ttLib import TTFont  # noqa: PLC0415 - not where nothing has changed

        self.require_same()
        characters: set[str] = set()
        for info in self.book.fonts():
            with TTFont(info.path, fontNumber=info.index, lazy=True) as font:
                characters.update(_characters(font, self.cache))
        return frozenset(characters)

    @cached_property
    def digest(self) -> str:
        """Changes when any font changes. Raises SettingsError."""
        self.require_same()
        digest = hashlib.sha256(repr(sorted(self.roles.items())).encode())
        for path in self.files:
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def require_same(self) -> None:
        """Raises SettingsError if a font has changed or gone.

        Typst reads a font when it needs it, and sets in another one where it is gone.
        """
        for path, state in self.files.items():
            if _state(path) != state:
                raise SettingsError(
                    f"字体文件 {visible(str(path))} 在生成的过程中变了或者不见了；"
                    "请放好字体文件，再生成一次"
                )


def _characters(font: TTFont, cache: Path) -> str:
    """The characters of a font, kept under a hash of the table that lists them."""
    store = Store(cache)
    key = digest_of("characters", hashlib.sha256(font.getTableData("cmap")).hexdigest())
    kept = store.value(key)
    if kept is not None:
        return kept.decode("utf-8", "surrogatepass")
    characters = "".join(map(chr, sorted(font.getBestCmap() or ())))
    store.keep(key, characters.encode("utf-8", "surrogatepass"))
    return characters


def load_typefaces(settings: Settings, cache: Path) -> Typefaces:
    """The fonts of the project and of the site's own folder; never the machine's.

    ``cache`` is the folder for what is kept from one run to the next.
    Raises SettingsError when a family that the settings name is not there, or none for a role.
    """
    folders = [folder for folder in (_packaged(), settings.font_folder) if folder is not None]
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
        found = [family for family in named or _OFFICIAL[role] if family.lower() in there]
        found += [family for family in _FALLBACK[role] if family.lower() in there][:1]
        if not found:
            raise SettingsError(
                f"extra.nianbao.fonts.{role}：没有可用的字体。随程序安装的思源字体不在；"
                "请执行 make fonts，再写 fonts: {folder: .cache/noto-cjk}"
            )
        roles[role] = tuple(found)
    paths = sorted({Path(info.path) for info in book.fonts() if info.path})
    return Typefaces(roles, book, {path: _state(path) for path in paths}, cache / "fonts")


def _state(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (-1, -1)
    return (found.st_size, found.st_mtime_ns)


def _packaged() -> Path | None:
    """The folder of the fonts that are installed with the program, if they are."""
    spec = find_spec("pylopdf_fonts_zh_cn")
    return Path(spec.origin).parent if spec and spec.origin else None
