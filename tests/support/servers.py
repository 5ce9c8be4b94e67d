"""The real servers that tests use: nginx, Apache and sshd, on loopback, as an ordinary user.

They are the machine's own, or those that scripts/get_servers.sh has unpacked.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from places import ROOT

__all__ = ["SshServer", "free_port", "program", "running", "ssh_server", "with_libraries"]

_UNPACKED = ROOT / ".cache/servers"
_FOLDERS = ("usr/sbin", "usr/bin", "usr/lib/openssh", "usr/lib/sftp-server")
_TRIES = 200


def program(name: str) -> str:
    """Where a program is. Raises FileNotFoundError if there is none: make test gets it."""
    own = (_UNPACKED / folder / name for folder in _FOLDERS)
    path = next((str(file) for file in own if file.is_file()), None)
    system = [f"/{folder}" for folder in _FOLDERS]
    found = path or shutil.which(name, path=os.pathsep.join([os.environ["PATH"], *system]))
    if found is None:
        raise FileNotFoundError(f"{name}：没有这个程序，请执行 sh scripts/get_servers.sh")
    return found


def with_libraries() -> dict[str, str]:
    """The environment in which what was unpacked finds its libraries, and itself."""
    libraries = sorted(map(str, _UNPACKED.glob("**/lib/*-linux-gnu")))
    path = [str(_UNPACKED / folder) for folder in _FOLDERS]
    return {
        **os.environ,
        "LD_LIBRARY_PATH": os.pathsep.join([*libraries, os.environ.get("LD_LIBRARY_PATH", "")]),
        "PATH": os.pathsep.join([*path, os.environ["PATH"]]),
    }


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port


@contextmanager
def running(command: Sequence[str], port: int, log: Path) -> Iterator[None]:
    """Runs a server until the block is left, which begins when it answers."""
    with log.open("ab") as written:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=written, stderr=written, env=with_libraries()
        )
    try:
        _wait_for(process, port, log)
        yield
    finally:
        process.terminate()
        process.wait()


def _wait_for(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    for _ in range(_TRIES):
        if process.poll() is not None:
            break
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"the server did not start: {log.read_text('utf-8', 'replace')}")


@dataclass(frozen=True, slots=True)
class SshServer:
    """A running sshd: its port, who may log in, and a configuration with which ssh reaches it."""

    port: int
    user: str
    config: Path

    def address(self, scheme: str, folder: Path) -> str:
        """A folder's address as a destination."""
        return f"{scheme}://{self.user}@127.0.0.1:{self.port}{folder}"


@contextmanager
def ssh_server(folder: Path, settings: Mapping[str, str] | None = None) -> Iterator[SshServer]:
    """Runs sshd for the user who runs the tests, with keys and a log in a folder of its own."""
    folder.mkdir(parents=True)
    folder.chmod(0o700)
    for name in ("host", "client", "stranger"):
        keygen = [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(keygen, check=True, env=with_libraries())
    port, user = free_port(), pwd.getpwuid(os.getuid()).pw_name
    shutil.copy(folder / "client.pub", folder / "authorized_keys")
    sshd = {
        "Port": str(port),
        "ListenAddress": "127.0.0.1",
        "HostKey": f'"{folder}/host"',
        "AuthorizedKeysFile": f'"{folder}/authorized_keys"',
        "PidFile": "none",
        "StrictModes": "no",
        "PermitRootLogin": "yes",
        "PasswordAuthentication": "no",
        "UsePAM": "no",
        "SetEnv": f'"LD_LIBRARY_PATH={with_libraries()["LD_LIBRARY_PATH"]}" '
        f'"PATH={with_libraries()["PATH"]}"',
        "Subsystem": f"sftp {program('sftp-server')}",
        **(settings or {}),
    }
    lines = "".join(f"{name} {value}\n" for name, value in sshd.items())
    (folder / "sshd_config").write_text(lines, "utf-8")
    key = (folder / "host.pub").read_text("ascii").rsplit(" ", 1)[0]
    (folder / "known_hosts").write_text(f"[127.0.0.1]:{port} {key}\n", "ascii")
    config = folder / "ssh_config"
    config.write_text(
        f'IdentityFile "{folder}/client"\nIdentitiesOnly yes\n'
        f'UserKnownHostsFile "{folder}/known_hosts"\nGlobalKnownHostsFile none\nBatchMode yes\n',
        "utf-8",
    )
    command = [program("sshd"), "-D", "-e", "-f", str(folder / "sshd_config")]
    if os.getuid() == 0:
        command = _as_root(command, folder)
    with running(command, port, folder / "log"):
        yield SshServer(port, user, config)


def _as_root(command: Sequence[str], folder: Path) -> list[str]:
    """sshd, where it asks for a user and a folder of its own, which the machine may lack.

    It sees both in its own view of the file system; nothing of the machine is changed.
    """
    users = Path("/etc/passwd").read_text("utf-8")
    if "\nsshd:" not in users:
        users = f"{users.rstrip()}\nsshd:x:65533:65534::/run/sshd:/usr/sbin/nologin\n"
    (folder / "passwd").write_text(users, "utf-8")
    script = (
        'mount --bind "$0" /etc/passwd && mount -t tmpfs none /run && mkdir -m 755 /run/sshd '
        '&& exec "$@"'
    )
    return ["unshare", "--mount", "sh", "-c", script, str(folder / "passwd"), *command]
