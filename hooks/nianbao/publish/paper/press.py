"""The press as checking knows it: the typesetter's fonts and images."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from ...check import Press
from .images import image_fault
from .typefaces import Typefaces
from .typesetting import images_folder

__all__ = ["press_of"]


def press_of(typefaces: Typefaces, cache: Path) -> Press:
    """What the typesetter with these fonts and this cache can set."""
    folder = images_folder(cache)
    folder.mkdir(parents=True, exist_ok=True)
    return Press(typefaces.drawable, partial(image_fault, folder=folder))
