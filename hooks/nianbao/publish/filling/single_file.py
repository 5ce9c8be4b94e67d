"""The page in one file, for machines without a network: styles, scripts and forms stand in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ..web.single_file import data_text, page_alone

__all__ = ["SCRIPT", "TITLE", "data_text", "single_file"]

TITLE: Final = "填报助手"

SCRIPT: Final = "filling"
"""What its script is called."""


def single_file(data: Mapping[str, object]) -> str:
    """The page with these forms and organs."""
    return page_alone("filling-alone.html", TITLE, SCRIPT, data_text(data))
