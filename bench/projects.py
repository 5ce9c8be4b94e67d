"""Makes projects of invented reports, builds them, and changes one thing in them.

A report is as long as the real 民权县 2021 (4,650 characters of prose, 200 figures).
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from invented import write_portal
from nianbao.form import forms
from places import ROOT

from .runs import Run, measure

__all__ = ["Project", "new_project", "own_environment"]

# What `make site` calls.
_BUILD = (sys.executable, "-m", "nianbao", "site")
_COPIED = ("docs", "hooks", "scripts")
# Every page begins with this link.
_SKIP_LINK = "跳到正文"
_KEEPS_NOTHING = "PYTHONDONTWRITEBYTECODE"
# A figure that stands in no relation.
_FREE_FIGURE = re.compile(r"(?<=行政许可: )\d+")


@dataclass(frozen=True, slots=True)
class Project:
    """A project in a folder of its own."""

    folder: Path

    @property
    def reports(self) -> Path:
        """The folder of the reports."""
        return self.folder / "reports"

    @property
    def site(self) -> Path:
        """The folder of the site."""
        return self.folder / "site"

    def build(self) -> Run:
        """Builds the site, complete; raises RunFailedError."""
        return measure(_BUILD, self.folder, own_environment(self.folder))

    def check(self, *arguments: str | Path) -> Run:
        """Runs the command that checks reports; raises RunFailedError when it finds errors."""
        command = (sys.executable, "-m", "nianbao", "check", *arguments)
        return measure(command, self.folder, own_environment(self.folder))

    def forget(self) -> None:
        """Removes what was built and all that is kept from one run to the next."""
        for name in ("site", ".cache"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def report_files(self) -> list[Path]:
        """All reports, the latest year first."""
        return sorted(self.reports.glob("*/*.md"), key=lambda path: (path.name, path), reverse=True)

    def change_report(self, number: int) -> None:
        """Changes one figure and the prose of a report: that of the latest year with a number."""
        path = self.report_files()[number]
        text = path.read_text("utf-8")
        changed, count = _FREE_FIGURE.subn(lambda found: str(int(found[0]) + 1), text, count=1)
        if not count:
            raise ValueError(f"{path} has no such figure")
        path.write_text(f"{changed}\n另有一项补充说明。\n", "utf-8")

    def change_template(self) -> None:
        """Changes what every page begins with, and no PDF has."""
        templates = [
            (path, text)
            for path in (self.folder / "hooks/nianbao/theme").rglob("*.html")
            if _SKIP_LINK in (text := path.read_text("utf-8"))
        ]
        if not templates:
            raise ValueError(f"no template has {_SKIP_LINK}")
        for path, text in templates:
            path.write_text(text.replace(_SKIP_LINK, f"{_SKIP_LINK}。"), "utf-8")


def new_project(folder: Path, count: int) -> Project:
    """The project's own files with ``count`` invented reports instead of its own, never built."""
    for name in _COPIED:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    project = Project(folder)
    write_portal(project.reports, forms()["2021"], count, is_dated=False)
    return project


def own_environment(folder: Path) -> dict[str, str]:
    """Our variables, by which the copy of the project in a folder uses its own library.

    As with `make site`, whoever measures may not have said that compiled modules are not kept.
    """
    own = {name: value for name, value in os.environ.items() if name != _KEEPS_NOTHING}
    return {**own, "PYTHONPATH": str(folder / "hooks")}
