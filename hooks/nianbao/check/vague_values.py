"""Texts of front matter that are there and say nothing: “无” as a reason, an empty notice.

What says nothing is data: ``vague_values.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import cast

from ..own_data import read_own_data
from ..problem import Mark, Problems
from ..source import Report

__all__ = ["check_vague_values"]


def check_vague_values(report: Report, problems: Problems) -> None:
    """The notice, the description, and every reason and note say something to a reader."""
    for key, text in (("notice", report.notice), ("description", report.description)):
        if key in report.marks and not text.strip():
            problems.add(
                "value-vague",
                report.marks[key],
                f"{key} 后面是空的",
                found=key,
                advice="请写上内容，或者删去这一行",
            )
    for what, text, mark in _texts(report):
        if text.strip() and _vague().fullmatch(text.strip()):
            problems.add(
                "value-vague",
                mark,
                f"{what} 只写了“{text.strip()}”，读者看不出说的是什么",
                found=text,
                advice="请照实写清楚：它会发布出去",
            )


def _texts(report: Report) -> Iterator[tuple[str, str, Mark]]:
    """Every text that is published, what it is and where."""
    for key, text in (("notice", report.notice), ("description", report.description)):
        if key in report.marks:
            yield key, text, report.marks[key]
    for entry in (*report.answers.discrepancies, *report.answers.acknowledged):
        yield "reason", entry.reason, entry.mark
    for correction in report.corrections:
        yield "why", correction.why, correction.mark
    for figure in report.figures.values():
        yield "注", figure.note, figure.mark


@cache
def _vague() -> re.Pattern[str]:
    data = cast("Mapping[str, str]", read_own_data(Path(__file__).with_suffix(".yml")))
    return re.compile(re.sub(r"\s", "", data["vague"]), re.IGNORECASE)
