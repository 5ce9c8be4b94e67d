"""What commands need of a project to read, check and build as its build does."""

from __future__ import annotations

from pathlib import Path

import yaml

from ..publish import Equipment, project_equipment
from ..settings import SettingsError, read_site_dir
from ..source import require_readable
from .words import Arguments

__all__ = ["equipment_of", "site_dir_of"]


def equipment_of(project: Path, parser: Arguments, *, is_release: bool = False) -> Equipment:
    """A project's equipment; a wrong setting ends the command."""
    try:
        return project_equipment(project, is_release=is_release)
    except SettingsError as error:
        parser.refuse(error)


def site_dir_of(project: Path, parser: Arguments) -> Path:
    """The folder of the project's site; a wrong setting ends the command."""
    try:
        require_readable(project / "mkdocs.yml")
    except SettingsError as error:
        parser.refuse(error)
    try:
        return read_site_dir(project / "mkdocs.yml")
    except (OSError, SettingsError, yaml.YAMLError) as error:
        # PyYAML's errors have several lines.
        parser.error(f"mkdocs.yml：{' '.join(str(error).split())}")
