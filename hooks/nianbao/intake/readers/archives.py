"""Guards for files that are ZIP archives inside (.docx, .xlsx, .odt), before they are read."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from ..document import Refusal

__all__ = ["check_archive", "check_xml_parts", "read_parts"]

_MAX_ENTRIES = 5_000
_MAX_TOTAL = 300_000_000
_LARGE_ENTRY = 10_000_000
_MAX_RATIO = 200
_ENCRYPTED = 0x1
_ADVICE = "请用 Word 或 WPS 打开原件，另存为新的文件后再导入"
_FORBIDDEN = tuple(
    mark.encode(encoding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)


def check_archive(data: bytes) -> None:
    """Raises Refusal when the archive is broken, or made to harm the one who unpacks it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Refusal("文件损坏，打不开", _ADVICE) from error
    if len(entries) > _MAX_ENTRIES:
        raise Refusal(f"文件里有 {len(entries)} 个部件，太多", _ADVICE)
    if len({entry.filename for entry in entries}) < len(entries):
        raise Refusal("文件里有重名的部件", _ADVICE)
    if sum(entry.file_size for entry in entries) > _MAX_TOTAL:
        raise Refusal("文件解压后超过 300 MB，太大", _ADVICE)
    for entry in entries:
        name = PurePosixPath(entry.filename.replace("\\", "/"))
        if name.is_absolute() or ".." in name.parts or ":" in entry.filename:
            raise Refusal("文件里有指向外面的部件", _ADVICE)
        if entry.flag_bits & _ENCRYPTED:
            raise Refusal("文件加了密码", "请在 Word 或 WPS 里取消密码，保存后再导入")
        packed = max(entry.compress_size, 1)
        if entry.file_size > _LARGE_ENTRY and entry.file_size > _MAX_RATIO * packed:
            raise Refusal("文件里有压缩得不寻常的部件", _ADVICE)


def read_parts(data: bytes) -> dict[str, bytes]:
    """The parts of a checked archive by name.

    Raises Refusal when one cannot be unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {entry.filename: archive.read(entry) for entry in archive.infolist()}
    except (zipfile.BadZipFile, zlib.error, ValueError, NotImplementedError, OSError) as error:
        raise Refusal("文件损坏，打不开", _ADVICE) from error
    except (RuntimeError, EOFError) as error:  # what zipfile says of passwords and of cut files
        raise Refusal("文件损坏或者加了密码，打不开", _ADVICE) from error


def check_xml_parts(parts: dict[str, bytes]) -> None:
    """Raises Refusal when XML declares entities: no office program writes that."""
    for name, content in parts.items():
        if name.lower().endswith((".xml", ".rels", ".vml")) and any(
            mark in content for mark in _FORBIDDEN
        ):
            raise Refusal("文件里的 XML 带有 DTD 或实体声明，可能有害", _ADVICE)
