"""Sites that the command makes, each with the program as a package apart from the repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from commands import nianbao, run_in, with_library
from nianbao import __version__
from nianbao.command.kit import wheel_in
from places import ROOT
from reading import SITE

__all__ = ["NewSite", "make_kit", "make_site", "site_in", "unpacked"]


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


def site_in(place: Path) -> NewSite:
    """The site that was made in a folder; its name there has a space and is Chinese."""
    return NewSite(place / "年报 网站", place / "library")


def make_site(place: Path) -> NewSite:
    """A new site in a folder."""
    site = site_in(place)
    done = run_in(place, "init", site.folder, "--name", "示例县政府信息公开年报", "--url", SITE)
    assert done.returncode == 0, done.stdout + done.stderr
    unpacked(wheel_in(site.folder / "program"), site.library)
    return site


def make_kit(folder: Path, version: str) -> Path:
    """A kit of the program as it would be in another version."""
    program = folder / "program"
    for name in ("hooks", "docs", "scripts"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, program / name, ignore=ignored)
    for path in (*ROOT.glob("requirements*.txt"), *ROOT.glob("*.toml"), *ROOT.glob("*.md")):
        shutil.copy(path, program)
    for name in ("mkdocs.yml", "LICENSE"):
        shutil.copy(ROOT / name, program)
    code = program / "hooks/nianbao/__init__.py"
    text = code.read_text("utf-8")
    assert f'"{__version__}"' in text
    code.write_text(text.replace(f'"{__version__}"', f'"{version}"'), "utf-8")
    changes = program / "CHANGELOG.md"
    head = (
        f"# 更新记录\n\n## {version}\n\n- 示例：多了一项设置。\n\n## {__version__}\n\n- 以前的。\n"
    )
    changes.write_text(head, "utf-8")
    done = subprocess.run(
        [sys.executable, "scripts/make_dist.py", "--any"],
        cwd=program,
        env=with_library(program),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return program / f"dist/nianbao-{version}.zip"
