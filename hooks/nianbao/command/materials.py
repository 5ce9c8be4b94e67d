"""What a site was built with, for acceptance: sbom.cdx.json (CycloneDX) and licences.txt."""

from __future__ import annotations

import json
from pathlib import Path

import click

from .. import __version__
from ..program_files import lock_of
from ..publish.paper.typefaces import load_typefaces
from ..settings import SettingsError, read_site_settings
from ..supply.bill import bill_of_materials
from ..supply.licence_list import licence_list
from ..supply.licences import UnknownLicenceError
from ..supply.locks import read_lock
from ..supply.materials import NotAsLockedError, font_files, packages

__all__ = ["write_materials"]

_FOLDER = "release"


def write_materials(project: Path, folder: Path | None = None) -> int:
    """Writes both lists; 0 when done, 1 if what is installed cannot be told for certain."""
    place = folder or project / _FOLDER
    try:
        used = packages(read_lock(lock_of(project)))
        settings = read_site_settings(project / "mkdocs.yml")
        fonts = font_files(load_typefaces(settings, project / ".cache").book.fonts())
    except (NotAsLockedError, UnknownLicenceError, SettingsError) as error:
        click.echo(error, err=True)
        return 1
    bill = bill_of_materials(__version__, used, fonts)
    text = json.dumps(bill, ensure_ascii=False, indent=1)
    place.mkdir(parents=True, exist_ok=True)
    (place / "sbom.cdx.json").write_text(text + "\n", "utf-8", newline="\n")
    (place / "licences.txt").write_text(licence_list(used, fonts), "utf-8", newline="\n")
    click.echo(f"软件包 {len(used)} 个、字体 {len(fonts)} 个的物料清单和许可清单在 {place}/")
    return 0
