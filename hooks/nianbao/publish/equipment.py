"""What a build needs besides reports: settings, fonts, the days of git, the pages' scripts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from ..build.store import Store
from ..facts import CommitDates, read_commit_dates
from ..program_files import THEME, theme_folders
from ..settings import FORMS, Settings, SettingsError, placed, read_site_settings
from ..source import require_readable
from .paper.typefaces import Typefaces, load_typefaces
from .web.scripts import Scripts, read_scripts

__all__ = ["Equipment", "project_equipment", "read_equipment"]


@dataclass(frozen=True, slots=True)
class Equipment:
    """All of it, for the project in the folder ``root``; a release has no drafts.

    ``theme`` are the folders of its templates, the site's own first. ``today`` is the day after
    which nothing can have been published, if that is asked.
    """

    root: Path
    settings: Settings
    typefaces: Typefaces
    commits: CommitDates
    theme: tuple[Path, ...]
    scripts: Scripts
    is_release: bool = False
    today: date | None = None

    @property
    def cache(self) -> Path:
        """The folder for what need not be made twice."""
        return self.root / ".cache"

    @property
    def store(self) -> Store:
        """What is kept from one build to the next."""
        return Store(self.cache / "store")


def read_equipment(root: Path, settings: Settings, *, is_release: bool = False) -> Equipment:
    """What a project with these settings has. Raises SettingsError when a font is not there."""
    typefaces = load_typefaces(settings, root / ".cache")
    commits, scripts = read_commit_dates(root), read_scripts(THEME)
    # What is built again of the same commit is the same, on whatever day.
    today = max(commits.values(), default=None) if is_release else None
    return Equipment(
        root, settings, typefaces, commits, theme_folders(root), scripts, is_release, today
    )


def project_equipment(root: Path, *, is_release: bool = False) -> Equipment:
    """What the project in a folder has, as its mkdocs.yml says; read without MkDocs.

    Raises SettingsError, which names the file.
    """
    file = root / "mkdocs.yml"
    require_readable(file)
    try:
        settings = read_site_settings(file)
        return read_equipment(root, settings, is_release=is_release)
    except SettingsError as error:
        sentence = placed(str(error), file.read_text("utf-8-sig"))
        is_named = sentence.startswith(("mkdocs.yml", f"{FORMS}/"))
        named = sentence if is_named else f"mkdocs.yml：{sentence}"
        raise SettingsError(named) from error
    except (yaml.YAMLError, OSError) as error:
        # PyYAML's errors have several lines.
        raise SettingsError(f"mkdocs.yml：{' '.join(str(error).split())}") from error
