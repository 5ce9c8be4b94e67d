"""A target on another machine, by the system's rsync over ssh: only what differs is sent.

rsync compares by check sums of its own at both ends, so that a delivery that is done again sends
nothing twice. Its options are those of version 3.1.0 and later (rsync(1)).
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from ..build import Entry
from ..settings import SshDestination
from ..visible import visible
from .errors import DeliveryError
from .plan import folders_left
from .target import WORKPLACE

__all__ = ["RsyncTarget"]

_REASONS = {
    5: "连接上了，那里的 rsync 没有开始",
    11: "写不进去",
    12: "连接中断，或者那里没有装 rsync",
    23: "有的文件没有送到",
    24: "有的文件在发送时变了",
    30: "很久没有答复",
    127: "那里没有装 rsync",
    255: "连接不上",
}
_HINTS = {
    "Host key verification failed": "还不认得这台主机：请先用 ssh 手工连接一次，核对它的指纹",
    "Permission denied (": "用户或者密钥不对",
    "Permission denied": "没有权限，请看看文件夹属于哪个用户",
    "No space left on device": "那里的磁盘满了，请清理出空间",
    "Could not resolve hostname": "没有这个主机名",
    "Connection refused": "主机没有开 ssh，或者端口不对",
    "command not found": "那里没有装 rsync",
    "No such file or directory": "没有上一级文件夹，请先建好它",
}
_VANISHED = 24
# Without an answer.
_SECONDS = 60
# A connection that nobody ends, because the program was killed, ends after so many seconds.
_PERSISTS = "ControlPersist=60"
# Windows' ssh cannot share one.
_CAN_SHARE = sys.platform != "win32"
_ALWAYS = ("--protect-args", "--8-bit-output", f"--timeout={_SECONDS}")
_SENDING = ("--checksum", "--no-implied-dirs", "--chmod=D755,F644")
_TELLING = "--out-format=%n"
# Lines of what rsync says that are quoted.
_QUOTED = 3


class RsyncTarget:
    """A folder that rsync reaches; ssh asks for passwords and the like itself, at a terminal.

    All that rsync is started for shares one connection, so that ssh asks once.
    """

    # A stage at once: to begin costs a connection.
    batch = 100_000
    needs_notes = False
    compares = "逐个校验"

    def __init__(self, destination: SshDestination, config: Path | None) -> None:
        host = f"[{destination.host}]" if ":" in destination.host else destination.host
        user = f"{destination.user}@" if destination.user else ""
        self._host = f"{user}{destination.host}"
        self._remote = f"{user}{host}:{destination.path.rstrip('/')}/"
        self.name = visible(f"ssh://{user}{host}{destination.path}")
        self._sockets = tempfile.TemporaryDirectory(prefix="nianbao-")
        shared = ("ControlMaster=auto", f"ControlPath={self._sockets.name}/ssh", _PERSISTS)
        self._ssh = ["ssh"]
        for option in (f"ConnectTimeout={_SECONDS}", *(shared if _CAN_SHARE else ())):
            self._ssh += ["-o", option]
        if config:
            self._ssh += ["-F", str(config)]
        if destination.port:
            self._ssh += ["-p", str(destination.port)]
        # rsync splits it as a shell does, in simple quotes at least.
        self._options = ("-e", shlex.join(self._ssh), *_ALWAYS)

    def open(self) -> None:
        """Raises DeliveryError if it cannot be reached, or made."""
        with tempfile.TemporaryDirectory() as empty:
            self._run(f"{empty}/", self._remote, ["--dirs"])

    def read(self, paths: Collection[str]) -> Mapping[str, bytes]:
        """As ``Target`` says."""
        with tempfile.TemporaryDirectory() as folder:
            self._run(self._remote, f"{folder}/", ["--ignore-missing-args"], paths)
            files = ((path, Path(folder, path)) for path in paths)
            return {path: file.read_bytes() for path, file in files if file.is_file()}

    def write(self, path: str, content: bytes) -> None:
        """As ``Target`` says."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
            self._run(f"{folder}/", self._remote, _SENDING, [path])

    def existing(self, site: Path, entries: Sequence[Entry]) -> list[str]:
        """As ``Target`` says: what would be replaced, if it were sent, is there."""
        # A folder where a file should be is in the way, too; nothing is removed in a dry run.
        options = ["--dry-run", "--existing", "--ignore-times", "--force", _TELLING]
        return self._named(site, entries, options)

    def differing(self, site: Path, entries: Sequence[Entry]) -> list[str]:
        """As ``Target`` says."""
        return self._named(site, entries, ["--dry-run", *_SENDING, _TELLING])

    def send(self, site: Path, entries: Sequence[Entry], done: Callable[[str], None]) -> None:
        """As ``Target`` says; what is there already, since a delivery was stopped, stays."""
        left = {entry.path: None for entry in entries}

        def heard(line: str) -> None:
            if line in left:
                del left[line]
                done(line)

        options = [*_SENDING, _TELLING, f"--temp-dir={WORKPLACE}"]
        self._run(f"{site}/", self._remote, options, list(left), heard)
        for path in left:
            done(path)

    def remove(self, paths: Sequence[str]) -> None:
        """As ``Target`` says: rsync removes what it is told to send and does not find."""
        self._delete(paths)
        # It would try an outer folder before the inner one.
        for _, folders in groupby(folders_left(paths), key=lambda folder: folder.count("/")):
            self._delete(folders)

    def clear(self) -> None:
        """As ``Target`` says."""
        self._delete([WORKPLACE], ["--force"])

    def close(self) -> None:
        """As ``Target`` says."""
        if Path(self._sockets.name, "ssh").exists():
            subprocess.run(  # noqa: S603 - nothing of it passes a shell
                [*self._ssh, "-O", "exit", self._host], capture_output=True, check=False
            )
        self._sockets.cleanup()

    def _delete(self, paths: Iterable[str], options: Iterable[str] = ()) -> None:
        with tempfile.TemporaryDirectory() as empty:
            deleting = ["--dirs", "--delete-missing-args", "--no-implied-dirs", *options]
            self._run(f"{empty}/", self._remote, deleting, paths, vanished=True)

    def _named(self, site: Path, entries: Sequence[Entry], options: Sequence[str]) -> list[str]:
        """The files that rsync names when it would send these."""
        paths = {entry.path for entry in entries}
        named = set[str]()
        self._run(f"{site}/", self._remote, options, paths, named.add)
        return sorted(named & paths)

    def _run(
        self,
        source: str,
        target: str,
        options: Iterable[str],
        paths: Iterable[str] | None = None,
        heard: Callable[[str], None] = lambda _: None,
        *,
        vanished: bool = False,
    ) -> None:
        """Starts rsync, for these paths only; each line of what it prints is ``heard``.

        ``vanished`` says that paths which are not there are no failure.
        """
        with tempfile.TemporaryFile() as complaints, tempfile.NamedTemporaryFile() as listed:
            command = ["rsync", *self._options, *options]
            if paths is not None:
                listed.write("".join(f"{path}\0" for path in paths).encode())
                listed.flush()
                command += ["--from0", f"--files-from={listed.name}"]
            try:
                process = subprocess.Popen(  # noqa: S603 - nothing of it passes a shell
                    [*command, "--", source, target],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=complaints,
                    env={**os.environ, "LC_ALL": "C"},
                )
            except FileNotFoundError as error:
                raise DeliveryError(
                    "本机没有 rsync，请先安装；Windows 上没有的，把 ssh:// 改为 sftp://"
                ) from error
            with process:
                for line in process.stdout or ():
                    heard(line.decode("utf-8", "replace").removesuffix("\n"))
            if process.returncode and not (vanished and process.returncode == _VANISHED):
                complaints.seek(0)
                said = complaints.read().decode("utf-8", "replace")
                raise DeliveryError(f"{self.name} {_reason(process.returncode, said)}")


def _reason(code: int, said: str) -> str:
    """What a failure of rsync means, with the last of what it said."""
    hints = (hint for words, hint in _HINTS.items() if words in said)
    reason = next(hints, "") or _REASONS.get(code, f"rsync 以 {code} 结束")
    lines = [visible(line) for line in said.splitlines() if line.strip()][-_QUOTED:]
    return "\n    ".join((f"{reason}。rsync 说：", *lines))
