"""The press as checking knows it: the typesetter's fonts and images."""

from __future__ import annotations

import pickle
from functools import cache, partial
from pathlib import Path

from ...check import Press
from ...settings import Settings
from .images import image_fault
from .typefaces import Typefaces, load_typefaces
from .typesetting import images_folder

__all__ = ["press_for", "press_of"]


def press_of(typefaces: Typefaces, cache: Path) -> Press:
    """What the typesetter with these fonts and this cache can set."""
    folder = images_folder(cache)
    folder.mkdir(parents=True, exist_ok=True)
    return Press(typefaces.drawable, partial(image_fault, folder=folder))


def press_for(root: Path, settings: Settings) -> Press:
    """The press of a project, loaded once in a process. Raises SettingsError."""
    return _press(root, pickle.dumps(settings))


@cache
def _press(root: Path, settings: bytes) -> Press:
    folder = root / ".cache"
    return press_of(load_typefaces(pickle.loads(settings), folder), folder)  # noqa: S301 - our own
