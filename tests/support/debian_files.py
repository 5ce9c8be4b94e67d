"""Small Debian packages, made for tests."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path

__all__ = ["deb"]


def deb(wheelhouse: Path, group: str, name: str, version: str, content: Path) -> Path:
    """Puts a package of a folder's content into a wheelhouse, and into its list."""
    control = content / "DEBIAN/control"
    control.parent.mkdir(parents=True, exist_ok=True)
    control.write_text(
        f"Package: {name}\nVersion: {version}\nArchitecture: all\n"
        "Maintainer: x <x@example.cn>\nDescription: x\n",
        "utf-8",
    )
    path = wheelhouse / f"debian/{group}/{name}_{version}_all.deb"
    path.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Znone", "--build", content, path],
        check=True,
        capture_output=True,
    )
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    with (wheelhouse / "SHA256SUMS").open("a", encoding="utf-8") as sums:
        sums.write(f"{digest}  {path.relative_to(wheelhouse)}\n")
    return path
