"""What one run of the benchmark measures: its sizes and where it works."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .projects import Project, new_project

__all__ = ["Plan", "count"]


@dataclass(frozen=True)
class Plan:
    """The sizes, and a folder for all that is made.

    ``growth`` is the larger portal that is compared with one of a tenth; 0 for none.
    ``pdfs`` reports are printed by each program.
    """

    folder: Path
    reports: int
    growth: int
    pdfs: int = 30
    rounds: int = 3

    @cached_property
    def project(self) -> Project:
        """The project that builds and pages are measured on."""
        return new_project(self.folder / "project", self.reports)


def count(text: str) -> int:
    """A number of reports as it is typed: ``2000`` or ``2,000``. Raises ValueError."""
    number = int(text.replace(",", ""))
    if number < 1:
        raise ValueError(text)
    return number
