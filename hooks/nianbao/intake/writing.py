"""Puts an imported report into the reports folder; what is there is never lost.

Whoever can push to the reports folder can push a symbolic link into it, and writing through one
would change a file elsewhere. So there is none on the way: folders are looked at, and every file
is created anew (open(2), O_EXCL: not even a link that leads nowhere is followed), under a name of
its own until it is whole.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from ..refusals import reason_of
from ..source import LEDGER, read_ledger
from .document import Refusal
from .identity import Identity
from .importing import Imported

__all__ = ["Written", "write_report"]

_ORIGINAL = re.compile(rb"^original:.*$", re.MULTILINE)
_YEAR = re.compile(rb"^year:.*$", re.MULTILINE)
_JUNCTION = 0xA0000003
"""IO_REPARSE_TAG_MOUNT_POINT: what leads to another folder on Windows, and is no symbolic link."""


@dataclass(frozen=True, slots=True)
class Written:
    """Where a report was written, and the copy of what stood there before, if anything."""

    path: Path
    backup: Path | None = None
    is_new: bool = True


def write_report(reports: Path, imported: Imported, *, force: bool) -> Written:
    """Writes the file, its pictures and its original.

    Raises Refusal when another file stands there and ``force`` does not say to replace it, when
    that has been released, when something there is a link, and when nothing can be written.
    """
    path = reports / imported.identity.slug / f"{imported.identity.year}.md"
    contents = {path: imported.text.encode()}
    contents |= {path.parent / name: data for name, data in imported.files.items()}
    try:
        _check_place(path.parent, *contents)
        if not imported.original:
            contents[path] = _with_original_of(path, contents[path])
        if force and path.exists() and path.read_bytes() != contents[path]:
            _check_unreleased(reports, imported.identity)
        return _written(path, contents, force=force)
    except OSError as error:
        sentence = f"写不进 {reports.name}/{path.parent.name}（{reason_of(error)}）"
        raise Refusal(sentence, "请检查文件夹的写入权限和磁盘余量") from error


def _check_unreleased(reports: Path, identity: Identity) -> None:
    """Raises Refusal for a report that has been released: it is corrected, never replaced."""
    released = {(text.organ, text.year) for text in read_ledger(reports)[0].texts}
    if (identity.slug, identity.year) in released:
        name = f"{identity.slug} {identity.year}"
        raise Refusal(
            f"{reports.name}/{identity.slug}/{identity.year}.md 已经发布（记在 {LEDGER} 里）",
            f"没有改动它；要改，请先执行 nianbao correct {name}，再照更正的办法改",
        )


def _with_original_of(path: Path, text: bytes) -> bytes:
    """The text, with the original that the report had before: it stays beside it."""
    before = path.read_bytes() if path.exists() else b""
    kept = _ORIGINAL.search(before.partition(b"\n---")[0])
    if kept is None or _ORIGINAL.search(text):
        return text
    return _YEAR.sub(lambda line: line[0] + b"\n" + kept[0].strip(), text, count=1)


def _written(path: Path, contents: dict[Path, bytes], *, force: bool) -> Written:
    changed = {p: data for p, data in contents.items() if not p.exists() or p.read_bytes() != data}
    if not changed:
        return Written(path, is_new=False)
    in_the_way = [p for p in changed if p.exists()]
    if in_the_way and not force:
        raise Refusal(
            f"已经有 {'、'.join(p.name for p in in_the_way)}，内容不同",
            "没有改动它；确实要换成这次导入的，请加 --force，原来的会另存一份",
        )
    backup = None
    path.parent.mkdir(exist_ok=True)
    # The report last: its head says that its source has been imported, with all that it has.
    for place in sorted(changed, key=lambda p: p == path):
        unfinished = _write_beside(place, changed[place])
        if place in in_the_way:
            kept = _free_name(place)
            place.rename(kept)
            backup = kept if place == path else backup
        _put_in_place(unfinished, place)
    return Written(path, backup)


def _write_beside(place: Path, data: bytes) -> Path:
    """Writes what is to stand in a place under another name, so that half of it never does."""
    unfinished = place.with_name(f"{place.name}.part")
    # Of a run that was killed; of a link, the link itself.
    unfinished.unlink(missing_ok=True)
    try:
        with unfinished.open("xb") as file:
            file.write(data)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
    return unfinished


def _put_in_place(unfinished: Path, place: Path) -> None:
    """Gives a file its name, unless somebody has put something there in the meantime."""
    if os.path.lexists(place):
        unfinished.unlink()
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(place))
    # A link that comes at this very moment is replaced, not followed.
    unfinished.rename(place)


def _check_place(folder: Path, *files: Path) -> None:
    """Raises Refusal unless the folder and the files are what they seem, as far as they exist."""
    for place in (folder, *files):
        try:
            status = place.lstat()
        except FileNotFoundError:
            continue
        name = f"{folder.parent.name}/{place.relative_to(folder.parent).as_posix()}"
        if stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == _JUNCTION:
            sentence = f"{name} 是链接，会写到别处去"
            raise Refusal(sentence, "没有写任何文件；请查明这个链接是谁放的，删去以后再导入")
        is_right = stat.S_ISDIR if place == folder else stat.S_ISREG
        if not is_right(status.st_mode):
            sentence = f"{name} 不是普通的{'文件夹' if place == folder else '文件'}"
            raise Refusal(sentence, "没有写任何文件；请查明它是什么，移走以后再导入")


def _free_name(path: Path) -> Path:
    """A name beside the file that nothing has yet: 2021.md.bak, 2021.md.bak2 and so on."""
    number = 1
    while True:
        kept = path.with_name(f"{path.name}.bak{'' if number == 1 else number}")
        # A link that leads nowhere is something, too.
        if not os.path.lexists(kept):
            return kept
        number += 1
