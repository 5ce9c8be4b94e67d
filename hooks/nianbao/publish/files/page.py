"""The page that lists the files which no other page leads to, so that an archive finds them.

Programs that keep websites follow links, and run no script: what the search page reads, the former
addresses that lead on, the parts of the site map would be missing from what they bring home.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..web.addresses import FILES
from ..web.downloads import Download
from ..web.meta_tags import ColumnPage
from ..web.sheets import MOST_LINKS, sheet_path

__all__ = ["FilesPage", "files_pages"]

_INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class FilesPage:
    """A page of the list: the addresses of files below the site's root, and of all its pages."""

    template = "files.html"
    title = "存档用的文件清单"
    crumb = title
    description = "网页没有直接链接的文件，供保存整个网站的程序取用。"
    number: int
    files: tuple[str, ...]
    sheets: tuple[str, ...]
    updated: date | None = None
    downloads: tuple[Download, ...] = ()

    @property
    def path(self) -> str:
        """Its address."""
        return sheet_path(FILES, self.number)

    @property
    def about(self) -> ColumnPage:
        """What its meta tags say."""
        return ColumnPage(self.title, self.description, ("网页归档", "文件清单"))


def files_pages(paths: Iterable[str], most: int = MOST_LINKS) -> Iterator[FilesPage]:
    """The pages that list these files, at least one; a page of the site by its one address."""
    files = sorted(map(_address, paths))
    parts: Sequence[Sequence[str]] = [
        files[start : start + most] for start in range(0, len(files), most)
    ] or [()]
    sheets = tuple(sheet_path(FILES, number) for number in range(1, len(parts) + 1))
    for number, part in enumerate(parts, 1):
        yield FilesPage(number, tuple(part), sheets if len(sheets) > 1 else ())


def _address(path: str) -> str:
    return path.removesuffix(_INDEX) if path.endswith(f"/{_INDEX}") else path
