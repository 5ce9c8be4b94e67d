"""JSON Schemas of what webmasters write, from the forms: editors complete and check by them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from ...form import Form, OrganKind, forms, indicators, local_frame, tableless_form
from ...source.approval import APPROVED
from ...source.correspondence import INDICATORS
from ...source.front_matter import YEARS
from ...source.organs import SLUG, SLUG_LENGTH, TAKEN_SLUGS, VERSION_SLUG
from ...source.original import ORIGINAL
from ...source.withdrawal import WITHDRAWN
from ...source.yes_or_no import YES_OR_NO
from .schema_parts import DAY, TEXT, TEXTS, Schema, corrections, entries, some_text, top
from .schema_tables import local_table, national_tables
from .settings_schema import settings_schema

__all__ = ["organs_schema", "report_schema", "schemas"]

_YEAR: Schema = {"pattern": "^20[0-9]{2}$"}
_YES_OR_NO: Schema = {"enum": [True, False, *(w for w in YES_OR_NO if w not in ("true", "false"))]}
_ENTRIES: Schema = {"$ref": "#/definitions/entries"}


def schemas() -> Mapping[str, str]:
    """Every schema as text, by the name of its file."""
    frame = local_frame()
    made = {
        **{f"{key}.json": report_schema(form) for key, form in forms().items()},
        "local.json": report_schema(frame),
        "tableless.json": report_schema(tableless_form()),
        "organs.json": organs_schema(),
        "mkdocs.json": settings_schema(),
    }
    return {
        name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in made.items()
    }


def report_schema(form: Form) -> Schema:
    """The front matter of a report in one form."""
    tables: Mapping[str, Schema]
    if form is local_frame():
        (table,) = form.tables.values()
        schema, definitions = local_table(table)
        tables = {table.key: schema}
    else:
        tables, definitions = national_tables(form)
    years = (
        f"{form.first_year}年度起"
        if form.last_year is None
        else (f"{form.first_year}至{form.last_year}年度")
    )
    return {
        **top(
            f"年度报告的{'数字部分' if form.has_tables else '开头部分'}（{form.key}）",
            f"用于{years}{f'，{form.notice}' if form.notice else ''}。"
            "只管写法；勾稽关系等由 nianbao check 核对。",
        ),
        "type": "object",
        "properties": {**_metadata(form), **tables},
        "required": ["year"],
        # Without tables, the form must be named: nothing else would tell it.
        "anyOf": [{"required": [*tables] or ["form"]}, {"required": [WITHDRAWN]}],
        "additionalProperties": False,
        "definitions": {"entries": entries(), **definitions},
    }


def _metadata(form: Form) -> Mapping[str, Schema]:
    keys = [int(form.key), form.key] if form.key.isdecimal() else [form.key]
    return {
        "year": {
            "description": "报告所述的年度，与文件名相同",
            "type": ["integer", "string"],
            "minimum": YEARS.start,
            "maximum": YEARS.stop - 1,
            "pattern": "^2[0-9]{3}$",
        },
        "form": {
            "description": "格式；可以不写，由表中的行判断"
            if form.has_tables
            else "没有统计表的报告，必须写明",
            "enum": keys,
        },
        "published": {
            "description": "发布日期，例如 2022-01-20 或 2022-01-20 10:30；查不到的写 ~",
            "type": ["string", "null"],
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}( +([01][0-9]|2[0-3]):[0-5][0-9])?$",
        },
        APPROVED: {
            "description": "批准发布的记录：谁批准（写职务）、哪一天；不上网站",
            "type": ["object", "null"],
            "properties": {"by": some_text("批准人的职务"), "date": {"type": "string", **DAY}},
            "required": ["by", "date"],
            "additionalProperties": False,
        },
        WITHDRAWN: {
            "description": "已发布的报告撤回了：哪一天、为什么；其他内容不再发布",
            "type": "object",
            "properties": {"date": some_text("年-月-日"), "why": some_text("原因，公开显示")},
            "required": ["date", "why"],
            "additionalProperties": False,
        },
        "sample": {"description": "示例数据：nianbao release 不发布", **_YES_OR_NO},
        ORIGINAL: {"description": "原件：放在报告旁边的一个文件，随报告发布", **TEXT},
        "title": {"description": "标题，与通例不同时才写", **TEXT},
        "notice": {"description": "显示在标题下的说明", **TEXT},
        "description": {"description": "摘要，供搜索引擎使用", **TEXT},
        "discrepancies": {
            "description": "数据说明：已经公布、不能再改的错误，公开注明",
            **_ENTRIES,
        },
        "acknowledged": {"description": "确认：核实无误的警告，不上网站", **_ENTRIES},
        INDICATORS: {
            "description": "自定表的哪一行是哪个指标：指标的代码和那一行的地址",
            "type": ["object", "null"],
            "properties": {
                each.code: some_text(each.says) for each in indicators().values() if each.local_unit
            },
            "additionalProperties": False,
        },
        "corrections": corrections(),
    }


def organs_schema() -> Schema:
    """organs.yml."""
    year = {"type": ["integer", "string", "null"], "minimum": 2000, "maximum": 2099}
    organ = {
        "type": "object",
        "properties": {
            "name": some_text("机关全称"),
            "kind": {"description": "机关类别", "enum": list(OrganKind)},
            "parent": {"description": "上级机关的代号，没有的不写", **TEXT},
            "names": {
                "description": "曾用名：机关没有变，只是改了名；那几年的报告照当时的名称",
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "name": some_text("那时的全称"),
                        "to": {
                            "description": "用到的最后一个年度",
                            **year,
                            **_YEAR,
                        },
                    },
                    "required": ["name", "to"],
                    "additionalProperties": False,
                },
            },
            "from": {"description": "第一个年度", **year, **_YEAR},
            "to": {"description": "最后一个年度", **year, **_YEAR},
            "predecessor": {"description": "前身的代号，一个或几个", **TEXTS},
            "successor": {"description": "后继的代号，一个或几个", **TEXTS},
            "aggregate": {
                "description": "所报的数是否包括下级机关",
                **_YES_OR_NO,
            },
            "contact": {"description": "联系方式，一行一条，照样显示在页面和 PDF 上", **TEXTS},
            "acknowledged": {
                "description": "确认：核实无误的问题，位置写年度",
                **entries(),
            },
        },
        "required": ["name", "kind"],
        "additionalProperties": False,
    }
    return {
        **top("机关名录", "发布年度报告的机关：代号下面写各项。代号是文件夹名，也是网址的一部分。"),
        "type": "object",
        "propertyNames": {
            "description": "小写拼音字母开头，可以有数字，中间可以有短横线",
            "maxLength": SLUG_LENGTH,
            "pattern": _SLUG,
        },
        "additionalProperties": organ,
    }


_TAKEN = "|".join((*map(re.escape, TAKEN_SLUGS), VERSION_SLUG))
_SLUG = rf"^(?!(?:{_TAKEN})$){SLUG}$"
