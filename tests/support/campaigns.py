"""Campaigns: what ``make test-long`` tries in full, ``make test`` tries a small part of."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

__all__ = ["LONG", "some"]

LONG = bool(os.environ.get("NIANBAO_LONG"))
"""Whether the campaigns are the long ones."""

_Thing = TypeVar("_Thing")


def some(things: Sequence[_Thing], one_in: int, first: int = 0) -> Sequence[_Thing]:
    """All of them in the long run, else one in so many, the same in every run."""
    return things if LONG else things[first % one_in :: one_in]
