"""What the program brings besides its code: the theme, and a model of a site with its pages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

__all__ = [
    "MODEL",
    "OWN_PAGES",
    "OWN_SCHEMAS",
    "PROGRAM_FOLDER",
    "SCHEMAS",
    "THEME",
    "is_installed",
    "loads_program",
    "lock_of",
    "program_pages",
    "schema_folder",
    "theme_folders",
]

_PACKAGE = Path(__file__).resolve().parent

THEME = _PACKAGE / "theme"
"""Templates, styles and scripts."""

MODEL = _PACKAGE if (_PACKAGE / "docs").is_dir() else _PACKAGE.parents[1]
"""Where the model of a site is, ``mkdocs.yml`` and ``docs/``: in the package where that is
installed, else the repository, which is both the program and a site."""

OWN_PAGES = (
    "index.md",
    "help/accessibility.md",
    "zwgk/index.md",
    "zwgk/fdzdgknr/",
    "zwgk/gkzd/",
    "zwgk/gkzn/",
    "zwgk/ysqgk.md",
)
"""The pages below ``docs/`` that are a site's own to write; every other is the program's."""

PROGRAM_FOLDER = "program"
"""The folder of a site in which the program lies that it is built with: its package and locks."""

SCHEMAS = f"{PROGRAM_FOLDER}/schema"
"""Where a site has the schemas for editors."""

OWN_SCHEMAS = "site/schema"
"""Where those of the site's own forms are when the site has been built."""

_TEMPLATES = "templates"
# For maintainers of the program, on no site.
_UNPUBLISHED = "maintainers/"


def is_installed() -> bool:
    """Whether the program is a package apart from any site."""
    return MODEL == _PACKAGE


def lock_of(project: Path) -> Path:
    """The lock of what the site in a folder is built with."""
    return (project / PROGRAM_FOLDER if is_installed() else MODEL) / "requirements.txt"


def theme_folders(root: Path) -> tuple[Path, ...]:
    """Where the templates of the site in ``root`` are looked up: its own come first."""
    own = root / _TEMPLATES
    return (own, THEME) if own.is_dir() else (THEME,)


def schema_folder(*, is_own: bool = False) -> str:
    """Where the schemas are for editors, as a path from the folder of a site, or the repository.

    One that ``is_own`` is of a form of the site.
    """
    if is_own:
        return OWN_SCHEMAS
    return SCHEMAS if is_installed() else "docs/schema"


def program_pages() -> Iterator[str]:
    """The files of the model below ``docs/`` that are the program's, in order."""
    docs = MODEL / "docs"
    for file in sorted(docs.rglob("*")):
        path = file.relative_to(docs).as_posix()
        if file.is_file() and not path.startswith((*OWN_PAGES, _UNPUBLISHED)):
            yield path


def loads_program(folder: Path) -> str:
    """The lines by which the mkdocs.yml in a folder has MkDocs load this program."""
    if is_installed():
        return "hooks: []\nplugins: [nianbao]"
    root = Path(os.path.relpath(MODEL, folder)).as_posix()
    return f"hooks: [{root}/hooks/portal.py]\nplugins: []"
