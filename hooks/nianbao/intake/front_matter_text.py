"""Figures as the front matter of a report, a line a row."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from ..form import Address, Form, Line, Table, local_frame
from ..source import UNFILLED, UNVERIFIED
from .local_table_text import declared_table
from .tables.cell_text import CellReading

__all__ = ["figures_text", "metadata_text", "scalar"]

_PLAIN = re.compile(r"[\w\u4e00-\u9fff《》（）、，。；“”·/.-]+")
_NUMBER_LIKE = re.compile(r"[+-]?[0-9.]+|~|0|true|false|null", re.IGNORECASE)


def metadata_text(key: str, text: str) -> str:
    """One line of metadata."""
    return f"{key}: {scalar(text)}"


def figures_text(
    form: Form,
    readings: Mapping[Address, CellReading],
    comments: Mapping[str, Sequence[str]],
) -> str:
    """All tables of a form; ``comments`` stand above the table of that key."""
    lines: list[str] = []
    for table in form.tables.values():
        lines += ["", *(f"# {comment}" for comment in comments.get(table.key, ()))]
        if table.key in local_frame().tables:
            lines += declared_table(table, scalar, lambda line: _row(line, readings))
        else:
            lines += _table(table, readings)
    return "\n".join(lines[1:])


def _table(table: Table, readings: Mapping[Address, CellReading]) -> Iterator[str]:
    rows = [line.address.parts for line in table.lines]
    groups_of_rows = {row[:depth] for row in rows for depth in range(len(row))}
    shared = {line.columns for line in table.lines}
    names = "、".join(column.key for column in table.lines[0].columns)
    above: tuple[str, ...] = ()
    for line in table.lines:
        *groups, last = line.address.parts
        for depth, group in enumerate(groups):
            if tuple(groups[: depth + 1]) != above[: depth + 1]:
                is_listed = depth == 0 and len(shared) == 1 and len(line.columns) > 1
                yield f"{'  ' * depth}{group}:" + (f"  # {names}" if is_listed else "")
        above = tuple(groups)
        indent = "  " * len(groups)
        value = _row(line, readings)
        if line.address.parts in groups_of_rows:
            above = line.address.parts
            yield f"{indent}{last}:"
            yield f"{indent}  值: {value}"
        else:
            yield f"{indent}{last}: {value}"


def _row(line: Line, readings: Mapping[Address, CellReading]) -> str:
    cells = [_cell(readings[cell]) for cell in line.cells]
    if set(cells) == {UNFILLED}:
        return UNFILLED
    return cells[0] if len(cells) == 1 else f"[{', '.join(cells)}]"


def _cell(reading: CellReading) -> str:
    if reading.fault:
        return f"{{值: ~, 注: {UNVERIFIED}}}"
    value = reading.written or "~"
    parts = [f"值: {value}"]
    if reading.unit:
        parts.append(f"单位: {scalar(reading.unit)}")
    if reading.note:
        parts.append(f"注: {scalar(reading.note)}")
    return value if len(parts) == 1 else f"{{{', '.join(parts)}}}"


def scalar(text: str) -> str:
    """A text as YAML takes it for text."""
    if _PLAIN.fullmatch(text) and not _NUMBER_LIKE.fullmatch(text) and text[0] not in "-.":
        return text
    return json.dumps(text, ensure_ascii=False)
