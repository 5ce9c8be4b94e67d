"""Paragraphs that a new report has for somebody to write, and nobody has written."""

from __future__ import annotations

from ..problem import Mark, Problems
from ..source import UNWRITTEN, Report

__all__ = ["check_unfilled"]


def check_unfilled(report: Report, problems: Problems) -> None:
    """One problem for every such line."""
    for number, line in enumerate(report.text.splitlines(), 1):
        if line.strip() != UNWRITTEN:
            continue
        above = [s for s in report.sections if s.mark.line <= number]
        problems.add(
            "unfilled",
            Mark(number, line.index(UNWRITTEN) + 1),
            "这一段还没有写",
            address=(above[-1].official.title or above[-1].heading,) if above else (),
            found=UNWRITTEN,
            advice="请换成正文；确实没有可写的写“无”，用不着的小标题一起删去",
        )
