"""Who approved a report before it was published, and when: ``approved`` in front matter.

It is a record for the office and appears in nothing that is published. What exactly was approved,
git knows: the entry is committed together with the text.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from ..problem import Mark, Problems
from . import limits
from .day import read_day
from .figure import UNFILLED, UNWRITTEN
from .strict_yaml import Node, YamlMapping, YamlScalar

__all__ = ["APPROVED", "Approval", "approval_example", "read_approval"]

APPROVED = "approved"
"""The key under which it stands."""

_KEYS = ("by", "date")


@dataclass(frozen=True, slots=True)
class Approval:
    """``by`` is the office that approved, ``date`` the day; ``mark`` is where the day stands."""

    by: str
    date: dt.date
    mark: Mark


def approval_example(year: int) -> str:
    """How the approval of a report about a year is written."""
    return f"{APPROVED}: {{by: 职务, date: {year + 1}-01-15}}"


def read_approval(node: Node, year: int, problems: Problems) -> Approval | None:
    """The approval; None, and a problem, if it cannot be read."""
    advice = f"请写成 {approval_example(year)}；还没有批准的，删去这一行"
    given = _given(node, advice, problems)
    if given is None:
        return None
    by, written = (given[name] for name in _KEYS)
    if limits.NAME.note(len(by.text), by.mark, problems, "请只写批准人的职务"):
        return None
    day = read_day(written, f"{year + 1}-01-15", problems)
    return None if day is None else Approval(by.text, day, written.mark)


def _given(node: Node, advice: str, problems: Problems) -> Mapping[str, YamlScalar] | None:
    """Both items, filled in; None, and a problem, if there are others or one is missing."""
    if not isinstance(node, YamlMapping):
        sentence = f"{APPROVED} 要写谁批准、哪一天批准两项"
        problems.add("approval-format", node.mark, sentence, advice=advice)
        return None
    given: dict[str, YamlScalar] = {}
    for key, value in node.pairs:
        if key.text not in _KEYS:
            sentence = f"{APPROVED} 里没有“{key.text}”这一项"
        elif not isinstance(value, YamlScalar):
            sentence = f"{key.text} 后面应当只写一项；几级审核的，写最后批准的一级"
        else:
            given[key.text] = value
            continue
        problems.add("approval-format", key.mark, sentence, found=key.text, advice=advice)
        return None
    for name in _KEYS:
        if name not in given:
            sentence = f"{APPROVED} 没有写 {name}"
            problems.add("approval-format", node.mark, sentence, advice=advice)
            return None
        if given[name].is_blank or given[name].text.strip() in ("", UNFILLED, UNWRITTEN):
            problems.add("unfilled", given[name].mark, f"“{name}”还没有填", advice=advice)
            return None
    return given
