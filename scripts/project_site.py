"""Where the project's own site is built, for commands that need nothing else of mkdocs.yml."""

from __future__ import annotations

from pathlib import Path

import yaml
from nianbao.console import ArgumentParser
from nianbao.settings import SettingsError, read_site_dir
from nianbao.source import require_readable

__all__ = ["site_dir_of"]


def site_dir_of(project: Path, parser: ArgumentParser) -> Path:
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
