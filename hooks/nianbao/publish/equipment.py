"""What a build needs besides reports: settings, fonts, the days of git, the pages' scripts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..facts import CommitDates, read_commit_dates
from ..settings import Settings, read_settings, section_of
from .paper.typefaces import Typefaces, load_typefaces
from .web.scripts import Scripts, read_scripts

__all__ = ["Equipment", "read_equipment"]


@dataclass(frozen=True, slots=True)
class Equipment:
    """All of it, for the project in the folder ``root``."""

    root: Path
    settings: Settings
    typefaces: Typefaces
    commits: CommitDates
    scripts: Scripts

    @property
    def cache(self) -> Path:
        """The folder for what need not be made twice."""
        return self.root / ".cache"


def read_equipment(root: Path, extra: Mapping[str, object], theme: Path) -> Equipment:
    """What a project has; ``extra`` is that of its mkdocs.yml. Raises SettingsError."""
    settings = read_settings(section_of(extra), root)
    typefaces = load_typefaces(settings, root / ".cache")
    return Equipment(root, settings, typefaces, read_commit_dates(root), read_scripts(theme))
