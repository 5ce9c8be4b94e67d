"""Runs a command on a machine whose index cannot be reached: its only network is itself."""

from __future__ import annotations

import functools
import os
import subprocess
import sys
from pathlib import Path

__all__ = ["has_namespaces", "run_closed"]

_NAMESPACE = ["unshare", "--map-root-user", "--net", "--"]
# A new network has even its loopback switched off, which no machine without a cable has.
_WITH_LOOPBACK = """\
import fcntl, os, socket, struct, sys
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
    fcntl.ioctl(any_socket, 0x8914, struct.pack("16sH14x", b"lo", 0x1))  # SIOCSIFFLAGS, IFF_UP
os.execvp(sys.argv[1], sys.argv[1:])
"""


@functools.cache
def has_namespaces() -> bool:
    """Whether this machine lets a user have a network of their own."""
    try:
        return subprocess.run([*_NAMESPACE, "true"], check=False).returncode == 0
    except FileNotFoundError:
        return False


def run_closed(folder: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs a command in a folder, without a network and with no proxy that would answer."""
    # What make and pytest tell their children is not meant for these.
    own = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "MAKE", "MFLAGS"))}
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")
    closed = [*_NAMESPACE, sys.executable, "-c", _WITH_LOOPBACK] if has_namespaces() else []
    return subprocess.run(
        [*closed, *command],
        cwd=folder,
        env={**own, **nowhere},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
