"""The project that is previewed: its folder, what builds its site, and where that goes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..build import PREVIEW
from ..program_files import theme_folders
from ..publish.record import RECORD
from ..settings import FORMS

__all__ = ["Project"]


@dataclass(frozen=True, slots=True)
class Project:
    """The project in the folder ``root``.

    ``build`` is the command that builds its site into a folder, for programs to run.
    """

    root: Path
    build: Callable[[Path], Sequence[str]]

    @property
    def reports(self) -> Path:
        """The folder of the reports."""
        return self.root / "reports"

    @property
    def theme(self) -> tuple[Path, ...]:
        """The folders of templates, styles and scripts, the site's own first."""
        return theme_folders(self.root)

    @property
    def site(self) -> Path:
        """The folder of the site that is previewed, the last that could be built."""
        return self.root / PREVIEW

    @property
    def record(self) -> Path:
        """The file that says what that site was made of."""
        return self.site / RECORD

    @property
    def watched(self) -> tuple[Path, ...]:
        """The folders in which a change is seen on the site."""
        return (self.reports, self.root / "docs", self.root / FORMS, *self.theme)

    @property
    def settings_file(self) -> Path:
        """The file with the settings."""
        return self.root / "mkdocs.yml"
