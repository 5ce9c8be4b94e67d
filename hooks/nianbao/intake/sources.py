"""The files that an import is asked for: single ones, folders, ZIP archives."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from .readers.archives import check_archive
from .readers.kinds import sniff

__all__ = ["SourceFile", "source_files"]

# What a folder may hold besides: pictures, styles, a page's own files.
_KNOWN = {
    *(".docx", ".doc", ".wps", ".rtf", ".odt", ".html", ".htm", ".shtml"),
    *(".pdf", ".xlsx", ".xls", ".csv", ".txt"),
}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to import, and the name by which it is spoken of."""

    path: Path
    name: str


@contextmanager
def source_files(path: Path) -> Iterator[list[SourceFile]]:
    """The files that a path stands for: itself, those in a folder, those in a ZIP archive.

    An archive is unpacked for as long as the context lasts. Raises Refusal when it is a bomb.
    """
    if path.is_dir():
        yield _in_folder(path, path.name)
        return
    if path.suffix.lower() == ".zip":
        data = path.read_bytes()
        if sniff(data) == "zip":
            check_archive(data)
            with TemporaryDirectory() as folder:
                _unpack(data, Path(folder))
                yield _in_folder(Path(folder), path.name)
            return
    yield [SourceFile(path, str(path))]


def _in_folder(folder: Path, name: str) -> list[SourceFile]:
    return [
        SourceFile(path, f"{name}/{path.relative_to(folder).as_posix()}")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and path.suffix.lower() in _KNOWN
        and not any(part.startswith((".", "~", "__MACOSX")) for part in path.parts[-2:])
    ]


def _unpack(data: bytes, folder: Path) -> None:
    """All files, under names that Chinese systems wrote in GBK without saying so."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            if entry.is_dir():
                continue
            name = entry.filename
            if not entry.flag_bits & 0x800:
                name = name.encode("cp437").decode("gb18030", "replace")
            target = (folder / name).resolve()
            if target.is_relative_to(folder.resolve()):
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.read(entry))
