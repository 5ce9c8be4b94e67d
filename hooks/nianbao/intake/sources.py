"""The files that an import is asked for: single ones, folders, ZIP archives."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from tempfile import TemporaryDirectory

from .document import Refusal
from .formats import SUFFIXES
from .readers.archives import check_archive, read_parts
from .readers.kinds import sniff

__all__ = ["MAX_BYTES", "SourceFile", "source_files"]

MAX_BYTES = 100_000_000
"""No report is larger: what is, holds something else."""

_UNPACK = "请先自己解压，再导入解压出来的文件夹"
_UNLOCK = "请先输入密码解压，再导入解压出来的文件夹"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to import, and the name by which it is spoken of."""

    path: Path
    name: str
    folder: Path | None = None
    """The folder in which it was found, if it was not named itself."""

    def read(self) -> bytes:
        """What it holds.

        Raises Refusal when it cannot be read, or is a link out of the folder in which it was
        found: whoever names a folder does not mean files elsewhere.
        """
        if self.folder and not _leads_into(self.folder, self.path):
            sentence = "它是一个链接，指向这个文件夹以外"
            raise Refusal(sentence, "请把文件本身放进文件夹，再导入")
        return _bytes_of(self.path)


def _leads_into(folder: Path, path: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # links in a circle
        return False


@contextmanager
def source_files(path: Path) -> Iterator[list[SourceFile]]:
    """The files that a path stands for: itself, those in a folder, those in a ZIP archive.

    An archive is unpacked for as long as the context lasts. Raises Refusal when it is a bomb.
    """
    if path.is_dir():
        yield _in_folder(path, path.name)
        return
    if path.suffix.lower() == ".zip":
        data = _bytes_of(path)
        if sniff(data) == "zip":
            check_archive(data, _UNPACK, _UNLOCK)
            with TemporaryDirectory() as folder:
                _unpack(data, Path(folder))
                yield _in_folder(Path(folder), path.name)
            return
    yield [SourceFile(path, str(path))]


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
        raise Refusal(f"文件打不开（{error.strerror}）", "请检查有没有读取权限") from error
    if max(size, len(data)) > MAX_BYTES:
        raise Refusal("文件超过 100 MB", "请检查是不是选错了文件；图片太大的，请压缩后再导入")
    return data


def _in_folder(folder: Path, name: str) -> list[SourceFile]:
    return [
        SourceFile(path, f"{name}/{path.relative_to(folder).as_posix()}", folder)
        for path in sorted(folder.rglob("*"))
        if not path.is_dir()
        and path.suffix.lower() in SUFFIXES
        and not any(part.startswith((".", "~", "__MACOSX")) for part in path.parts[-2:])
    ]


def _unpack(data: bytes, folder: Path) -> None:
    """All files, under names that Chinese systems wrote in GBK without saying so."""
    for name, content in read_parts(data, _UNPACK):
        # A name that an archive gives in Unicode has Chinese characters: it stays.
        with suppress(UnicodeEncodeError):
            name = name.encode("cp437").decode("gb18030", "replace")  # noqa: PLW2901
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
