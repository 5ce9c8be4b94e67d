"""What systems and programs leave in folders by themselves: no danger, and nobody's work."""

from __future__ import annotations

import re

__all__ = ["is_litter"]

_LITTER = re.compile(
    # macOS, Windows, KDE
    r"\.ds_store|\._.+|\.localized|thumbs\.db|ehthumbs(?:_vista)?\.db|desktop\.ini|\.directory"
    # what Word, WPS, LibreOffice, Emacs and Vim have open; what network drives still hold
    r"|~\$.+|~wr[a-z][0-9]*\.tmp|\.~.+|\.#.+|\..+\.sw[a-p]|\.(?:nfs|fuse_hidden)[0-9a-f]+",
    re.IGNORECASE,
)


def is_litter(name: str) -> bool:
    """Whether a file has a name that only such programs give; ``.gitignore`` lists them, too."""
    return _LITTER.fullmatch(name) is not None
