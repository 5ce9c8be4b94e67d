"""Sites that the command makes, each with the program as a package apart from the repository."""

from __future__ import annotations

import os
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

from commands import nianbao, with_library
from nianbao.command.kit import wheel_in
from reading import SITE

__all__ = ["NewSite", "make_site"]


@dataclass(frozen=True)
class NewSite:
    """A site that was made by the command, and the library of its own program."""

    folder: Path
    library: Path

    def run(self, word: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Runs a command in the site, by its own program."""
        return subprocess.run(
            nianbao(word, *arguments),
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": str(self.library), "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


def unpacked(wheel: Path, folder: Path) -> Path:
    """What pip makes of a package, but for the places."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def make_site(place: Path) -> NewSite:
    """A new site in a folder, whose name there has a space and is Chinese."""
    folder = place / "年报 网站"
    done = subprocess.run(
        nianbao("init", folder, "--name", "示例县政府信息公开年报", "--url", SITE),
        cwd=place,
        env=with_library(),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return NewSite(folder, unpacked(wheel_in(folder / "program"), place / "library"))
