"""The JSON Schema of mkdocs.yml, as far as its settings are ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ...form import OrganKind, forms, local_frame
from ...problem import Severity, catalogue
from ...settings import FONT_ROLES, NAMES, PORTAL_KEYS, PORTAL_PAGES
from ...settings.attachment_kinds import ALL_KINDS
from .schema_parts import DAY, TEXT, TEXTS, Schema, top

__all__ = ["settings_schema"]

_ANY: Schema = {}
_MONTH_DAY: Schema = {"type": "string", "pattern": "^[0-9]{2}-[0-9]{2}$"}


def settings_schema() -> Schema:
    """mkdocs.yml: everything below ``extra: nianbao``; of MkDocs' own keys only that they are."""
    nianbao = _section(
        "年报网站的设置，见说明“网站的设置”",
        {
            "site": _section(
                "谁主办、怎样联系", {key: _named(name, key) for key, name in NAMES.items()}
            ),
            "portal": _portal(),
            "fonts": _section(
                "PDF 的字体", {"folder": TEXT, **dict.fromkeys(FONT_ROLES, _list(TEXT))}
            ),
            "deadlines": _deadlines(),
            "severities": _severities(),
            "attachments": _section(
                "图片和附件",
                {
                    "kinds": _one_or_more(ALL_KINDS),
                    "also": _one_or_more(ALL_KINDS),
                    "megabytes": {"type": "integer", "minimum": 1},
                },
            ),
            "kept_builds": {
                "description": "生成过的结果留多少次",
                "type": "integer",
                "minimum": 1,
            },
            "publish": _section(
                "放到哪里", {"to": TEXT, "ssh_config": TEXT, "compress": {"type": "boolean"}}
            ),
            "approval": {
                "description": "先审后发：required，或者从哪一天发布的起",
                "anyOf": [{"enum": ["required", None]}, {"type": "string", **DAY}],
            },
            "identifier": _identifier(),
            "data": _section(
                "数据下载",
                {
                    "license": _section("数据的许可", {"name": TEXT, "url": TEXT}),
                    "parquet": {"description": "另有 Parquet 文件", "type": "boolean"},
                },
            ),
        },
    )
    return {
        **top("网站的设置（mkdocs.yml）", "只管 extra.nianbao 一段的写法，其余是 MkDocs 的。"),
        "type": "object",
        "properties": {
            "site_name": {"description": "网站名称", "type": "string"},
            "site_url": {"description": "本站网址", "type": "string"},
            "extra": {"type": ["object", "null"], "properties": {"nianbao": nianbao}},
        },
    }


def _identifier() -> Schema:
    """Both places must be in it: without one, several reports would have one identifier."""
    both = [{"pattern": r"\{organ\}"}, {"pattern": r"\{year\}"}]
    return {
        "description": "报告永久标识的写法，里面有 {organ}、{year}",
        "anyOf": [{"enum": ["", None]}, {"type": "string", "allOf": both}],
    }


def _section(description: str, properties: Mapping[str, Schema]) -> Schema:
    """Settings below a key, which may also be empty."""
    return {
        "description": description,
        "type": ["object", "null"],
        "properties": properties,
        "additionalProperties": False,
    }


def _named(name: str, key: str) -> Schema:
    return {"description": name, **(TEXTS if key == "contact" else TEXT)}


def _list(item: Schema) -> Schema:
    return {"type": "array", "items": item, "minItems": 1}


def _one_or_more(words: Iterable[str]) -> Schema:
    one: Schema = {"enum": list(words)}
    return {"anyOf": [one, {"type": "array", "items": one}]}


def _portal() -> Schema:
    pages = _section("门户已有的页面", dict.fromkeys(PORTAL_PAGES, TEXT))
    own = {"header": _ANY, "footer": _ANY, "pages": pages}
    keys = {key: own.get(key, TEXT) for key in PORTAL_KEYS}
    return _section("本站是哪个门户网站的栏目", keys)


def _deadlines() -> Schema:
    days = _section("机关类别: 月-日", dict.fromkeys(OrganKind, _MONTH_DAY))
    return {
        **_section("发布期限", dict.fromkeys((*forms(), local_frame().key), days)),
        # Forms of the site's own.
        "additionalProperties": days,
    }


def _severities() -> Schema:
    # YAML reads a bare off as false, editors as text.
    words = [*Severity, "off", False]
    rules = (rule for rule in catalogue().values() if not rule.fixed)
    return _section(
        "核对规则的轻重",
        {rule.code: {"description": rule.title, "enum": words} for rule in rules},
    )
