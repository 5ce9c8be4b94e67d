"""/data/api/: the data as static JSON by organ, year and indicator, and its description.

Documents are read out of the database, so that they cannot say anything else. Their rows are
objects with the names of the tables' columns.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from ..web.addresses import OPEN_DATA, absolute
from .package import About
from .tables import DataField, data_tables

__all__ = ["API", "OPENAPI", "DocumentLink", "documents", "openapi"]

API = f"{OPEN_DATA}api/"
"""Where the documents stand."""
OPENAPI = f"{API}openapi.json"
"""Their description."""

# What each kind of document has: its parts with the table, the columns left out, and which rows.
_OF_ORGAN = (
    *("机关", "机关代号", "类别", "格式", "合计行", "含下级", "计入的报告", "应计入的报告", "网址"),
)
_OF_SUM = ("机关代号", "机关", "类别", "版本", "格式", "合计行", "含下级", "计入合计", "网址")
_OF_INDICATOR = (
    *("指标代码", "指标", "类别", "版本", "格式", "合计行", "计入的报告", "应计入的报告"),
)


_Part: TypeAlias = tuple[str, tuple[str, ...], str]

_KINDS: Mapping[str, Mapping[str, _Part]] = {
    "organs": {
        "organ": ("organs", (), "机关代号 = :id"),
        "reports": ("reports", (), "机关代号 = :id order by 年度, 版本"),
        "indicators": ("indicators", _OF_ORGAN, "机关代号 = :id order by 指标代码, 年度"),
    },
    "years": {
        "reports": ("reports", (), "年度 = :id order by id"),
        "totals": ("indicators", _OF_SUM, "年度 = :id and 合计行 = '是' order by 指标代码"),
    },
    "indicators": {
        "indicator": ("indicator_list", (), "指标代码 = :id"),
        "totals": ("indicators", _OF_SUM, "指标代码 = :id and 合计行 = '是' order by 年度"),
        "observations": (
            "indicators",
            _OF_INDICATOR,
            "指标代码 = :id and 合计行 = '否' order by 年度, 机关代号",
        ),
    },
}
_ALL = {
    "organs": "select 机关代号, 机关 from organs order by rowid",
    "years": "select distinct 年度, 年度 || '年' from reports order by 年度",
    "indicators": "select 指标代码, 指标 from indicator_list"
    " where 指标代码 in (select code from indicator_values) order by rowid",
}
_TITLES = {"organs": "机关", "years": "年度", "indicators": "指标"}
_SINGLE = ("organ", "indicator")
_SAYS = {
    "organs": "一个机关：机关、历年的报告、历年的指标",
    "years": "一个年度：各机关的报告、各指标的合计",
    "indicators": "一个指标：含义、历年的合计、各机关历年的数",
    "index": "有哪些机关、年度、指标，各在哪里",
}
_JSON_TYPES = {"text": "string", "link": "string", "date": "string"}


@dataclass(frozen=True, slots=True)
class DocumentLink:
    """Where a document is: what kind it is of, what it is about. That of all has no kind."""

    kind: str
    name: str
    path: str


def documents(database: Path, site_url: str) -> Iterator[tuple[DocumentLink, str]]:
    """Each document with its text, the list of all last. Raises OSError, sqlite3.Error."""
    uri = f"{database.resolve().as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        listed: dict[str, list[dict[str, object]]] = {}
        for kind, query in _ALL.items():
            listed[kind] = []
            for key, name in connection.execute(query).fetchall():
                path = f"{API}{kind}/{key}.json"
                entry = {"id": str(key), "name": name, "url": absolute(site_url, path)}
                listed[kind].append(entry)
                link = DocumentLink(_TITLES[kind], str(name), path)
                yield link, _written(_document(connection, kind, key))
        yield DocumentLink("", "", f"{API}index.json"), _written(listed)


def openapi(about: About) -> str:
    """The description of all documents: OpenAPI 3.1, which has JSON Schema in it."""
    schemas: dict[str, object] = {"index": _index_schema()}
    paths: dict[str, object] = {"/index.json": _path("index", "")}
    for kind, parts in _KINDS.items():
        schemas[kind] = _object(
            {
                name: _rows(table, left_out, is_single=name in _SINGLE)
                for name, (table, left_out, _) in parts.items()
            }
        )
        paths[f"/{kind}/{{id}}.json"] = _path(kind, "id")
    info: dict[str, object] = {
        "title": about.title,
        "description": about.description,
        "version": about.version,
    }
    if about.licence:
        info["license"] = {"name": about.licence.name, "url": about.licence.url}
    return _written(
        {
            "openapi": "3.1.0",
            "info": info,
            "servers": [{"url": f"{about.url}api"}],
            "paths": paths,
            "components": {"schemas": schemas},
        }
    )


def _document(connection: sqlite3.Connection, kind: str, key: object) -> dict[str, object]:
    content: dict[str, object] = {}
    for part, (table, left_out, condition) in _KINDS[kind].items():
        fields = [f for f in data_tables()[table].fields if f.name not in left_out]
        names = [field.name for field in fields]
        # All of it is our own text but the key.
        found = connection.execute(
            f"select {', '.join(names)} from {table} where {condition}",  # noqa: S608
            {"id": key},
        )
        rows = [dict(zip(names, row, strict=True)) for row in found]
        content[part] = rows[0] if part in _SINGLE else rows
    return content


def _written(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def _path(kind: str, parameter: str) -> dict[str, object]:
    operation: dict[str, object] = {
        "operationId": kind,
        "summary": _SAYS[kind],
        "responses": {
            "200": {
                "description": _SAYS[kind],
                "content": {
                    "application/json": {"schema": {"$ref": f"#/components/schemas/{kind}"}}
                },
            }
        },
    }
    if parameter:
        operation["parameters"] = [
            {
                "name": parameter,
                "in": "path",
                "required": True,
                "description": "机关代号、年度、指标代码，见 index.json",
                "schema": {"type": "string"},
            }
        ]
    return {"get": operation}


def _rows(table: str, left_out: tuple[str, ...], *, is_single: bool) -> dict[str, object]:
    fields = [f for f in data_tables()[table].fields if f.name not in left_out]
    row = _object({field.name: _property(field) for field in fields})
    return row if is_single else {"type": "array", "items": row}


def _property(field: DataField) -> dict[str, object]:
    kinds = [_JSON_TYPES.get(field.type, field.type)]
    said: dict[str, object] = {"description": field.says}
    if field.values:
        said["enum"] = [*field.values, *([] if field.needed else [None])]
    return {"type": kinds if field.needed else [*kinds, "null"], **said}


def _index_schema() -> dict[str, object]:
    entry = _object({name: {"type": "string"} for name in ("id", "name", "url")})
    return _object({kind: {"type": "array", "items": entry} for kind in _ALL})


def _object(properties: dict[str, dict[str, object]]) -> dict[str, object]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
