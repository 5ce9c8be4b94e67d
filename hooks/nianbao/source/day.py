"""A day as front matter writes it: year, month and day in digits, with hyphens."""

from __future__ import annotations

import re
from datetime import date

from ..problem import Problems
from .strict_yaml import YamlScalar

__all__ = ["read_day"]


def read_day(node: YamlScalar, example: str, problems: Problems) -> date | None:
    """The day; None, and a problem that shows the ``example``, when it is none."""
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", node.text, re.ASCII):
            raise ValueError(node.text)
        return date.fromisoformat(node.text)
    except ValueError:
        problems.add(
            "date-format",
            node.mark,
            f"“{node.text}”不是日期",
            found=node.text,
            advice=f"请写成 {example} 的样子",
        )
        return None
