"""The tables that the county made for itself before there was an official one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypedDict, cast

from ..form import local_frame
from ..source import Number
from ..source.correspondence import INDICATORS
from ..source.local_table import free_key
from .completing import total
from .data import read_data
from .work import Work

__all__ = ["Item", "LocalTable", "local_lines", "local_numbers", "local_table"]


@dataclass(frozen=True, slots=True)
class Item:
    """One indicator: its label, and the amounts it adds up; none for a mere heading."""

    label: str
    unit: str
    count: tuple[str, ...]
    parts: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class LocalTable:
    """A table of some years; with a second column, that holds the sums since the first year.

    ``indicators`` are the rows that reports say to be indicators, by the indicators' codes.
    """

    caption: str
    columns: tuple[str, ...]
    items: tuple[Item, ...]
    said: Mapping[str, str]
    indicators: Mapping[str, str]


class _ItemData(TypedDict, total=False):
    label: str
    unit: str
    count: str
    parts: list[_ItemData]


class _TableData(TypedDict):
    years: list[str]
    caption: str
    columns: list[str]
    items: list[_ItemData]
    said: Mapping[str, str]
    indicators: Mapping[str, str]


class _Data(TypedDict):
    local: list[_TableData]


def local_table(year: int) -> LocalTable | None:
    """The table of a year, unless it had an official one."""
    for data in cast("_Data", read_data("figures.yml"))["local"]:
        first, last = map(int, data["years"])
        if first <= year <= last:
            items = tuple(map(_item, data["items"]))
            return LocalTable(
                data["caption"], tuple(data["columns"]), items, data["said"], data["indicators"]
            )
    return None


def _item(data: _ItemData) -> Item:
    count = tuple(data["count"].split(" + ")) if "count" in data else ()
    parts = tuple(map(_item, data.get("parts", [])))
    return Item(data["label"], data.get("unit", ""), count, parts)


def local_numbers(table: LocalTable, so_far: list[Work]) -> dict[str, Number]:
    """The figures after the work of the years so far, the last of which is reported."""
    numbers: dict[str, Number] = {}

    def count(items: tuple[Item, ...], above: str) -> None:
        for item in items:
            address = f"{above}.{free_key(item.label)}"
            if item.count:
                of_years = [total(work[name] for name in item.count) for work in so_far]
                values = (of_years[-1], total(of_years))
                for column, value in zip(table.columns, values, strict=False):
                    numbers[f"{address}.{column}"] = value
            count(item.parts, address)

    count(table.items, *local_frame().tables)
    return numbers


def local_lines(table: LocalTable, written: Mapping[str, str]) -> Iterator[str]:
    """The table as front matter writes it, with what its rows correspond to."""
    (key,) = local_frame().tables
    yield f"{INDICATORS}:"
    yield from (f"  {code}: {address}" for code, address in table.indicators.items())
    yield f"{key}:"
    yield f"  名称: {table.caption}"
    if len(table.columns) > 1:
        yield f"  列: [{', '.join(table.columns)}]"
    yield "  指标:"
    yield from _item_lines(table, table.items, key, "    ", written)


def _item_lines(
    table: LocalTable,
    items: tuple[Item, ...],
    above: str,
    indent: str,
    written: Mapping[str, str],
) -> Iterator[str]:
    for item in items:
        address = f"{above}.{free_key(item.label)}"
        entries = [f"指标: {item.label}"]
        if item.unit:
            entries.append(f"单位: {item.unit}")
        if item.count:
            cells = [written[f"{address}.{column}"] for column in table.columns]
            entries.append(f"数: {cells[0] if len(cells) == 1 else '[' + ', '.join(cells) + ']'}")
        if not item.parts:
            yield f"{indent}- {{{', '.join(entries)}}}"
            continue
        yield f"{indent}- {entries[0]}"
        yield from (f"{indent}  {entry}" for entry in entries[1:])
        yield f"{indent}  其中:"
        yield from _item_lines(table, item.parts, address, f"{indent}    ", written)
