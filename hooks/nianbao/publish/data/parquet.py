"""The figures of all reports as Parquet, for a site that has asked for it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from .figure_rows import Row
from .tables import data_tables

__all__ = ["write_parquet"]


def write_parquet(file: Path, groups: Iterable[Iterable[Row]]) -> None:
    """Writes the rows of figures, each group as one of the file's. Raises OSError.

    Amounts have as many digits after the point as any published one may: they stay exact.
    """
    import pyarrow as pa  # noqa: PLC0415 - only where the site asks for it
    from pyarrow import parquet  # noqa: PLC0415

    types = {"integer": pa.int64(), "number": pa.decimal128(38, 10), "date": pa.date32()}
    fields = data_tables()["figures"].fields
    schema = pa.schema(
        [pa.field(f.name, types.get(f.type, pa.string()), nullable=not f.needed) for f in fields]
    )
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        for group in groups:
            columns = list(zip(*group, strict=True))
            if not columns:
                continue
            arrays = [
                pa.array([_value(cell, f.type) for cell in column], schema.field(f.name).type)
                for column, f in zip(columns, fields, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _value(cell: object, kind: str) -> object:
    if kind == "number":
        return Decimal(str(cell)) if cell is not None else None
    if kind in ("text", "link"):
        return str(cell) if cell else None
    return cell
