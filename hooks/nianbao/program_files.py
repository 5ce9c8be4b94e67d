"""What the program brings besides its code: the theme, and the pages that every site has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

__all__ = ["OWN_PAGES", "THEME", "page_folder", "program_pages", "theme_folders"]

THEME = Path(__file__).with_name("theme")
"""Templates, styles and scripts."""

OWN_PAGES = (
    "index.md",
    "help/accessibility.md",
    "zwgk/index.md",
    "zwgk/fdzdgknr/",
    "zwgk/gkzd/",
    "zwgk/gkzn/",
    "zwgk/ysqgk.md",
)
"""The pages that are a site's own, for it to write; every other page is the program's."""

_TEMPLATES = "templates"
_PAGES = Path(__file__).with_name("pages")
_REPOSITORY = Path(__file__).resolve().parents[2]
# For maintainers of the program, on no site.
_UNPUBLISHED = "maintainers/"


def theme_folders(root: Path) -> tuple[Path, ...]:
    """Where the templates of the site in ``root`` are looked up: its own come first."""
    own = root / _TEMPLATES
    return (own, THEME) if own.is_dir() else (THEME,)


def page_folder() -> Path:
    """The folder of all pages: in the package where that is installed, else in the repository."""
    return _PAGES if _PAGES.is_dir() else _REPOSITORY / "docs"


def program_pages() -> Iterator[str]:
    """The files below ``page_folder`` that are the program's, in order."""
    folder = page_folder()
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if file.is_file() and not path.startswith((*OWN_PAGES, _UNPUBLISHED)):
            yield path
