"""How a place in a file is opened: by a link that Visual Studio Code follows, or by its name."""

from __future__ import annotations

from pathlib import PurePath
from urllib.parse import quote

from ..problem import Mark

__all__ = ["editor_link"]


def editor_link(file: PurePath, mark: Mark) -> str:
    """The address that opens an absolute path at a line and column in Visual Studio Code.

    https://code.visualstudio.com/docs/configure/command-line#_opening-vs-code-with-urls: a path
    of Windows begins with the letter of its drive, ``vscode://file/C:/…:12:3``.
    """
    path = quote(file.as_posix(), safe="/:", errors="surrogateescape")
    slash = "" if path.startswith("/") else "/"
    return f"vscode://file{slash}{path}:{mark.line}:{mark.column}"
