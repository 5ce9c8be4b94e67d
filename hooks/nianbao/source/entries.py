"""Entries of front matter that answer a problem: ``discrepancies`` and ``acknowledged``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..form import fold
from ..problem import Mark, Problem, Problems
from . import limits
from .strict_yaml import Node, YamlMapping, YamlScalar, YamlSequence

__all__ = ["Answers", "Entry", "folded_names", "names_in", "read_entries"]

_KEYS = ("code", "address", "reason")
_EXAMPLE = "请写成 - {code: 问题代码, address: 表.行, reason: 原因}"
_ADVICE = "一条可以说明一行、一张表里的同一种问题，不必逐格写"
_SEPARATOR = re.compile(r"\s*[.›>]\s*")


@dataclass(frozen=True, slots=True)
class Entry:
    """Why problems of one code are there, at one address or, when that is empty, anywhere.

    An address that names a row or a table answers for every figure in it.
    """

    code: str
    address: tuple[str, ...]
    reason: str
    mark: Mark

    def answers(self, problem: Problem) -> bool:
        """Whether the problem is what this entry speaks of."""
        return self.code == problem.code and self.covers(problem.address)

    def covers(self, address: tuple[str, ...]) -> bool:
        """Whether it speaks of what stands at an address."""
        wanted, met = folded_names(self.address), folded_names(address)
        return met[: len(wanted)] == wanted


@dataclass(frozen=True, slots=True)
class Answers:
    """What a file answers to its own problems.

    ``discrepancies`` are explained to the public, which only a published report may do;
    ``acknowledged`` are not. A text that a correction has replaced is superseded.
    """

    file: str
    is_published: bool
    discrepancies: tuple[Entry, ...] = ()
    acknowledged: tuple[Entry, ...] = ()
    is_superseded: bool = False


def names_in(written: str) -> tuple[str, ...]:
    """The names of an address as an author writes it, with a full stop between them."""
    return tuple(_SEPARATOR.split(written)) if written else ()


def folded_names(address: tuple[str, ...]) -> tuple[str, ...]:
    """The names of an address, folded, so that two ways of writing it are equal.

    A name may have a full stop itself, where an author sees two.
    """
    return tuple(fold(part) for name in address for part in names_in(name))


def read_entries(node: Node, problems: Problems) -> tuple[Entry, ...]:
    """The entries of a list; what cannot be read is a problem and left out."""
    if isinstance(node, YamlScalar) and (node.is_blank or node.is_missing):
        return ()
    if not isinstance(node, YamlSequence):
        problems.add("entry-format", node.mark, "这里应当是列表", advice=_EXAMPLE)
        return ()
    limits.ENTRIES.note(len(node.items), node.mark, problems, _ADVICE)
    entries = (_entry(item, problems) for item in node.items[: limits.ENTRIES.most])
    return tuple(entry for entry in entries if entry)


def _entry(node: Node, problems: Problems) -> Entry | None:
    if not isinstance(node, YamlMapping):
        problems.add("entry-format", node.mark, "这一条没有写成各项", advice=_EXAMPLE)
        return None
    texts = dict.fromkeys(_KEYS, "")
    for key, value in node.pairs:
        if key.text not in _KEYS or not isinstance(value, YamlScalar):
            problems.add("entry-format", key.mark, f"这里不能写“{key.text}”", advice=_EXAMPLE)
            return None
        texts[key.text] = "" if value.is_blank else value.text
    for needed in ("code", "reason"):
        if not texts[needed]:
            problems.add("missing-key", node.mark, f"这一条没有写 {needed}", advice=_EXAMPLE)
            return None
    return Entry(texts["code"], names_in(texts["address"]), texts["reason"], node.mark)
