"""A site is built in a folder of its own, which takes the place of the last one when it is whole.

Whatever fails before that (a template, a full disk, a machine that is switched off) leaves the
site as it was. Folders beside it are ours:

- ``….unfinished``  the new site while it is built
- ``….earlier``     the site before this one, for ``rollback``
- ``….replaced``    the same for the moment between two renamings
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from ..wording import chinese_date
from .differences import Differences, folder_differences
from .errors import BuildError
from .exchange import exchange
from .lock import WAIT, BuildLock
from .manifest import MANIFEST, Manifest, is_site_path

__all__ = ["PREVIEW", "SiteFolder", "lay_out"]

# What a site's folder must keep away from, besides the folder of the hand-written pages.
_CACHE = ".cache"
_SOURCES = ("reports", "hooks", "scripts", "tests", ".git", _CACHE, ".venv")
PREVIEW = f"{_CACHE}/preview/site"
"""Where in a project the site is that is only previewed; no other is in there."""


@dataclass(frozen=True, slots=True)
class SiteFolder:
    """The folder of a site, and those beside it; one build at a time has the ``lock``."""

    site: Path
    lock: BuildLock

    @classmethod
    def at(cls, site_dir: Path, root: Path) -> SiteFolder:
        """The folder of a site that is there already; a link is followed.

        The project is at ``root``. A preview has a lock of its own: nobody waits for it.
        """
        site = site_dir.resolve()
        lock = "preview/build.lock" if site == (root / PREVIEW).resolve() else "build.lock"
        return cls(site, BuildLock(root / _CACHE / lock))

    @classmethod
    def for_build(cls, site_dir: Path, root: Path, docs: Path, sign: str) -> SiteFolder:
        """The folder for a site at ``site_dir``; a link is followed.

        The project is at ``root``, its hand-written pages at ``docs``; ``sign`` is the path of a
        file that every site of ours has, and no other folder.

        Raises BuildError when what is there is not a site: it would be deleted.
        """
        site = site_dir.resolve()
        is_preview = site == (root / PREVIEW).resolve()
        sources = [root / name for name in _SOURCES if not (is_preview and name == _CACHE)]
        for kept in (root, docs, *sources):
            if _is_within(kept.resolve(), site) or (
                kept != root and _is_within(site, kept.resolve())
            ):
                raise BuildError(
                    f"mkdocs.yml 的 site_dir：{site_dir} 里的东西会被删去，它和 {kept} 不能互相包含"
                    "；请写一个专放网站的文件夹，例如 site"
                )
        if site.is_mount():
            raise BuildError(
                f"mkdocs.yml 的 site_dir：{site_dir} 是一个挂载点，新网站换不上去；"
                f"请写它里面的文件夹，例如 {site_dir / 'www'}"
            )
        if site.exists() and not _is_replaceable(site, sign):
            raise BuildError(
                f"mkdocs.yml 的 site_dir：{site_dir} 里有东西，又不像本程序生成的网站"
                f"（没有 {sign}）；请换一个文件夹，确实不要的请自己删去"
            )
        return cls.at(site_dir, root)

    @property
    def unfinished(self) -> Path:
        """Where the new site is built."""
        return self._beside("unfinished")

    @property
    def earlier(self) -> Path:
        """The site before this one."""
        return self._beside("earlier")

    @property
    def _replaced(self) -> Path:
        return self._beside("replaced")

    def begin(self, wait: float = WAIT, tell: Callable[[str], None] = lambda _: None) -> Path:
        """The folder to build in, which is not there yet; an interrupted build is cleared away.

        Another build is waited for so many seconds, which is told.

        Raises BuildError if it is still at work then.
        """
        self.lock.acquire(wait, tell)
        self._recover()
        shutil.rmtree(self.unfinished, ignore_errors=True)
        return self.unfinished

    def check(
        self, manifest: Manifest, sources: Mapping[str, Path] = MappingProxyType({})
    ) -> Differences:
        """How the new site differs from its manifest: not at all, if nothing went wrong.

        ``sources`` are the files that it was laid out from, by path, which have been looked at.
        """
        return folder_differences(self.unfinished, manifest.entries, sources)

    def finish(self) -> None:
        """Puts the new site in the place of the old one, which is kept as the earlier one.

        Raises OSError when it cannot; the old one is where it was then.
        """
        if self.site.exists():
            there = {path.name for path in self.unfinished.glob(".*")}
            self._take_over_hidden(self.unfinished, besides=there)
        if hasattr(os, "sync"):
            # Without it a machine that loses power now could come back with empty files.
            os.sync()
        self._put_in_place(self.unfinished)
        self.lock.release()

    def give_up(self) -> None:
        """Removes what there is of the new site: on a full disk nothing works before that."""
        shutil.rmtree(self.unfinished, ignore_errors=True)
        self.lock.release()

    def rollback(self, wait: float = WAIT, tell: Callable[[str], None] = lambda _: None) -> str:
        """Swaps the site and the earlier one, and says so in Chinese; a second time swaps back.

        Raises BuildError if there is no earlier one, or it is damaged; OSError if it cannot be put
        there. The site is as it was then.
        """
        with self.lock.taken(wait, tell):
            self._recover()
            if not self.earlier.is_dir():
                raise BuildError(
                    f"没有可以换回的网站（{self.earlier}）；每生成一次有变化的网站，才留下前一个"
                )
            manifest = _manifest_in(self.earlier)
            if differences := folder_differences(self.earlier, manifest.entries):
                raise BuildError(
                    f"{self.earlier} 与它自己的 {MANIFEST} 不符，没有换回，现在的网站未动：\n"
                    f"{differences.explained()}"
                )
            made = datetime.fromtimestamp((self.earlier / MANIFEST).stat().st_mtime).astimezone()
            if self.site.exists():
                self._take_over_hidden(self.earlier)
            self._put_in_place(self.earlier)
        count = len(manifest.entries)
        return (
            f"{self.site} 已经换回{chinese_date(made)} {made:%H:%M} 生成的网站（{count} 个文件）；"
            "再执行一次，就换回刚才的"
        )

    def _beside(self, suffix: str) -> Path:
        return self.site.with_name(f"{self.site.name}.{suffix}")

    def _recover(self) -> None:
        """Ends what was interrupted between two renamings."""
        if self._replaced.exists():
            if self.site.exists():
                self._keep_replaced()
            else:
                self._replaced.rename(self.site)

    def _put_in_place(self, new: Path) -> None:
        """Makes a folder the site, and the site until now the earlier one."""
        if not self.site.exists():
            new.rename(self.site)
            return
        if self._replaced.exists():
            # Now, while it can still be refused.
            shutil.rmtree(self._replaced)
        if exchange(new, self.site):
            # The new site is in place: it would be wrong to say from here on that it failed.
            with suppress(OSError):
                new.rename(self._replaced)
        else:
            # Nothing can be renamed to a folder that is there: not on Windows, elsewhere only if
            # it is empty.
            self.site.rename(self._replaced)
            try:
                new.rename(self.site)
            except OSError:
                self._replaced.rename(self.site)
                raise
        self._keep_replaced()

    def _keep_replaced(self) -> None:
        """Keeps the site that was replaced, unless the new one has the same files."""
        if not self._replaced.exists():
            return
        same = _content(self._replaced / MANIFEST)
        if same is not None and same == _content(self.site / MANIFEST):
            # A rollback to it would change nothing; the one before it can still be wanted.
            shutil.rmtree(self._replaced, ignore_errors=True)
            return
        # The new site is in place already. On Windows a file that somebody reads stays, and then so
        # does its folder: the next build or rollback comes here again.
        shutil.rmtree(self.earlier, ignore_errors=True)
        with suppress(OSError):
            self._replaced.rename(self.earlier)

    def _take_over_hidden(self, new: Path, besides: Collection[str] = ()) -> None:
        """Copies what a webmaster keeps in the site (.git, .well-known), as MkDocs spares it.

        ``besides`` are the names of what the new site has of its own.
        """
        shutil.copymode(self.site, new)
        for entry in self.site.iterdir():
            if not entry.name.startswith(".") or entry.name in besides:
                continue
            target = new / entry.name
            if target.is_dir() and not target.is_symlink():
                shutil.rmtree(target)
            else:
                target.unlink(missing_ok=True)
            if entry.is_dir() and not entry.is_symlink():
                shutil.copytree(entry, target, symlinks=True)
            else:
                shutil.copy2(entry, target, follow_symlinks=False)


def lay_out(folder: Path, files: Iterable[tuple[str, bytes | Path]]) -> None:
    """Puts files into a folder, which share their bytes with those they are made from.

    Whoever writes into a file of the site writes into its source: a source is a file of the
    store, never one that people edit.

    Raises FileExistsError if a path is taken, and every OSError that writing brings.
    """
    there: set[str] = set()
    for path, source in files:
        if not is_site_path(path):
            raise ValueError(f"{path!r} is no path of a site")
        target = folder / path
        place, _, _ = path.rpartition("/")
        if place not in there:
            target.parent.mkdir(parents=True, exist_ok=True)
            there.add(place)
        if isinstance(source, bytes):
            with target.open("xb") as written:
                written.write(source)
        else:
            _link_or_copy(source, target)


def _link_or_copy(source: Path, target: Path) -> None:
    if not source.is_symlink():
        try:
            os.link(source, target)
        except FileExistsError:
            raise
        except OSError:
            # Another disk, a file system without links, too many links: copying says what else.
            pass
        else:
            return
    with source.open("rb") as read, target.open("xb") as written:
        shutil.copyfileobj(read, written, 1 << 20)
    # Browsers and mirrors ask whether a file is newer than theirs.
    shutil.copystat(source, target)


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _manifest_in(folder: Path) -> Manifest:
    content = _content(folder / MANIFEST)
    if content is None:
        raise BuildError(f"{folder} 里没有 {MANIFEST}，不知道它是否完整，没有换回，现在的网站未动")
    return Manifest.from_json(content)


def _is_within(path: Path, folder: Path) -> bool:
    """Whether a path is a folder or lies in it, on a system where capitals make no difference."""
    parts, above = (tuple(part.casefold() for part in p.parts) for p in (path, folder))
    return parts[: len(above)] == above


def _is_replaceable(site: Path, sign: str) -> bool:
    """Whether a folder has a site of ours, or nothing but what stays."""
    if not site.is_dir():
        return False
    return (site / sign).is_file() or all(entry.name[:1] == "." for entry in site.iterdir())
