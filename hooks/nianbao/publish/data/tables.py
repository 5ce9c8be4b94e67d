"""The tables of the whole portal's data, as tables.yml describes them.

CSV heads, the page that explains the fields, the data package, the database and the API are all
made from this description, so that none can differ from another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ...own_data import read_own_data

__all__ = ["DataField", "DataTable", "data_tables"]


@dataclass(frozen=True, slots=True)
class DataField:
    """One column: its name, its type, the only values it may have, if there are such."""

    name: str
    type: str
    says: str
    values: tuple[str, ...] = ()
    needed: bool = False


@dataclass(frozen=True, slots=True)
class DataTable:
    """One table: ``name`` is its file's without the suffix, ``key`` tells its rows apart.

    ``links`` are its columns that name rows of another table, by that table: own name, its name.
    """

    name: str
    title: str
    says: str
    fields: tuple[DataField, ...]
    key: tuple[str, ...]
    links: Mapping[str, Mapping[str, str]]

    @property
    def head(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(field.name for field in self.fields)


@cache
def data_tables() -> Mapping[str, DataTable]:
    """All tables by name, in the order in which they are listed."""
    data = read_own_data(Path(__file__).with_suffix(".yml"))
    return {
        name: DataTable(
            name=name,
            title=entry["title"],
            says=entry["says"],
            fields=tuple(_field(field, said) for field, said in entry["fields"].items()),
            key=tuple(entry["key"]),
            links=entry["links"],
        )
        for name, entry in data.items()
    }


def _field(name: str, said: Mapping[str, object]) -> DataField:
    values = said.get("values", ())
    return DataField(
        name=name,
        type=str(said.get("type", "text")),
        says=str(said["says"]),
        values=tuple(map(str, values)) if isinstance(values, list) else (),
        needed=bool(said.get("needed", False)),
    )
