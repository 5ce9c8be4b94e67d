"""A site is built in a folder of its own, which takes the place of the last one when it is whole.

Whatever fails before that (a template, a full disk, a machine that is switched off) leaves the
site as it was. Two folders beside it are ours for the time of a build: ``….unfinished`` holds the
new site, ``….replaced`` the old one while it is taken away.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ..settings import SettingsError
from .web.addresses import COLUMN

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

__all__ = ["FreshFolder", "fresh_folder", "preview_folder"]

_CACHE = ".cache"
# What a site's folder must keep away from, besides the folder of the hand-written pages.
_SOURCES = ("reports", "hooks", "scripts", "tests", ".git", _CACHE, ".venv")
# A preview's site is the only one in there.
_PREVIEW = f"{_CACHE}/preview/site"
# What every site of ours has, and no other folder.
_SIGN = f"{COLUMN}index.html"


@dataclass(slots=True)
class FreshFolder:
    """The folder of a site, and the one beside it in which the next site is built.

    One build at a time has the ``lock``, a file; the system takes it back from one that is killed.
    ``others`` are the locks of builds into other folders, which use the same store.
    """

    site: Path
    lock: Path
    others: tuple[Path, ...] = ()
    _held: BinaryIO | None = None

    @property
    def unfinished(self) -> Path:
        """Where the new site is built."""
        return self.site.with_name(f"{self.site.name}.unfinished")

    @property
    def replaced(self) -> Path:
        """Where the old site is for a moment."""
        return self.site.with_name(f"{self.site.name}.replaced")

    def begin(self) -> Path:
        """The folder to build in, which is not there yet; an interrupted build is cleared away.

        Raises SettingsError while another build is at work.
        """
        self._take_lock()
        if self.replaced.exists() and not self.site.exists():
            # The last build was interrupted between the two renamings.
            self.replaced.rename(self.site)
        shutil.rmtree(self.replaced, ignore_errors=True)
        shutil.rmtree(self.unfinished, ignore_errors=True)
        return self.unfinished

    def finish(self) -> None:
        """Puts the new site in the place of the old one.

        Raises OSError when it cannot; the old one is where it was then.
        """
        if not self.site.exists():
            self.unfinished.rename(self.site)
            self._release_lock()
            return
        self._take_over_hidden()
        # Nothing can be renamed to a folder that is there: not on Windows, elsewhere only if empty.
        self.site.rename(self.replaced)
        try:
            self.unfinished.rename(self.site)
        except OSError:
            self.replaced.rename(self.site)
            raise
        # On Windows a file that somebody reads stays until the next build.
        shutil.rmtree(self.replaced, ignore_errors=True)
        self._release_lock()

    def give_up(self) -> None:
        """Removes what there is of the new site: on a full disk nothing works before that."""
        shutil.rmtree(self.unfinished, ignore_errors=True)
        self._release_lock()

    @property
    def is_alone(self) -> bool:
        """Whether no other build is at work, which may use what this one does not."""
        for lock in self.others:
            held = _locked(lock)
            if held is None:
                return False
            held.close()
        return True

    def _take_lock(self) -> None:
        held = _locked(self.lock)
        if held is None:
            raise SettingsError(
                "另一次生成正在进行，这一次没有开始，原有网站未动；请等它完成以后再生成"
            )
        self._held = held

    def _release_lock(self) -> None:
        if self._held is not None:
            self._held.close()
            self._held = None

    def _take_over_hidden(self) -> None:
        """Copies what a webmaster keeps in the site (.git, .well-known), as MkDocs spares it."""
        shutil.copymode(self.site, self.unfinished)
        for entry in self.site.iterdir():
            if not entry.name.startswith(".") or (self.unfinished / entry.name).exists():
                continue
            if entry.is_dir() and not entry.is_symlink():
                shutil.copytree(entry, self.unfinished / entry.name, symlinks=True)
            else:
                shutil.copy2(entry, self.unfinished / entry.name, follow_symlinks=False)


def fresh_folder(site_dir: Path, root: Path, docs: Path) -> FreshFolder:
    """The folder for a site at ``site_dir``; a link is followed. A preview has a lock of its own.

    The project is at ``root``, its hand-written pages at ``docs``.

    Raises SettingsError when what is there is not a site: it would be deleted.
    """
    site = site_dir.resolve()
    locks = [root / _CACHE / "build.lock", root / _CACHE / "preview/build.lock"]
    is_preview = site == preview_folder(root).resolve()
    sources = [root / name for name in _SOURCES if not (is_preview and name == _CACHE)]
    for kept in (root, docs, *sources):
        if _is_within(kept.resolve(), site) or (kept != root and _is_within(site, kept.resolve())):
            raise SettingsError(
                f"mkdocs.yml 的 site_dir：{site_dir} 里的东西会被删去，它和 {kept} 不能互相包含；"
                "请写一个专放网站的文件夹，例如 site"
            )
    if site.is_mount():
        raise SettingsError(
            f"mkdocs.yml 的 site_dir：{site_dir} 是一个挂载点，新网站换不上去；"
            f"请写它里面的文件夹，例如 {site_dir / 'www'}"
        )
    if site.exists() and not _is_replaceable(site):
        raise SettingsError(
            f"mkdocs.yml 的 site_dir：{site_dir} 里有东西，又不像本程序生成的网站"
            f"（没有 {_SIGN}）；请换一个文件夹，确实不要的请自己删去"
        )
    lock = locks.pop(is_preview)
    return FreshFolder(site, lock, tuple(locks))


def preview_folder(root: Path) -> Path:
    """The folder of the site that is previewed of the project at ``root``."""
    return root / _PREVIEW


def _locked(lock: Path) -> BinaryIO | None:
    """The file, locked until it is closed; None while another process has it."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    held = lock.open("ab")
    try:
        if sys.platform == "win32":
            msvcrt.locking(held.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        held.close()
        return None
    return held


def _is_within(path: Path, folder: Path) -> bool:
    """Whether a path is a folder or lies in it, on a system where capitals make no difference."""
    parts, above = (tuple(part.casefold() for part in p.parts) for p in (path, folder))
    return parts[: len(above)] == above


def _is_replaceable(site: Path) -> bool:
    """Whether a folder has a site of ours, or nothing but what stays."""
    if not site.is_dir():
        return False
    return (site / _SIGN).is_file() or all(entry.name[:1] == "." for entry in site.iterdir())
