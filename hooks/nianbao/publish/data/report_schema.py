"""What describes the JSON of a report: a JSON Schema, published beside the data."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from ..figure_states import STATES
from ..web.addresses import REPORT_SCHEMA, absolute

__all__ = ["report_schema"]

_TEXT = {"type": "string"}
_LINK = {"type": "string", "format": "uri"}
_DAY = {"type": "string", "format": "date"}
_DAY_OR_NOT = {"type": ["string", "null"], "format": "date"}
_TEXT_OR_NOT = {"type": ["string", "null"]}


def report_schema(site_url: str) -> str:
    """The schema (draft 2020-12), with what each name means in Chinese."""
    cell = _object(
        code=_said(_TEXT, "固定代码：表、行、列的代码用句点连起来"),
        address=_said(_TEXT, "表、行、列的名称用句点连起来"),
        column=_said(_TEXT, "列"),
        value=_said({"type": ["number", "null"]}, "照原样公布的数；null 是空白，不是 0"),
        unit=_said(_TEXT, "单位；空的是表上没有，报告也没有写明"),
        state=_said({"enum": list(STATES)}, "有数、空白，还是没有这一格"),
        note=_said(_TEXT, "这一格自带的说明"),
        remarks=_said(_TEXT, "公布时就有的差错的说明"),
        optional=("note", "remarks"),
    )
    row = _object(
        name=_said(_list(_TEXT), "行的名称，由上级到下级"),
        labels=_said(_list(_TEXT), "照表上印的行的名称，由上级到下级；只有自定表写明"),
        cells=_list(cell),
        optional=("labels",),
    )
    table = _object(code=_TEXT, name=_TEXT, caption=_TEXT, rows=_list(row))
    content = _object(
        organ=_object(slug=_said(_TEXT, "机关代号"), name=_TEXT, kind=_TEXT),
        title=_TEXT,
        year=_said({"type": "integer"}, "报告的是哪一年"),
        form=_object(edition=_TEXT, name=_TEXT, notice=_TEXT_OR_NOT),
        published=_said(_DAY_OR_NOT, "最初发布的日期；null 是不详"),
        publishedTime=_said(_TEXT, "最初发布的时刻，例如 10:30；不知道的没有"),
        url=_LINK,
        version=_said({"type": "integer", "minimum": 1}, "第几个文本，每更正一次加 1"),
        current=_said({"type": "boolean"}, "是不是现行的文本"),
        notice=_said(_TEXT_OR_NOT, "需要读者注意的话"),
        description=_said(_TEXT, "一句话的简介；没有写的没有"),
        tables=_said(_list(table), "统计表；没有统计表的报告是空的"),
        indicators=_said(
            _list(_object(code=_TEXT, name=_TEXT, address=_TEXT)),
            "自定表里哪一格是哪个历年可比的指标；只有自定表写明",
        ),
        identifier=_said(_TEXT, "永久标识"),
        original=_said(
            _object(name=_TEXT, url=_LINK, mediaType=_TEXT, size={"type": "integer"}, sha256=_TEXT),
            "当年的原件",
        ),
        corrections=_list(
            _object(
                date=_DAY,
                what=_list(_object(code=_TEXT_OR_NOT, address=_TEXT)),
                why=_TEXT,
            )
        ),
        discrepancies=_said(
            _list(_object(address=_TEXT, rule=_TEXT, finding=_TEXT, reason=_TEXT)),
            "公布时就有的差错",
        ),
        optional=(
            *("publishedTime", "description", "indicators"),
            *("identifier", "original", "corrections", "discrepancies"),
        ),
    )
    properties = content["properties"]
    if isinstance(properties, dict):
        properties["$schema"] = _LINK
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": absolute(site_url, REPORT_SCHEMA),
        "title": "一份政府信息公开工作年度报告的数据",
    }
    return json.dumps({**head, **content}, ensure_ascii=False, indent=1) + "\n"


def _object(
    *, optional: Sequence[str] = (), **properties: Mapping[str, object]
) -> dict[str, object]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _list(items: Mapping[str, object]) -> dict[str, object]:
    return {"type": "array", "items": items}


def _said(schema: Mapping[str, object], description: str) -> dict[str, object]:
    return {**schema, "description": description}
