"""What commands need of a project to read and check reports as the build does."""

from __future__ import annotations

from pathlib import Path

from nianbao.console import ArgumentParser
from nianbao.publish import Equipment, project_equipment
from nianbao.settings import SettingsError

__all__ = ["equipment_of"]


def equipment_of(project: Path, parser: ArgumentParser, *, is_release: bool = False) -> Equipment:
    """A project's equipment; a wrong setting ends the command."""
    try:
        return project_equipment(project, is_release=is_release)
    except SettingsError as error:
        parser.refuse(error)
