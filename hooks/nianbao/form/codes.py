"""Codes of figures in data files: dotted ASCII words, one a table, row and column.

A form's file lists them beside its labels, so that a label may be renamed and the code stays. In
two forms the same code means the same. What no file can list has a code that is worked out, and
looks like it: a row that a place adds to a form and gives no code has one made of its name
(``x`` and a digest), a row or a column of a report's own table one made of where it stands and of
its name (``2-`` and a digest): such a code says nothing outside that report.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence

from .official_table import Address, Label, Table
from .relation import FormError

__all__ = ["CODE", "code_of_added", "require_codes", "table_codes"]

CODE = re.compile(r"[a-z][a-z0-9]*")
"""A code as a form's file may list it."""

_DIGITS = 6


def table_codes(table: Table) -> Mapping[Address, str]:
    """The codes of a table's figures, in printed order."""
    found = {}
    for block in table.blocks:
        columns = list(_codes(block.columns))
        for path, row in _codes(block.rows):
            for column, code in columns:
                address = Address(table.key, path, column[-1])
                found[address] = ".".join((table.code, *row, *code))
    return found


def code_of_added(name: str) -> str:
    """The code of a row that a place has added to a form without giving it one."""
    return f"x{_digest(name)}"


def require_codes(table: Table) -> None:
    """Raises FormError unless all labels of an official table have codes, no two figures one."""
    labels = [label for b in table.blocks for label in _all_labels((*b.rows, *b.columns))]
    for name, code in ((table.key, table.code), *((label.text, label.code) for label in labels)):
        if not CODE.fullmatch(code):
            raise FormError(f"{name}: its code is {code!r}, not small letters and digits")
    seen: dict[str, Address] = {}
    for address, code in table_codes(table).items():
        if seen.setdefault(code, address) != address:
            raise FormError(f"{address.dotted} 与 {seen[code].dotted} 的代码都是 {code}")


def _codes(
    labels: Sequence[Label], above: tuple[str, ...] = (), codes: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The address parts and the codes of every label that stands at figures, in printed order."""
    for number, label in enumerate(labels, 1):
        path, own = above, codes
        if label.key:
            path = (*above, label.key)
            own = (*codes, label.code or f"{number}-{_digest(label.key)}")
        if label.has_figures:
            yield path, own
        yield from _codes(label.children, path, own)


def _all_labels(labels: Sequence[Label]) -> Iterator[Label]:
    """All that have a part in addresses."""
    for label in labels:
        if label.key:
            yield label
        yield from _all_labels(label.children)


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:_DIGITS]
