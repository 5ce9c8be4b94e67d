"""The entries of ``corrections``: what of a published report was changed, when, and why."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from ..form import Address, Form
from ..problem import Mark, Problems
from . import limits
from .day import read_day
from .entries import folded_names, names_in
from .strict_yaml import Node, YamlMapping, YamlScalar, YamlSequence
from .unknown import note_unknown

__all__ = ["PROSE", "Correction", "nameable", "read_corrections"]

PROSE = Address("正文")
"""What names the prose where tables, rows and figures are named."""

_KEYS = ("date", "what", "why")
_EXAMPLE = f"请写成 - {{date: 2022-03-01, what: 表.行, why: 原因}}；文字改了，what 写 {PROSE.table}"


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry: on which day what was changed, and why.

    ``what`` holds addresses of tables, groups, rows and figures, or ``PROSE``.
    """

    date: dt.date
    what: tuple[Address, ...]
    why: str
    mark: Mark

    def covers(self, address: Address) -> bool:
        """Whether the entry speaks of what stands there."""
        return any(address.parts[: len(named.parts)] == named.parts for named in self.what)


class _Entry(NamedTuple):
    """An entry as written: its addresses are not looked up yet."""

    date: dt.date
    what: tuple[YamlScalar, ...]
    why: str
    mark: Mark


def read_corrections(node: Node, form: Form, problems: Problems) -> tuple[Correction, ...]:
    """The entries in the order written; none, and a problem, when one of them cannot be read.

    Only those of the last day are held against the form: earlier ones speak of earlier texts,
    whose form may have been another.
    """
    if not isinstance(node, YamlSequence):
        problems.add("entry-format", node.mark, "这里应当是列表", advice=_EXAMPLE)
        return ()
    advice = "一条可以写明几处；改动很多的，what 写一张表或者正文"
    if limits.ENTRIES.note(len(node.items), node.mark, problems, advice):
        return ()
    entries = [entry for item in node.items if (entry := _entry(item, problems)) is not None]
    last = max((entry.date for entry in entries), default=None)
    corrections = []
    for entry in entries:
        look_up = _known_or_noted if entry.date == last else _known_or_as_written
        what = [look_up(name, form, problems) for name in entry.what]
        known = tuple(address for address in what if address is not None)
        if len(known) == len(what):
            corrections.append(Correction(entry.date, known, entry.why, entry.mark))
    return tuple(corrections) if len(corrections) == len(node.items) else ()


def _entry(node: Node, problems: Problems) -> _Entry | None:
    if not isinstance(node, YamlMapping):
        problems.add("entry-format", node.mark, "这一条没有写成各项", advice=_EXAMPLE)
        return None
    given: dict[str, tuple[YamlScalar, ...]] = {}
    empty = [key for key, value in node.pairs if key.text in _KEYS and _is_empty(value)]
    for key in empty:
        problems.add("unfilled", key.mark, f"“{key.text}”还没有填", advice=_EXAMPLE)
    if empty:
        return None
    for key, value in node.pairs:
        texts = _texts(value) if key.text == "what" else _texts(value)[:1]
        is_list = isinstance(value, YamlSequence) and key.text != "what"
        if key.text not in _KEYS or is_list or not texts:
            problems.add("entry-format", key.mark, f"“{key.text}”这样写读不懂", advice=_EXAMPLE)
            return None
        given[key.text] = texts
    for needed in _KEYS:
        if needed not in given:
            problems.add("missing-key", node.mark, f"这一条没有写 {needed}", advice=_EXAMPLE)
            return None
    (written,), (why,) = given["date"], given["why"]
    day = read_day(written, "2022-03-01", problems)
    return _Entry(day, given["what"], why.text, node.mark) if day is not None else None


def _is_empty(node: Node) -> bool:
    """Whether nobody has written anything yet."""
    if isinstance(node, YamlScalar):
        return node.is_blank or not node.text.strip()
    return isinstance(node, YamlSequence) and not node.items


def _texts(node: Node) -> tuple[YamlScalar, ...]:
    """The text of an item or the texts of its list; nothing when any is no text."""
    items = node.items if isinstance(node, YamlSequence) else (node,)
    texts = tuple(
        item
        for item in items[: limits.ENTRIES.most]
        if isinstance(item, YamlScalar) and item.text.strip() and not item.is_blank
    )
    return texts if len(texts) == len(items) else ()


def _known_or_noted(written: YamlScalar, form: Form, problems: Problems) -> Address | None:
    """The address that is named or, beside the problem, seems to be meant."""
    known = nameable(form)
    address = known.get(folded_names(names_in(written.text)))
    if address is not None:
        return address
    suggestion = note_unknown(
        "unknown-address",
        written.mark,
        f"表中没有“{written.text}”",
        written.text,
        [address.dotted for address in known.values()],
        problems,
        otherwise=f"请照表中的名称写 表、表.行 或 表.行.列；文字改了，写 {PROSE.table}",
    )
    return known[folded_names(names_in(suggestion))] if suggestion else None


def _known_or_as_written(written: YamlScalar, form: Form, _problems: Problems) -> Address:
    table, *row = (name.strip() for name in re.split("[.›>]", written.text))
    as_written = Address(table, tuple(row))
    return nameable(form).get(folded_names(names_in(written.text)), as_written)


@lru_cache(maxsize=32)
def nameable(form: Form) -> Mapping[tuple[str, ...], Address]:
    """Everything that can be named: tables, groups, rows, figures, and the prose."""
    places = [PROSE]
    for address in form.measures:
        places += [Address(address.table, address.row[:depth]) for depth in range(len(address.row))]
        places += [Address(address.table, address.row), address]
    return {folded_names(place.parts): place for place in places}
