"""Files of older office programs (.doc, .wps, .rtf, .odt, .xls, .et), by LibreOffice."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from ..document import Refusal
from .kinds import sniff
from .office_process import run_office

__all__ = ["convert_office", "find_office"]

_SECONDS = 18.0
_SUFFIXES = {"doc": ".doc", "rtf": ".rtf", "odt": ".odt", "ole": ".wps", "xls": ".xls"}
_WORKBOOK = "xls"
_FILTERS = {".docx": "docx:MS Word 2007 XML", ".xlsx": "xlsx:Calc MS Excel 2007 XML"}
_SAVE_AS_DOCX = "请用 Word 或 WPS 打开原件，另存为 .docx 后再导入"
_SAVE_AS_XLSX = "请用 Excel 或 WPS 打开原件，另存为 .xlsx 后再导入"
_CACHED = ".cache/office/soffice"
_USUAL = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
)


def find_office(root: Path | None = None) -> Path | None:
    """Where LibreOffice is: as SOFFICE says, on the path, at its usual places, under ``root``."""
    named = os.environ.get("SOFFICE")
    if named:
        return Path(named) if Path(named).is_file() else None
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return Path(found)
    places = [Path(place) for place in _USUAL]
    if root:
        places.append(root / _CACHED)
    return next((place for place in places if place.is_file()), None)


def convert_office(
    data: bytes, suffix: str, root: Path | None = None, *, seconds: float = _SECONDS
) -> bytes:
    """The document as .docx, a workbook as .xlsx; what is so in all but its name is handed back.

    ``suffix`` is the file's (``.doc``). Raises Refusal when the content is no such document,
    when LibreOffice is not there, or when it cannot convert the file in time.
    """
    kind = sniff(data)
    if kind in ("docx", "xlsx"):
        return data
    if kind == "encrypted":
        raise Refusal("文件加了密码", "请在 Word 或 WPS 里取消密码，另存为 .docx 后再导入")
    if kind not in _SUFFIXES:
        raise Refusal(
            f"文件的后缀是 {suffix}，内容却不是 Word、WPS、RTF 或 ODT 文档", _SAVE_AS_DOCX
        )
    program = find_office(root)
    advice = _SAVE_AS_XLSX if kind == _WORKBOOK else _SAVE_AS_DOCX
    if program is None:
        raise Refusal(
            f"导入 {suffix} 文件要用 LibreOffice，本机没有安装",
            f"请安装 LibreOffice；或者{advice.removeprefix('请')}",
        )
    # LibreOffice leaves lock files that Windows holds on to for a while.
    with tempfile.TemporaryDirectory(prefix="nianbao-", ignore_cleanup_errors=True) as name:
        made = ".xlsx" if kind == _WORKBOOK else ".docx"
        return _converted(program, data, (_SUFFIXES[kind], made), Path(name), seconds)


def _converted(
    program: Path, data: bytes, suffixes: tuple[str, str], folder: Path, seconds: float
) -> bytes:
    source = folder / f"source{suffixes[0]}"
    source.write_bytes(data)
    made = folder / "out"
    arguments = [
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
        *("--convert-to", _FILTERS[suffixes[1]], "--outdir", str(made), str(source)),
    ]
    run_office(program, arguments, folder, seconds, _SAVE_AS_DOCX)
    result = made / f"source{suffixes[1]}"
    if not result.is_file():
        raise Refusal("LibreOffice 没能转换这个文件，它可能损坏或者加了密码", _SAVE_AS_DOCX)
    return result.read_bytes()
