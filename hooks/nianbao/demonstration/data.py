"""Reads the data files beside this module; every scalar is text, so that no number is a float."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

import yaml

__all__ = ["FIRST_YEAR", "LAST_YEAR", "read_data", "seeded"]

FIRST_YEAR, LAST_YEAR = 2008, 2025
_SEED = "示例县"


@cache
def read_data(name: str) -> object:
    """What a file of this package says, as mappings, lists and texts."""
    text = (Path(__file__).parent / name).read_text("utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - knows texts, lists, mappings


def seeded(*names: object) -> Random:
    """Chance that is the same on every run, and its own for every purpose."""
    return Random("/".join(map(str, (_SEED, *names))))
