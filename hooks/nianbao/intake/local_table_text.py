"""A table that the report itself declares, as front matter: a line an indicator."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ..form import Address, Label, Line, Table, local_frame
from ..source.local_table import CAPTION, COLUMNS, ITEMS, LABEL, NUMBERS, PARTS, UNIT

__all__ = ["declared_table"]


def declared_table(
    table: Table, scalar: Callable[[str], str], figures: Callable[[Line], str]
) -> Iterator[str]:
    """The lines of the table; ``scalar`` writes a text, ``figures`` those of one row."""
    frame = local_frame().tables[table.key]
    (block,) = table.blocks
    yield f"{table.key}:"
    if table.caption != frame.caption:
        yield f"  {CAPTION}: {scalar(table.caption)}"
    if block.columns != frame.blocks[0].columns:
        yield f"  {COLUMNS}: [{', '.join(scalar(column.text) for column in block.columns)}]"
    yield f"  {ITEMS}:"
    rows = {line.address: figures(line) for line in table.lines}
    yield from _items(block.rows, Address(table.key), rows, "    ", scalar)


def _items(
    labels: Iterable[Label],
    above: Address,
    rows: dict[Address, str],
    indent: str,
    scalar: Callable[[str], str],
) -> Iterator[str]:
    for label in labels:
        address = above._replace(row=(*above.row, label.key))
        parts = [f"{LABEL}: {scalar(label.text)}"]
        if label.measure is not None and label.measure.unit:
            parts.append(f"{UNIT}: {scalar(label.measure.unit)}")
        if label.has_figures:
            parts.append(f"{NUMBERS}: {rows[address]}")
        if not label.children:
            yield f"{indent}- {{{', '.join(parts)}}}"
            continue
        first, *others = (*parts, f"{PARTS}:")
        yield f"{indent}- {first}"
        yield from (f"{indent}  {part}" for part in others)
        yield from _items(label.children, address, rows, f"{indent}    ", scalar)
