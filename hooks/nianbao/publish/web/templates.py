"""What templates may call, beside what they are given."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ...source import shown
from ...wording import chinese_date, file_size
from ..whole_words import whole_words
from .addresses import explaining_path, indicator_path
from .html import figure_in_words

__all__ = ["FILTERS"]

FILTERS: Mapping[str, Callable[..., object]] = {
    "chinese_date": chinese_date,
    "explained": explaining_path,
    "figure": figure_in_words,
    "file_size": file_size,
    "indicator_path": indicator_path,
    "number": shown,
    "whole_words": whole_words,
}
