"""What commands need of mkdocs.yml to check reports as the build does."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

import yaml
from nianbao.check import HouseRules, Press
from nianbao.publish.paper.press import press_of
from nianbao.publish.paper.typefaces import load_typefaces
from nianbao.settings import SettingsError, read_site_settings

__all__ = ["press_and_rules"]


def press_and_rules(project: Path, parser: ArgumentParser) -> tuple[Press, HouseRules]:
    """What can be printed, and the site's own rules; a wrong setting ends the command."""
    try:
        settings = read_site_settings(project / "mkdocs.yml")
        typefaces = load_typefaces(settings, project / ".cache")
        return press_of(typefaces, project / ".cache"), settings.rules
    except (SettingsError, yaml.YAMLError) as error:
        # PyYAML's errors have several lines.
        parser.error(f"mkdocs.yml：{' '.join(str(error).split())}")
