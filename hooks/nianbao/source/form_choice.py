"""Which form a report's tables are in: the one whose rows they have, whatever the year says."""

from __future__ import annotations

from collections.abc import Iterable

from ..form import Form, Line, Table, fold, forms
from .strict_yaml import Node, YamlMapping, YamlScalar, YamlSequence

__all__ = ["closest_forms"]


def closest_forms(tables: Iterable[tuple[YamlScalar, Node]]) -> tuple[Form, ...]:
    """The forms that the tables differ from least; several when they differ equally."""
    written = {key.text: node for key, node in tables}
    differences = {
        form.key: sum(
            _difference(table, written[name])
            for name, table in form.tables.items()
            if name in written
        )
        for form in forms().values()
    }
    least = min(differences.values())
    return tuple(form for form in forms().values() if differences[form.key] == least)


def _difference(table: Table, node: Node) -> int:
    """How many rows are missing, or unknown, or of another length."""
    lines = {tuple(map(fold, line.address.row)): line for line in table.lines}
    met: set[tuple[str, ...]] = set()

    def walk(path: tuple[str, ...], node: Node) -> int:
        below = {other for other in lines if other[: len(path)] == path}
        met.update(below)
        if path in lines:
            return 0 if _fits(lines[path], node) else 1
        if not below:
            return 1
        if not isinstance(node, YamlMapping):
            return 0
        met.difference_update(below)
        return sum(walk((*path, fold(name.text)), value) for name, value in node.pairs)

    return walk((), node) + len(lines.keys() - met)


def _fits(line: Line, node: Node) -> bool:
    """Whether a row as written can have the columns of the line; 0 stands for any number."""
    if isinstance(node, YamlSequence):
        return len(node.items) <= len(line.columns) and len(line.columns) > 1
    return isinstance(node, YamlMapping) or node.text == "0" or len(line.columns) == 1
