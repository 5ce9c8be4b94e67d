"""Pieces that several schemas of hand-written files are made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from ...problem import catalogue
from ...source import PROSE

__all__ = ["DAY", "TEXT", "TEXTS", "Schema", "corrections", "entries", "some_text", "top"]

Schema: TypeAlias = Mapping[str, object]

TEXT: Schema = {"type": ["string", "number", "null"]}
"""What is read as text, though YAML may take it for a number."""

TEXTS: Schema = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
"""One text or a list of them."""

DAY: Schema = {"format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
"""A day as text."""


def top(title: str, description: str) -> Schema:
    """How a schema begins: in the draft that the editors' YAML language server knows fully."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        "description": description,
    }


def some_text(description: str) -> Schema:
    """A text that must not be missing."""
    return {"description": description, "type": ["string", "number"], "minLength": 1}


def entries() -> Schema:
    """A list that answers problems, ``discrepancies`` or ``acknowledged``."""
    rules = catalogue().values()
    return {
        "type": ["array", "null"],
        "items": {
            "type": "object",
            "properties": {
                "code": {
                    "description": "问题代码，核对结果里方括号内的一个",
                    "enum": [rule.code for rule in rules],
                    "enumDescriptions": [rule.title for rule in rules],
                },
                "address": {
                    "description": "在哪里：表.行.列，可以只写到表或行；不写就是整份文件",
                    **TEXT,
                },
                "reason": some_text("原因"),
            },
            "required": ["code", "reason"],
            "additionalProperties": False,
        },
    }


def corrections() -> Schema:
    """The list that says what of a published report was changed."""
    place = some_text(f"表.行.列，可以只写到表或行；文字改了，写 {PROSE.table}")
    return {
        "description": "更正：公布以后改了什么；以前的文本存为 年度.v1.md",
        "type": ["array", "null"],
        "items": {
            "type": "object",
            "properties": {
                "date": {"description": "更正日期，例如 2022-03-01", "type": "string", **DAY},
                "what": {"anyOf": [place, {"type": "array", "items": place, "minItems": 1}]},
                "why": some_text("原因"),
            },
            "required": ["date", "what", "why"],
            "additionalProperties": False,
        },
    }
