"""Files of older office programs (.doc, .wps, .rtf, .odt) -> .docx, by LibreOffice."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from ..document import Refusal
from .kinds import sniff

__all__ = ["convert_office", "find_office"]

_SECONDS = 18.0
_KILOBYTES = 600_000
# A shell can take memory away from what it becomes; where it cannot, only time is limited.
_LIMITED = (
    ("/bin/sh", "-c", f'ulimit -d {_KILOBYTES} 2>/dev/null; exec "$0" "$@"')
    if sys.platform != "win32"
    else ()
)
_SUFFIXES = {"doc": ".doc", "rtf": ".rtf", "odt": ".odt", "ole": ".wps"}
_SAVE_AS_DOCX = "请用 Word 或 WPS 打开原件，另存为 .docx 后再导入"
_CACHED = ".cache/office/soffice"
_USUAL = (
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
)
# Macros off at the highest level, whatever the document or the program's defaults say.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item></oor:items>
"""


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
    """The document as .docx; one that is a .docx in all but its name is handed back.

    ``suffix`` is the file's (``.doc``). Raises Refusal when the content is no such document,
    when LibreOffice is not there, or when it cannot convert the file in time.
    """
    kind = sniff(data)
    if kind == "docx":
        return data
    if kind == "encrypted":
        raise Refusal("文件加了密码", "请在 Word 或 WPS 里取消密码，另存为 .docx 后再导入")
    if kind not in _SUFFIXES:
        raise Refusal(
            f"文件的后缀是 {suffix}，内容却不是 Word、WPS、RTF 或 ODT 文档", _SAVE_AS_DOCX
        )
    program = find_office(root)
    if program is None:
        raise Refusal(
            f"导入 {suffix} 文件要用 LibreOffice，本机没有安装",
            f"请安装 LibreOffice；或者{_SAVE_AS_DOCX.removeprefix('请')}",
        )
    # LibreOffice leaves lock files that Windows holds on to for a while.
    with tempfile.TemporaryDirectory(prefix="nianbao-", ignore_cleanup_errors=True) as name:
        return _converted(program, data, _SUFFIXES[kind], Path(name), seconds)


def _converted(program: Path, data: bytes, suffix: str, folder: Path, seconds: float) -> bytes:
    source = folder / f"source{suffix}"
    source.write_bytes(data)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user/registrymodifications.xcu").write_text(_PROFILE, "utf-8")
    made = folder / "out"
    command = [
        *(str(program), f"-env:UserInstallation={profile.as_uri()}"),
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(made), str(source)),
    ]
    _run([*_LIMITED, *command], folder, seconds)
    result = made / "source.docx"
    if not result.is_file():
        raise Refusal("LibreOffice 没能转换这个文件，它可能损坏或者加了密码", _SAVE_AS_DOCX)
    return result.read_bytes()


def _run(command: list[str], folder: Path, seconds: float) -> None:
    """Run a program that may start others, and end them all when it takes too long."""
    with subprocess.Popen(  # noqa: S603 - the command is made above, without a shell
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            _end(process)
            raise Refusal(
                f"LibreOffice 转换了 {seconds:.0f} 秒还没有完成", _SAVE_AS_DOCX
            ) from error
        except BaseException:
            _end(process)
            raise


def _end(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
