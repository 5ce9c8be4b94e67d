"""Writes front matter: metadata, then the tables, one line a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..form import Address, Form

__all__ = ["front_matter", "official_lines"]


def front_matter(form: Form, year: int, written: Mapping[Address, str], metadata: str = "") -> str:
    """Front matter with every row of an official form as a list, total included."""
    metadata_lines = filter(None, metadata.split("\n"))
    lines = ["---", f"year: {year}", f'form: "{form.key}"', *metadata_lines]
    return "\n".join([*lines, *official_lines(form, written), "---", ""])


def official_lines(form: Form, written: Mapping[Address, str]) -> Iterator[str]:
    """The tables of an official form; a group with a figure of its own has it as first row."""
    rows = [line.address.parts for table in form.tables.values() for line in table.lines]
    groups_of_rows = {row[:depth] for row in rows for depth in range(len(row))}
    above: tuple[str, ...] = ()
    for line in (line for table in form.tables.values() for line in table.lines):
        *groups, last = line.address.parts
        for depth, group in enumerate(groups):
            if tuple(groups[: depth + 1]) != above[: depth + 1]:
                yield f"{'  ' * depth}{group}:"
        above = tuple(groups)
        cells = [written[cell] for cell in line.cells]
        value = cells[0] if len(cells) == 1 else f"[{', '.join(cells)}]"
        indent = "  " * len(groups)
        if line.address.parts in groups_of_rows:
            above = line.address.parts
            yield f"{indent}{last}:"
            yield f"{indent}  值: {value}"
        else:
            yield f"{indent}{last}: {value}"
