"""The files that an import is asked for: single ones, folders, ZIP archives, saved mails."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path, PureWindowsPath
from tempfile import TemporaryDirectory

from ..refusals import reason_of
from .document import Refusal
from .formats import SUFFIXES
from .link_list import links_of
from .readers.archives import check_archive, read_parts, unpacked_size
from .readers.kinds import sniff
from .readers.mail import attachments_of

__all__ = ["MAX_BYTES", "Found", "SourceFile", "source_files"]

MAX_BYTES = 100_000_000
"""No report is larger: what is, holds something else."""

_MAIL = (".eml",)
_PAGES = (".html", ".htm", ".shtml", ".mht", ".mhtml")
_CONTAINERS = (".zip", *_MAIL)
_DEPTH = 3
"""A ZIP of a column may hold a ZIP for each year, and that mails with attachments."""
_MAX_UNPACKED = 2_000_000_000
_UNPACK = "请先自己解压，再导入解压出来的文件夹"
_UNLOCK = "请先输入密码解压，再导入解压出来的文件夹"
_OF_SYSTEMS = ("thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to import, and the name by which it is spoken of.

    ``folder`` is the one in which it was found, if it was not named itself. ``link`` is what a
    page that was found with it calls it.
    """

    path: Path
    name: str
    folder: Path | None = None
    link: str = ""

    def read(self) -> bytes:
        """What it holds.

        Raises Refusal when it cannot be read, or is a link out of the folder in which it was
        found: whoever names a folder does not mean files elsewhere.
        """
        if self.folder and not _leads_into(self.folder, self.path):
            sentence = "它是一个链接，指向这个文件夹以外"
            raise Refusal(sentence, "请把文件本身放进文件夹，再导入")
        return _bytes_of(self.path)


@dataclass(frozen=True, slots=True)
class Found:
    """What a path stands for: the files to import, and why others of it are not among them."""

    files: tuple[SourceFile, ...]
    refused: tuple[tuple[SourceFile, Refusal], ...] = ()


def _leads_into(folder: Path, path: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # links in a circle
        return False


@contextmanager
def source_files(path: Path) -> Iterator[Found]:
    """The files that a path stands for: itself, those in a folder, an archive or a mail.

    What is packed is unpacked for as long as the context lasts. Pages that only list others give
    these their names. Raises Refusal when the path is an archive that is broken, or a bomb.
    """
    with ExitStack() as stack:
        search = _Search(stack)
        if path.is_dir():
            search.in_folder(path, path.name, 0)
        elif path.suffix.lower() in _CONTAINERS and search.unpack(
            SourceFile(path, str(path)), path.name, 0
        ):
            pass
        else:
            search.files.append(SourceFile(path, str(path)))
        yield search.found()


class _Search:
    """Goes through folders and what is packed in them."""

    def __init__(self, stack: ExitStack) -> None:
        self.files: list[SourceFile] = []
        self._refused: list[tuple[SourceFile, Refusal]] = []
        self._stack = stack
        self._unpacked = 0

    def found(self) -> Found:
        """All of it, with the names that lists of links give."""
        links: dict[Path, str] = {}
        lists: dict[Path, int] = {}
        by_path = {_real(file.path): file for file in self.files if file.folder}
        for path, file in by_path.items():
            if path.suffix.lower() in _PAGES:
                with suppress(Refusal):
                    if named := links_of(path, file.read(), by_path.keys() - {path}):
                        lists[file.path] = len(named)
                        links |= named
        files = []
        for file in self.files:
            if count := lists.get(file.path):
                told = f"这一页是目录，列出了 {count} 个文件，名称已经用上"
                self._refused.append((file, Refusal(told, "它自己不是报告，不用处理")))
            else:
                files.append(replace(file, link=links.get(_real(file.path), "")))
        return Found(tuple(files), tuple(self._refused))

    def in_folder(self, folder: Path, name: str, depth: int) -> None:
        """Takes in a folder, whose files are called by ``name`` and their own path."""
        for path in sorted(folder.rglob("*")):
            below = path.relative_to(folder)
            file = SourceFile(path, f"{name}/{below.as_posix()}", folder)
            suffix = path.suffix.lower()
            if path.is_dir() or any(p.startswith((".", "~", "__MACOSX")) for p in below.parts):
                continue
            if path.name.lower() in _OF_SYSTEMS:
                continue
            if suffix in _CONTAINERS and depth < _DEPTH:
                try:
                    if self.unpack(file, file.name, depth):
                        continue
                except Refusal as refusal:
                    self._refused.append((file, refusal))
                    continue
            if suffix in SUFFIXES:
                self.files.append(file)
            elif not _is_part_of_a_page(path):
                told = f"不导入 {suffix or '没有后缀的'} 文件"
                self._refused.append((file, Refusal(told, _what_to_do(suffix))))

    def unpack(self, file: SourceFile, name: str, depth: int) -> bool:
        """Takes in what is packed in a file; false where nothing is. Raises Refusal."""
        data = file.read()
        if file.path.suffix.lower() in _MAIL:
            parts = attachments_of(data)
        elif sniff(data) == "zip":
            check_archive(data, _UNPACK, _UNLOCK)
            self._unpacked += unpacked_size(data)
            if self._unpacked > _MAX_UNPACKED:
                raise Refusal("压缩包里的压缩包一共太大", _UNPACK)
            parts = [(_by_its_name(name), content) for name, content in read_parts(data, _UNPACK)]
        else:
            return False
        if not parts:
            return False
        place = Path(self._stack.enter_context(TemporaryDirectory()))
        _write(parts, place)
        self.in_folder(place, name, depth + 1)
        return True


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _bytes_of(path: Path) -> bytes:
    """What a file holds.

    Raises Refusal when it cannot be read, is none, or is larger than any report.
    """
    try:
        if not path.is_file():
            raise Refusal("这不是一个文件", "请检查选的文件对不对")
        size = path.stat().st_size
        with path.open("rb") as file:
            # No more than that, whatever its size is said to be: files in /proc have none.
            data = file.read(MAX_BYTES + 1) if size <= MAX_BYTES else b""
    except OSError as error:
        raise Refusal(f"文件打不开（{reason_of(error)}）", "请检查有没有读取权限") from error
    if max(size, len(data)) > MAX_BYTES:
        raise Refusal("文件超过 100 MB", "请检查是不是选错了文件；图片太大的，请压缩后再导入")
    return data


def _is_part_of_a_page(path: Path) -> bool:
    """Whether a file lies in the folder that a browser saves beside a page: 年报_files."""
    return any(
        folder.name.endswith(("_files", ".files", "_文件")) for folder in list(path.parents)[:3]
    )


def _what_to_do(suffix: str) -> str:
    if suffix in (".rar", ".7z", ".tar", ".gz", ".tgz"):
        return _UNPACK
    return "是报告的，请另存为 Word、PDF、网页、Excel 或文本文件；不是的，不用处理"


def _by_its_name(name: str) -> str:
    """The name in an archive, which Chinese systems write in GBK without saying so."""
    # A name that an archive gives in Unicode has Chinese characters: it stays.
    with suppress(UnicodeEncodeError):
        return name.encode("cp437").decode("gb18030", "replace")
    return name


def _write(parts: list[tuple[str, bytes]], folder: Path) -> None:
    for name, content in parts:
        if any(map(_is_special, PureWindowsPath(name).parts)):
            raise Refusal("压缩包里有的文件名是 Windows 的保留名", _UNPACK)
        try:
            target = (folder / name).resolve()
            if not target.is_relative_to(folder.resolve()):
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        except (OSError, ValueError) as error:
            raise Refusal("压缩包里有的文件名太长、重名或不合规范", _UNPACK) from error


def _is_special(part: str) -> bool:
    """Whether Windows takes a name for a device (``con.txt``) or another folder (``.. ``)."""
    return PureWindowsPath(part).is_reserved() or not part.rstrip(" .")
