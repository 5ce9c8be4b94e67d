"""datapackage.json: what the CSV files of the whole portal hold, as programs read it.

Data Package v2 (datapackage.org, 2024): resources with their hash and size, Table Schema with
types, constraints, primary and foreign keys. Made of the same description as the files' heads.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...build.store import Stored
from ...settings import Licence
from .tables import DataField, DataTable, data_tables

__all__ = ["About", "data_package"]

_TYPES = {"text": "string", "link": "string", "date": "date"}


@dataclass(frozen=True, slots=True)
class About:
    """What the whole of the data is called, whose it is, and of which version.

    ``version`` changes with any of the data. Without a ``licence`` nothing is said of one.
    """

    title: str
    description: str
    publisher: str
    url: str
    version: str
    modified: str
    licence: Licence | None


def data_package(about: About, files: Mapping[str, Stored]) -> str:
    """The description of all tables, whose ``files`` are by the name of the table."""
    content: dict[str, object] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "nianbao",
        "id": about.url,
        "title": about.title,
        "description": about.description,
        "homepage": about.url,
        "version": about.version,
        "contributors": [{"title": about.publisher, "roles": ["publisher"]}],
        "resources": [_resource(data_tables()[name], file) for name, file in files.items()],
    }
    if about.licence:
        licence = about.licence
        content["licenses"] = [{"title": licence.name, "path": licence.url}]
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _resource(table: DataTable, file: Stored) -> dict[str, object]:
    return {
        "$schema": "https://datapackage.org/profiles/2.0/dataresource.json",
        "name": table.name,
        "type": "table",
        "title": table.title,
        "description": table.says,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "schema": {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fields": list(_fields(table.fields)),
            "primaryKey": list(table.key),
            "foreignKeys": [
                {
                    "fields": list(own),
                    "reference": {
                        "resource": "" if other == table.name else other,
                        "fields": list(own.values()),
                    },
                }
                for other, own in table.links.items()
            ],
            "missingValues": [""],
        },
    }


def _fields(fields: Iterable[DataField]) -> Iterable[dict[str, object]]:
    for field in fields:
        constraints: dict[str, object] = {}
        if field.needed:
            constraints["required"] = True
        if field.values:
            constraints["enum"] = list(field.values)
        yield {
            "name": field.name,
            "type": _TYPES.get(field.type, field.type),
            **({"format": "uri"} if field.type == "link" else {}),
            "description": field.says,
            **({"constraints": constraints} if constraints else {}),
        }
