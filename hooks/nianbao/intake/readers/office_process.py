"""Runs LibreOffice on a document that may be hostile: alone, and neither for long nor with much.

A document can name pictures, sections, objects and scripts elsewhere, and LibreOffice looks for
some of them whatever its settings say (version 7.4: the linked picture of a .doc, the background
of an .odt). So it gets no network: none at all where Linux lets it have one of its own, and a
proxy that nobody answers everywhere else. Files it can still read: ``own_pictures`` deals with
what it takes from them.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from ..document import Refusal

__all__ = ["run_office"]

_KILOBYTES = 600_000
# A shell can take memory away from what it becomes; where it cannot, only time is limited.
# unshare(1): -n is a network of its own, without even a loopback; -r is for ordinary users.
_CONFINED = """\
ulimit -d "$0" 2>/dev/null
for how in -n -rn; do
    unshare "$how" true 2>/dev/null && exec unshare "$how" "$@"
done
exec "$@"
"""
_SHELL = ("/bin/sh", "-c", _CONFINED, str(_KILOBYTES)) if sys.platform != "win32" else ()
# Port 9, "discard", answers nowhere. The names are those of LibreOffice's own schemas,
# officecfg/registry/schema/org/openoffice/; a version that lacks one ignores it.
_SETTINGS: dict[str, dict[str, str]] = {
    "Office.Common/Security/Scripting": {
        "MacroSecurityLevel": "3",
        "DisableMacrosExecution": "true",
        "DisableActiveContent": "true",
        "BlockUntrustedRefererLinks": "true",
    },
    # 2: links are never updated.
    "Office.Writer/Content/Update": {"Link": "2"},
    "Office.WriterWeb/Content/Update": {"Link": "2"},
    # 2: the proxies named here, and for every address.
    "Inet/Settings": {"ooInetProxyType": "2", "ooInetNoProxy": ""}
    | {f"ooInet{kind}ProxyName": "127.0.0.1" for kind in ("HTTP", "HTTPS", "FTP")}
    | {f"ooInet{kind}ProxyPort": "9" for kind in ("HTTP", "HTTPS", "FTP")},
}
# For the libraries that do not ask LibreOffice: curl, and GLib's virtual file system, which has
# another process fetch things (GIO's documentation, "Running GIO applications").
_ENVIRONMENT = {
    **dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), "http://127.0.0.1:9"),
    "no_proxy": "",
    "GIO_USE_VFS": "local",
}


def run_office(
    program: Path, arguments: Sequence[str], folder: Path, seconds: float, advice: str
) -> None:
    """Runs the program with a fresh profile below ``folder``.

    Raises Refusal with ``advice`` when it takes longer than ``seconds``.
    """
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user/registrymodifications.xcu").write_text(_registry(), "utf-8")
    own = f"-env:UserInstallation={profile.as_uri()}"
    command = [*_SHELL, str(program), own, *arguments]
    with subprocess.Popen(  # noqa: S603 - our own arguments, for the program that was found
        command,
        cwd=folder,
        env={**os.environ, **_ENVIRONMENT},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            _end(process)
            raise Refusal(f"LibreOffice 转换了 {seconds:.0f} 秒还没有完成", advice) from error
        except BaseException:
            _end(process)
            raise


def _registry() -> str:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}">'
        + "".join(
            f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
            for name, value in properties.items()
        )
        + "</item>\n"
        for path, properties in _SETTINGS.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">\n{items}</oor:items>\n'
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends the program and all that it has started."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
