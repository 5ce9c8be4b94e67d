"""What commands need of a project to read and check reports as the build does."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

import yaml
from nianbao.publish import Equipment, read_equipment
from nianbao.settings import SettingsError, read_site_settings

__all__ = ["equipment_of"]


def equipment_of(project: Path, parser: ArgumentParser) -> Equipment:
    """A project's equipment; a wrong setting ends the command."""
    try:
        settings = read_site_settings(project / "mkdocs.yml")
        return read_equipment(project, settings, project / "hooks/theme")
    except (SettingsError, yaml.YAMLError) as error:
        # PyYAML's errors have several lines.
        parser.error(f"mkdocs.yml：{' '.join(str(error).split())}")
