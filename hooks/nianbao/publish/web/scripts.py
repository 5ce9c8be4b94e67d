"""The program's scripts: what they are called on the site, and by which digest they are known."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .content_policy import digest, page_policy

__all__ = ["Script", "Scripts", "marked_path", "read_scripts"]

_INLINE = re.compile("<script>(.*)</script>")


@dataclass(frozen=True, slots=True)
class Script:
    """A file of the theme, or those of a folder as one, published under ``path``.

    The path changes when the content does: a browser that kept the script of an earlier
    publication would otherwise refuse to run it, because it is not the one that the page names by
    ``integrity``. ``parts`` are the files below the theme.
    """

    parts: tuple[str, ...]
    content: bytes
    path: str
    integrity: str


@dataclass(frozen=True, slots=True)
class Scripts:
    """All scripts by their names, and the digest of the one line that is inline."""

    by_name: Mapping[str, Script]
    inline: str

    def policy(self, site_url: str, names: Iterable[str], portal: str = "") -> str:
        """The policy of a page that has the inline line and these scripts."""
        digests = (self.by_name[name].integrity for name in names)
        return page_policy(site_url, [self.inline, *digests], portal)


def read_scripts(theme: Path) -> Scripts:
    """The scripts of a theme: its folder javascripts, and the line in partials/display.html.

    The files of a folder in it are one script, in the order of their names: each has one job, and
    a page names and allows them together.
    """
    line = _INLINE.search((theme / "partials/display.html").read_text("utf-8"))
    if line is None:
        raise ValueError("partials/display.html has no script")
    folder = theme / "javascripts"
    found = {file.stem: _script(theme, file.stem, [file]) for file in sorted(folder.glob("*.js"))}
    for below in sorted(path for path in folder.iterdir() if path.is_dir()):
        found[below.name] = _script(theme, below.name, sorted(below.glob("*.js")))
    return Scripts(found, digest(line[1].encode()))


def _script(theme: Path, name: str, files: Sequence[Path]) -> Script:
    content = b"".join(file.read_bytes() for file in files)
    parts = tuple(file.relative_to(theme).as_posix() for file in files)
    path = marked_path(f"javascripts/{name}.js", content)
    return Script(parts, content, path, digest(content))


def marked_path(path: str, content: bytes) -> str:
    """The path of a file under a name that changes when its content does.

    Whoever has such a file need never ask whether it is still the same.
    """
    plain, dot, end = path.rpartition(".")
    return f"{plain}.{hashlib.sha256(content).hexdigest()[:8]}{dot}{end}"
