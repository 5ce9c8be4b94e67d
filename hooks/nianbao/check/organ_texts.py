"""What organs.yml says of an organ in words: its name, and how to reach it.

What nobody means to publish is data: ``organ_texts.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import cast

from ..own_data import read_own_data
from ..problem import Mark, Problems
from ..source import Listing, Organ
from .personal import check_personal_text

__all__ = ["check_organ_texts"]


def check_organ_texts(listing: Listing, organ: Organ, problems: Problems) -> None:
    """The name is a name, and each way to reach the organ is filled in and nobody's own."""
    patterns, address = _patterns(), (organ.slug,)
    unlike = patterns["placeholder"].search(organ.name) or patterns["not_a_name"].search(organ.name)
    # Where no name could be read, the code stands for it, and that has been told.
    if unlike and organ.name != organ.slug:
        problems.add(
            "organ-name-unlikely",
            _mark(listing, organ, organ.name),
            f"“{organ.slug}”的名称“{organ.name}”里有“{unlike[0]}”，不像机关全称",
            address=address,
            found=organ.name,
            advice="name 只写机关全称，题目里的年度和“年度报告”由程序写",
        )
    for text in organ.contact:
        mark = _mark(listing, organ, text)
        check_personal_text(text, mark, problems, address)
        is_empty = patterns["empty"].search(text)
        left = patterns["placeholder"].search(text)
        if not is_empty and not left:
            continue
        problems.add(
            "contact-blank",
            mark,
            f"“{organ.slug}”的联系方式“{text}”" + ("后面空着" if is_empty else "没有填好"),
            address=address,
            found=text,
            advice="请填上，或者删去这一项：它会印在这个机关的每份报告后面",
        )


def _mark(listing: Listing, organ: Organ, text: str) -> Mark:
    """Where the file has a text below the organ's code, or the code where it is spread."""
    lines = listing.organs_text.split("\n")
    for number in range(organ.mark.line - 1, len(lines)):
        if (column := lines[number].find(text)) >= 0:
            return Mark(number + 1, column + 1)
    return organ.mark


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    data = cast("Mapping[str, str]", read_own_data(Path(__file__).with_suffix(".yml")))
    return {key: re.compile(pattern) for key, pattern in data.items()}
