"""Keeps large results of earlier builds from filling the cache."""

from __future__ import annotations

from pathlib import Path

__all__ = ["forget_earlier"]

# A build that runs at the same time may still be using what it has just made.
_SPARED = 2


def forget_earlier(path: Path) -> None:
    """Deletes the files beside a result, older ones of the same thing, but for the last few."""
    earlier = {file.stem: file.stat().st_mtime for file in path.parent.glob(f"*{path.suffix}")}
    earlier.pop(path.stem, None)
    for stem in sorted(earlier, key=lambda stem: earlier[stem], reverse=True)[_SPARED:]:
        for file in path.parent.glob(f"{stem}.*"):
            file.unlink(missing_ok=True)
