"""Where a site is put: a folder, or a folder of another machine that is reached over SSH."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import SplitResult, unquote, urlsplit

from .values import SettingsError

__all__ = ["Destination", "FolderDestination", "SshDestination", "read_destination"]

_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)
# As rsync and scp write it: a letter and a colon alone are a drive of Windows.
_LIKE_SCP = re.compile(r"(?P<host>[^/\\:]{2,}):(?P<path>[^\\]*)")
_PROGRAMS = ("ssh", "sftp")
_FORMS = "文件夹、ssh://用户@主机/路径（用 rsync）、sftp://用户@主机/路径"


@dataclass(frozen=True, slots=True)
class FolderDestination:
    """A folder that this machine reaches itself: on a disk, or shared by another machine."""

    folder: Path


@dataclass(frozen=True, slots=True)
class SshDestination:
    """A folder of another machine; ``with_rsync`` says by which program files are sent.

    What is empty or None is left to the configuration of SSH. ``path`` is absolute.
    """

    with_rsync: bool
    user: str
    host: str
    port: int | None
    path: str


Destination = FolderDestination | SshDestination


def read_destination(text: str, key: str, root: Path) -> Destination:
    """The destination that a text names; the path of a folder counts from ``root``.

    Raises SettingsError naming the key.
    """
    text = text.strip()
    if not text:
        raise SettingsError(f"{key}：没有写发布到哪里；可以写{_FORMS}")
    address = _ADDRESS.match(text)
    if address:
        return _ssh(text, address[1].lower(), key)
    like_scp = _LIKE_SCP.fullmatch(text)
    if like_scp:
        path = like_scp["path"]
        example = f"ssh://{like_scp['host']}{path}" if path[:1] == "/" else "ssh://用户@主机/路径"
        raise SettingsError(f"{key}：另一台机器的文件夹请写成 {example} 的样子，现为 {text!r}")
    return FolderDestination(root / Path(text).expanduser())


def _ssh(text: str, program: str, key: str) -> SshDestination:
    if program not in _PROGRAMS:
        raise SettingsError(f"{key}：不认得 {program}://，可以写{_FORMS}")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:  # a bracket that does not close, a port that is none
        raise SettingsError(f"{key}：这不是网址，现为 {text!r}；可以写{_FORMS}") from error
    path = unquote(parts.path)
    if fault := _fault(parts, port, path):
        raise SettingsError(f"{key}：{fault}，现为 {_without_password(text)!r}")
    user = unquote(parts.username or "")
    return SshDestination(program == "ssh", user, parts.hostname or "", port, path)


def _fault(parts: SplitResult, port: int | None, path: str) -> str:
    # A name that begins so would be an option of the program that gets it.
    names = (unquote(parts.username or ""), parts.hostname or "")
    faults = {
        "没有写主机": not parts.hostname,
        "口令不要写在网址里；请用密钥，或者在运行时输入": parts.password is not None,
        "用户名、主机名里不能有空格和看不见的字符，也不能以 - 开头": any(
            name.startswith("-") or re.search(r"[\s\x00-\x1f\x7f@/]", name) for name in names
        ),
        "端口应为 1 到 65535 的数": port == 0,
        "路径里不能有 ? 和 #，要用的请写成 %3F、%23": bool(parts.query or parts.fragment),
        "路径要从根目录写起，例如 /srv/www/site": not path.strip("/") and parts.scheme == "ssh",
        "路径里不能有 .. 和看不见的字符": ".." in PurePosixPath(path).parts
        or re.search(r"[\x00-\x1f\x7f]", path) is not None,
    }
    return next((sentence for sentence, is_so in faults.items() if is_so), "")


def _without_password(text: str) -> str:
    return re.sub(r"(://[^/@:]*):[^/@]*@", r"\1:…@", text)
