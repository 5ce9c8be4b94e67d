"""Configurations of web servers for the project's site, in release/servers/."""

from __future__ import annotations

import shutil
from pathlib import Path

from ..program_files import THEME
from ..publish.web.scripts import read_scripts
from ..servers import ServedSite, server_files
from ..settings import read_redirects, read_site_url
from .words import tell

__all__ = ["sample_files", "write_server_files"]

_FOLDER = "release/servers"
_EXAMPLE = "https://www.example.gov.cn/"


def write_server_files(project: Path) -> None:
    """Writes them anew: what an older version wrote besides goes. Raises SettingsError."""
    url = read_site_url(project / "mkdocs.yml")
    site = ServedSite(url, read_scripts(THEME).inline)
    moved = read_redirects(project, url).locations
    place = project / _FOLDER
    shutil.rmtree(place, ignore_errors=True)
    for path, text in server_files(site, moved=moved).items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text(text, "utf-8", newline="\n")
    tell(f"nginx、Apache、IIS、对象存储的设置在 {place}/")


def sample_files() -> dict[str, str]:
    """The same for an example, by their paths below docs/."""
    site = ServedSite(_EXAMPLE, read_scripts(THEME).inline)
    return {f"maintainers/servers/{path}": text for path, text in server_files(site).items()}
